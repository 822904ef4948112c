"""What a trained model answered on each image of a split."""

from collections.abc import Sequence
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import PlainValidator, model_validator

from experiments.results.record import Count, Finite, Loss, Positive, Proportion, Record


def _answers(value: Any) -> str | list[int]:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return value
    if isinstance(value, list) and value and all(type(index) is int and index >= 0 for index in value):
        return value
    raise ValueError("attendu un chiffre par image, ou une liste de rangs de classes")


# Index of a class for each image: one character each up to ten classes, else a list of numbers.
Answers = Annotated[str | list[int], PlainValidator(_answers)]


class SplitScores(Record):
    """How right a trained model was on a split.

    The loss is that of the examples alone: penalties, which do not depend on them, are left out.
    """

    count: Positive
    loss: Finite
    loss_standard_error: Loss
    accuracy: Proportion
    confusion_matrix: list[list[Count]]

    @model_validator(mode="after")
    def _agree(self) -> "SplitScores":
        classes = len(self.confusion_matrix)
        if any(len(row) != classes for row in self.confusion_matrix):
            raise ValueError("confusion_matrix doit avoir autant de colonnes que de lignes")
        counted = sum(map(sum, self.confusion_matrix))
        if counted != self.count:
            raise ValueError(f"confusion_matrix compte {counted} images, count vaut {self.count}")
        right = sum(row[i] for i, row in enumerate(self.confusion_matrix))
        if abs(right / self.count - self.accuracy) > 1e-9:
            raise ValueError(f"accuracy vaut {self.accuracy}, la matrice donne {right}/{self.count}")
        return self


class SplitEvaluation(SplitScores):
    """How right the trained model was on a split, and what it said of each image, in order.

    `labels` and `predictions` hold the index of a class for each image; `probabilities` is only there for
    two classes: that of class 1 for each image; `misread_losses` is the loss of each misread image, in order.
    """

    labels: Answers
    predictions: Answers
    probabilities: list[Proportion] | None
    misread_losses: list[Finite]

    @model_validator(mode="after")
    def _consistent(self) -> "SplitEvaluation":
        if not len(self.labels) == len(self.predictions) == self.count:
            raise ValueError("labels et predictions doivent avoir une valeur par image")
        if self.probabilities is not None and len(self.probabilities) != self.count:
            raise ValueError("probabilities doit avoir une valeur par image")
        classes = len(self.confusion_matrix)
        labels, predictions = class_indices(self.labels), class_indices(self.predictions)
        if max(labels.max(), predictions.max()) >= classes:
            raise ValueError("labels ou predictions nomment une classe absente de confusion_matrix")
        counted = np.bincount(labels * classes + predictions, minlength=classes**2)
        if counted.reshape(classes, classes).tolist() != self.confusion_matrix:
            raise ValueError("confusion_matrix ne compte pas labels contre predictions")
        if (labels != predictions).sum() != len(self.misread_losses):
            raise ValueError("misread_losses doit avoir une valeur par image mal lue")
        return self


def class_indices(answers: str | Sequence[int]) -> NDArray[np.int64]:
    """Return the classes that a record names, shape (n,): it holds one digit or number per example."""
    if isinstance(answers, str):
        return np.frombuffer(answers.encode(), np.uint8).astype(np.int64) - ord("0")
    return np.array(answers, dtype=np.int64)


def as_answers(indices: Sequence[int], classes: int) -> str | list[int]:
    """Write the index of a class for each image as `SplitEvaluation` keeps it."""
    return "".join(map(str, indices)) if classes <= 10 else [int(index) for index in indices]
