"""Measure a trained model on one split, in one pass."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.datasets import Split
from experiments.training.answers import outputs_and_losses
from experiments.training.objective import as_probabilities, targets

BATCH_SIZE = 500
DECISION_THRESHOLD = 0.5


@dataclass(frozen=True)
class Evaluation:
    """What a model said of a split, and how right it was.

    Attributes
    ----------
    labels : int array, shape (n,)
    outputs : float32 array, shape (n, classes), or (n, 1) for a single output
        Probabilities, also when the model gives logits.
    losses : float64 array, shape (n,)
        Loss of each image, without penalty.
    loss : float
        Mean over the images of the loss the model was compiled with.
    loss_standard_error : float
        Standard deviation of that loss over the images, divided by the square root of n.
    accuracy : float
        Share of the images put in their class.
    confusion_matrix : int array, shape (classes, classes), true classes in rows
    """

    labels: NDArray[np.int64]
    outputs: NDArray[np.float32]
    losses: NDArray[np.float64]
    loss: float
    loss_standard_error: float
    accuracy: float
    confusion_matrix: NDArray[np.int64]

    @property
    def predictions(self) -> NDArray[np.int64]:
        """Class put on each image, shape (n,)."""
        return predicted_classes(self.outputs)


def predicted_classes(outputs: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the most probable class of each row; a single output is the probability of class 1."""
    if outputs.shape[1] == 1:
        return (outputs[:, 0] > DECISION_THRESHOLD).astype(np.int64)
    classes: NDArray[np.int64] = outputs.argmax(axis=1).astype(np.int64)
    return classes


def evaluate(model: Any, split: Split, classes: int) -> Evaluation:
    """Predict each image of a split once; labels and predictions come from that same pass.

    Parameters
    ----------
    model : compiled keras.Model
    split : Split
    classes : int
        How many classes there are, since a split may lack one.
    """
    from sklearn.metrics import accuracy_score, confusion_matrix

    outputs, losses = outputs_and_losses(model, split.inputs, targets(model, split.labels), BATCH_SIZE)
    probabilities = as_probabilities(model, outputs)
    predictions = predicted_classes(probabilities)
    return Evaluation(
        labels=split.labels,
        outputs=probabilities,
        losses=losses,
        loss=float(losses.mean()),
        loss_standard_error=float(losses.std(ddof=1) / np.sqrt(len(losses))),
        accuracy=float(accuracy_score(split.labels, predictions)),
        confusion_matrix=confusion_matrix(split.labels, predictions, labels=range(classes)),
    )
