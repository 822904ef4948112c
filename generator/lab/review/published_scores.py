"""Scores of the original report beside ours, and whether chance alone may explain the difference."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.stats import fisher_exact, norm, ttest_ind

from experiments import language
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.facts.scores import score
from generator.formulas.wilson import wilson_interval
from generator.lab.review.recomputed import Recomputed
from generator.statistics.pairs import SIGNIFICANCE, holm

SPLIT: Literal["test"] = "test"
BOUND = "borne de Wilson"


@dataclass(frozen=True)
class PublishedScores:
    """Scores of one model in the original report, and our result for the same model.

    Attributes
    ----------
    loss, accuracy : float
        On the test.
    right : int
        Images well read that this accuracy stands for, on as many images as our test.
    result : Result
    """

    loss: float
    accuracy: float
    right: int
    result: Result


@dataclass(frozen=True)
class Interval:
    """A proportion and the bounds between which its true value probably lies."""

    value: Quantity | Recomputed
    low: Quantity | Recomputed
    high: Quantity | Recomputed


@dataclass(frozen=True)
class Spread:
    """Lowest and highest score of our trainings of one model, and how many there are."""

    number: Quantity
    lowest: Quantity
    highest: Quantity


@dataclass(frozen=True)
class ComparedScore:
    """A published score against ours.

    Attributes
    ----------
    p : Quantity
        How often chance alone would part two scores at least as much, corrected for all the
        comparisons of the page.
    spread : Spread or None
        None when our model was trained once.
    """

    p: Quantity
    spread: Spread | None

    @property
    def compatible(self) -> bool:
        """Whether chance may explain the difference; that it may does not prove that there is none."""
        return self.p.value >= SIGNIFICANCE


@dataclass(frozen=True)
class ComparedScores:
    """Published and own scores of one model.

    Attributes
    ----------
    published, own : Interval
        Accuracies.
    published_loss : Recomputed
    own_loss, loss_error : Quantity
        Our loss and its standard error.
    accuracy, loss : ComparedScore
    """

    published: Interval
    own: Interval
    published_loss: Recomputed
    own_loss: Quantity
    loss_error: Quantity
    accuracy: ComparedScore
    loss: ComparedScore


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
    p_values = [p for scores in published for p in (_accuracy_p(scores), _loss_p(scores))]
    corrected = iter(holm(p_values))
    return {scores.result.id: _compared(scores, next(corrected), next(corrected)) for scores in published}


def one_more_training(trainings: Sequence[float], score: float) -> float:
    """Return how often one more training would fall at least as far from the mean of the others as `score`.

    Student's two-sample test, the second sample being `score` alone: the prediction of one new observation
    (Hahn and Meeker, 1991, Statistical Intervals, chapter 4).

    Parameters
    ----------
    trainings : sequence of float, shape (n,), n > 1
    score : float
    """
    if len({*trainings}) == 1:
        return 1.0 if score == trainings[0] else 0.0
    return float(ttest_ind(trainings, [score]).pvalue)


def _trainings(result: Result, score: Literal["accuracy", "loss"]) -> dict[str, float]:
    """Return a score of each training of a model on test, by where it is recorded."""
    trainings: tuple[Result | Replicate, ...] = (result, *result.replicates)
    return {
        f"{each.file}#/evaluation/{SPLIT}/{score}": float(getattr(each.evaluation[SPLIT], score))
        for each in trainings
    }


def _accuracy_p(scores: PublishedScores) -> float:
    trainings = _trainings(scores.result, "accuracy")
    if len(trainings) > 1:
        return one_more_training([*trainings.values()], scores.accuracy)
    own = scores.result.evaluation[SPLIT]
    right = round(own.accuracy * own.count)
    rows = [[right, own.count - right], [scores.right, own.count - scores.right]]
    return float(fisher_exact(rows).pvalue)


def _loss_p(scores: PublishedScores) -> float:
    trainings = _trainings(scores.result, "loss")
    if len(trainings) > 1:
        return one_more_training([*trainings.values()], scores.loss)
    own = scores.result.evaluation[SPLIT]
    difference = abs(own.loss - scores.loss)
    error = math.sqrt(2) * own.loss_standard_error
    if error == 0:
        return 1.0 if difference == 0 else 0.0
    return 2 * float(norm.sf(difference / error))


def _compared(scores: PublishedScores, accuracy_p: float, loss_p: float) -> ComparedScores:
    result = scores.result
    base = f"{result.file}#/evaluation/{SPLIT}"
    own, images = score(result, SPLIT, SPLIT), result.evaluation[SPLIT].count
    error = result.evaluation[SPLIT].loss_standard_error
    answers = (f"{base}/accuracy", f"{base}/count")
    low, high = (bound.value for bound in wilson_interval(scores.right, images))
    own_low, own_high = (
        Quantity(bound.value, language.percent(bound.value, images), answers, BOUND)
        for bound in wilson_interval(round(own.accuracy.value * images), images, sources=answers)
    )
    accuracies, losses = _trainings(result, "accuracy"), _trainings(result, "loss")
    return ComparedScores(
        published=Interval(*(_share(share, images) for share in (scores.right / images, low, high))),
        own=Interval(own.accuracy, own_low, own_high),
        published_loss=Recomputed(
            scores.loss, language.measured(scores.loss, error), "perte écrite, arrondie"
        ),
        own_loss=own.loss,
        loss_error=computed(error, (f"{base}/loss_standard_error",), "erreur standard de la perte", 2),
        accuracy=ComparedScore(
            computed(accuracy_p, tuple(accuracies), "probabilité, correction de Holm", 2),
            _spread(accuracies, lambda value: language.percent(value, images)),
        ),
        loss=ComparedScore(
            computed(loss_p, tuple(losses), "probabilité, correction de Holm", 2),
            _spread(losses, lambda value: language.measured(value, error)),
        ),
    )


def _spread(trainings: Mapping[str, float], text: Callable[[float], str]) -> Spread | None:
    if len(trainings) == 1:
        return None
    ordered = sorted(trainings, key=trainings.__getitem__)
    lowest, highest = (
        Quantity(trainings[source], text(trainings[source]), (source,))
        for source in (ordered[0], ordered[-1])
    )
    number = computed_count(len(trainings), tuple(trainings), "nombre d’entraînements")
    return Spread(number, lowest, highest)


def _share(share: float, images: int) -> Recomputed:
    return Recomputed(
        share, language.percent(share, images), "exactitude écrite, et son intervalle de Wilson"
    )
