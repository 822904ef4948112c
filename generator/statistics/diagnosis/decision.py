"""A model and the threshold it is used with, on validation and test."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.statistics.diagnosis.answers import SPLITS, Answers, answers
from generator.statistics.diagnosis.pairing import Pairing, pair
from generator.statistics.diagnosis.threshold import Threshold, threshold_of


@dataclass(frozen=True, eq=False)
class Decision:
    """A model used as a diagnostic test.

    Attributes
    ----------
    threshold : Threshold
        Chosen on validation.
    """

    result: Result
    validation: Answers
    test: Answers
    threshold: Threshold

    @property
    def name(self) -> str:
        """How sentences name the model, after an article: « CNN 2 »."""
        return self.result.names.model

    @property
    def right(self) -> NDArray[np.bool_]:
        """Whether the model is right about each test example, shape (n,)."""
        return self.test.right(self.threshold.value)


def decide(result: Result, replicate: Replicate | None = None) -> Decision:
    """Choose the threshold of a model, or of the same trained with another seed, on its own validation."""
    validation, test = (answers(result, split, replicate) for split in SPLITS)
    return Decision(result, validation, test, threshold_of(validation))


def compare_with_constant(answers: Answers, threshold: float) -> Pairing:
    """Compare a model with the classifier that calls every example of a split by its most frequent class."""
    return pair(answers.right(threshold), answers.labels == majority(answers), answers.resamplings)


def majority(answers: Answers) -> int:
    """Return the most frequent class of a split."""
    return int(np.bincount(answers.labels, minlength=2).argmax())
