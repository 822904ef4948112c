"""A model and the threshold it is used with, on validation and test."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.results.schema import Result
from generator.model_reference import reference
from generator.pneumonia.answers import Answers, answers
from generator.pneumonia.pairing import Pairing, pair, same_order
from generator.pneumonia.threshold import Threshold, choose_threshold


@dataclass(frozen=True, eq=False)
class Decision:
    """A model used as a diagnostic test.

    Attributes
    ----------
    result : Result
    validation, test : Answers
    threshold : Threshold
        Chosen on validation.
    """

    result: Result
    validation: Answers
    test: Answers
    threshold: Threshold

    @property
    def name(self) -> str:
        """How sentences name the model."""
        return f"le {reference(self.result).title.lower()}"

    @property
    def right(self) -> NDArray[np.bool_]:
        """Whether the model is right about each test image, shape (n,)."""
        return np.equal(self.test.predictions(self.threshold.value), self.test.labels)


def decide(result: Result) -> Decision:
    """Choose the threshold of a model on validation."""
    validation = answers(result, "validation")
    return Decision(result, validation, answers(result, "test"), choose_threshold(validation))


def compare(first: Decision, second: Decision) -> Pairing:
    """Compare two models on the test images, each at its threshold."""
    order = same_order(first.test, second.test)
    return pair(first.right, second.right[order], first.test.resamplings)


def compare_with_constant(decision: Decision) -> Pairing:
    """Compare a model with the classifier that calls every test image by the most frequent class."""
    return pair(decision.right, decision.test.labels == majority(decision.test), decision.test.resamplings)


def majority(answers: Answers) -> int:
    """Return the most frequent class of a split."""
    return int(np.bincount(answers.labels, minlength=2).argmax())
