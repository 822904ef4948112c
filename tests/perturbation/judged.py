"""What a training answered on a split, as arrays: what its record says of it follows from them."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.results.evaluation import as_answers, class_indices

# Keras keeps probabilities that far from 0 and 1 before it takes their logarithm.
CLIP = 1e-7


@dataclass(frozen=True)
class Judged:
    """Answers on n examples.

    Attributes
    ----------
    labels, predictions : array of int, shape (n,)
    losses : array of float, shape (n,)
        Of each example; a record only keeps their mean where the answer is right.
    probabilities : array of float, shape (n,), or None
        Of class 1, where there are two classes.
    classes : int
    """

    labels: NDArray[np.int64]
    predictions: NDArray[np.int64]
    losses: NDArray[np.float64]
    probabilities: NDArray[np.float64] | None
    classes: int

    @property
    def right(self) -> NDArray[np.bool_]:
        """Which answers are right, shape (n,)."""
        right: NDArray[np.bool_] = self.labels == self.predictions
        return right

    def taken(self, kept: NDArray[np.int64]) -> "Judged":
        """Return the answers on some of the examples."""
        probabilities = None if self.probabilities is None else self.probabilities[kept]
        return Judged(
            self.labels[kept], self.predictions[kept], self.losses[kept], probabilities, self.classes
        )

    def answering(self, predictions: NDArray[np.int64], rng: np.random.Generator) -> "Judged":
        """Return other answers to the same questions; a loss of a wrong one is that of another wrong one."""
        right, before = predictions == self.labels, self.right
        losses = self.losses.copy()
        pool = self.losses[~before] if not before.all() else 0.7 + rng.exponential(2, 100)
        typical = self.losses[before].mean() if before.any() else 0.05
        losses[right & ~before] = typical
        losses[~right & before] = rng.choice(pool, np.count_nonzero(~right & before))
        return replace(self, predictions=predictions, losses=losses)

    def believing(self, probabilities: NDArray[np.float64]) -> "Judged":
        """Return other probabilities of class 1, and the answers and losses that they give."""
        clipped = np.clip(probabilities, CLIP, 1 - CLIP)
        losses = -np.log(np.where(self.labels == 1, clipped, 1 - clipped))
        predictions = (probabilities > 0.5).astype(np.int64)
        return replace(self, predictions=predictions, losses=losses, probabilities=probabilities)

    def record(self) -> dict[str, Any]:
        """Return what a record keeps of these answers."""
        count = len(self.labels)
        return {
            **self.scores(),
            "labels": as_answers(self.labels.tolist(), self.classes),
            "predictions": as_answers(self.predictions.tolist(), self.classes),
            "probabilities": None if self.probabilities is None else self.probabilities.tolist(),
            "misread_losses": self.losses[~self.right].tolist(),
        } | {"count": count}

    def scores(self) -> dict[str, Any]:
        """Return how right these answers are: what a replicate keeps of the training split."""
        counted = np.bincount(self.labels * self.classes + self.predictions, minlength=self.classes**2)
        return {
            "count": len(self.labels),
            "loss": float(self.losses.mean()),
            "loss_standard_error": float(self.losses.std() / np.sqrt(len(self.losses))),
            "accuracy": int(self.right.sum()) / len(self.labels),
            "confusion_matrix": counted.reshape(self.classes, self.classes).tolist(),
        }


def judged(part: dict[str, Any]) -> Judged:
    """Return the answers that a record keeps of a split."""
    labels, predictions = class_indices(part["labels"]), class_indices(part["predictions"])
    wrong = labels != predictions
    losses, missed = np.zeros(len(labels)), np.array(part["misread_losses"], dtype=np.float64)
    losses[wrong] = missed
    if not wrong.all():
        losses[~wrong] = max(part["loss"] * len(labels) - missed.sum(), 0) / np.count_nonzero(~wrong)
    probabilities = part["probabilities"]
    found = Judged(labels, predictions, losses, None, len(part["confusion_matrix"]))
    return found if probabilities is None else found.believing(np.array(probabilities, dtype=np.float64))
