"""What a trained model answered on each image of a split."""

from typing import Annotated

from pydantic import Field, model_validator

from experiments.results.record import Count, Loss, Positive, Proportion, Record


class SplitEvaluation(Record):
    """How right the trained model was on a split, and what it said of each image, in order.

    `labels` and `predictions` hold one character per image, the index of a class;
    `probabilities` is only there for two classes: that of class 1 for each image.
    """

    count: Positive
    loss: Loss
    loss_standard_error: Loss
    accuracy: Proportion
    confusion_matrix: list[list[Count]]
    labels: Annotated[str, Field(pattern=r"^[0-9]+$")]
    predictions: Annotated[str, Field(pattern=r"^[0-9]+$")]
    probabilities: list[Proportion] | None

    @model_validator(mode="after")
    def _consistent(self) -> "SplitEvaluation":
        if not len(self.labels) == len(self.predictions) == self.count:
            raise ValueError("labels et predictions doivent avoir un caractère par image")
        if self.probabilities is not None and len(self.probabilities) != self.count:
            raise ValueError("probabilities doit avoir une valeur par image")
        classes = len(self.confusion_matrix)
        if any(len(row) != classes for row in self.confusion_matrix):
            raise ValueError("confusion_matrix doit avoir autant de colonnes que de lignes")
        if int(max(self.labels + self.predictions)) >= classes:
            raise ValueError("labels ou predictions nomment une classe absente de confusion_matrix")
        counted = [[0] * classes for _ in range(classes)]
        for label, prediction in zip(self.labels, self.predictions, strict=True):
            counted[int(label)][int(prediction)] += 1
        if counted != self.confusion_matrix:
            raise ValueError("confusion_matrix ne compte pas labels contre predictions")
        right = sum(row[i] for i, row in enumerate(counted))
        if abs(right / self.count - self.accuracy) > 1e-9:
            raise ValueError(f"accuracy vaut {self.accuracy}, la matrice donne {right}/{self.count}")
        return self
