"""How much better a model is on what it learned from than on test examples, both classes counting alike."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from experiments.measures.answers import POSITIVE
from experiments.measures.threshold import DEFAULT_THRESHOLD
from experiments.results.evaluation import SplitScores
from experiments.results.replicate import Replicate
from generator.statistics.diagnosis.comparison import seed_variance, student_interval
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.resampling import Floats
from generator.statistics.diagnosis.trainings import Trainings


@dataclass(frozen=True, eq=False)
class Generalization:
    """Shares recognised in training and on test at the usual threshold, mean over the trainings.

    Attributes
    ----------
    training, test : float64 array, shape (2,)
        Specificity, then recall.
    low, high : float
        Interval of the difference (training minus test) of the means of both.
    p_value : float
    """

    training: Floats
    test: Floats
    low: float
    high: float
    p_value: float

    @property
    def difference(self) -> float:
        """Mean of specificity and recall, in training minus on test."""
        return float(self.training.mean() - self.test.mean())


def generalization(model: Trainings) -> Generalization | None:
    """Compare what a model recognises of its training examples and of the test examples.

    The shares are those at 1/2, since a training with another seed only records those. The variance adds what
    other test patients would change, what other training examples would, and what other seeds would; of the
    spread between seeds, what they owe to the patients counts once. None when a split lacks a class.
    """
    learned = np.array([_shares(scores) for scores in _training_scores(model)])
    functions = [_both_shares(each) for each in model.every]
    test = model.decision.test
    once = np.array([function(np.ones(len(test.labels))) for function in functions])
    if not (np.isfinite(learned).all() and np.isfinite(once).all()):
        return None
    drawn = np.array([function(test.resamplings).mean(axis=-1) for function in functions])
    drawn = drawn[:, np.isfinite(drawn).all(axis=0)]
    numbers = np.sum(model.decision.result.evaluation["train"].confusion_matrix, axis=1)
    examples = float((learned * (1 - learned) / numbers).mean(axis=0).sum() / 4)
    gaps = (learned - once).mean(axis=1)
    people = len(np.unique(test.patients))
    parts = [(float(drawn.mean(axis=0).var()), people - 1), (examples, int(numbers.sum()) - 1)]
    if len(gaps) > 1:
        parts.append(seed_variance(gaps, drawn))
    return Generalization(
        learned.mean(axis=0), once.mean(axis=0), *student_interval(float(gaps.mean()), parts, people)
    )


def _training_scores(model: Trainings) -> list[SplitScores]:
    return [
        origin.training_scores if isinstance(origin, Replicate) else origin.evaluation["train"]
        for origin in model.decision.result.trainings
    ]


def _shares(scores: SplitScores) -> list[float]:
    """Return the share of each class that is recognised; not a number for one that is absent."""
    return [row[n] / sum(row) if sum(row) else float("nan") for n, row in enumerate(scores.confusion_matrix)]


def _both_shares(decision: Decision) -> Callable[[Floats], Floats]:
    """Return specificity and recall as a function of how often each example counts, shape (..., 2)."""
    test = decision.test
    right = test.right(DEFAULT_THRESHOLD).astype(np.float64)
    members = [(test.labels == label).astype(np.float64) for label in (1 - POSITIVE, POSITIVE)]

    def shares(weights: Floats) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.stack([(weights @ (m * right)) / (weights @ m) for m in members], axis=-1)

    return shares
