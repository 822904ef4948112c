"""Scores of the original report beside ours, and whether chance alone may explain the difference."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, stdev
from typing import Literal

import numpy as np
import scipy

from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.statistics.corrections import SIGNIFICANCE, holm

Score = Literal["accuracy", "loss"]
SPLIT: Literal["test"] = "test"


@dataclass(frozen=True)
class PublishedScores:
    """Scores of a model in the original report, and our result for the same model.

    Attributes
    ----------
    loss, accuracy : float
        On the test.
    right : int
        Images well read that this accuracy stands for, on as many images as our test.
    """

    loss: float
    accuracy: float
    right: int
    result: Result


@dataclass(frozen=True)
class ComparedScores:
    """Published scores, and how often chance alone would part them from ours at least as much.

    These probabilities are corrected for all the comparisons of the page.
    """

    published: PublishedScores
    p: dict[Score, float]

    def compatible(self, score: Score) -> bool:
        """Tell whether chance may explain the difference; that it may does not prove that there is none."""
        return self.p[score] >= SIGNIFICANCE


def images_right(accuracy: float, images: int) -> int | None:
    """Return how many images an accuracy stands for; None when no whole number does.

    Keras computes accuracies in single precision.
    """
    right = round(accuracy * images)
    return right if accuracy in (right / images, float(np.float32(right / images))) else None


def compare_scores(published: Sequence[PublishedScores]) -> dict[str, ComparedScores]:
    """Compare the scores of models that are the same on both sides; all p-values are corrected together.

    Where our model was trained with several seeds, the published score is held to be that of one more
    training on the same test images. Where it was trained once, nothing says how much a training
    varies: the two accuracies are compared as if they came from different images (Fisher's exact
    test), and the report's loss as if it were as uncertain as ours.

    Returns
    -------
    dict of ComparedScores
        By id of our result.
    """
    corrected = iter(holm([p for scores in published for p in (_accuracy_p(scores), _loss_p(scores))]))
    return {
        scores.result.id: ComparedScores(scores, {"accuracy": next(corrected), "loss": next(corrected)})
        for scores in published
    }


def trainings(result: Result, score: Score) -> dict[str, float]:
    """Return a score of each training of a model on test, by where it is recorded."""
    every: tuple[Result | Replicate, ...] = (result, *result.replicates)
    return {
        f"{each.file}#/evaluation/{SPLIT}/{score}": float(getattr(each.evaluation[SPLIT], score))
        for each in every
    }


def one_more_training(scores: Sequence[float], score: float) -> float:
    """Return how often one more training would fall at least as far from the mean of the others as `score`.

    Student's prediction of one new observation (Hahn and Meeker, 1991, Statistical Intervals, chapter 4).
    The spread is computed exactly: scores that differ by a rounding alone have one.

    Parameters
    ----------
    scores : sequence of float, shape (n,), n > 1
    score : float
    """
    if len({*scores}) == 1:
        return 1.0 if score == scores[0] else 0.0
    spread = stdev(scores) * math.sqrt(1 + 1 / len(scores))
    return 2 * float(scipy.stats.t.sf(abs(score - mean(scores)) / spread, len(scores) - 1))


def _accuracy_p(scores: PublishedScores) -> float:
    ours = [*trainings(scores.result, "accuracy").values()]
    if len(ours) > 1:
        return one_more_training(ours, scores.accuracy)
    own = scores.result.evaluation[SPLIT]
    right = round(own.accuracy * own.count)
    rows = [[right, own.count - right], [scores.right, own.count - scores.right]]
    return float(scipy.stats.fisher_exact(rows).pvalue)


def _loss_p(scores: PublishedScores) -> float:
    ours = [*trainings(scores.result, "loss").values()]
    if len(ours) > 1:
        return one_more_training(ours, scores.loss)
    own = scores.result.evaluation[SPLIT]
    difference = abs(own.loss - scores.loss)
    error = math.sqrt(2) * own.loss_standard_error
    if error == 0:
        return 1.0 if difference == 0 else 0.0
    return 2 * float(scipy.stats.norm.sf(difference / error))
