"""How often the trainings of a model are right, example by example."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.measures.answers import labels_of, predictions_of
from experiments.results.schema import Result


@dataclass(frozen=True)
class Performance:
    """The answers of every training of a model on the same examples.

    Attributes
    ----------
    right : bool array, shape (trainings, examples)
        The primary training comes first.
    """

    right: NDArray[np.bool_]

    @property
    def accuracies(self) -> NDArray[np.float64]:
        """Accuracy of each training, shape (trainings,)."""
        return np.asarray(self.right.mean(axis=1))

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many trainings are right about each example, shape (examples,)."""
        return np.asarray(self.right.sum(axis=0, dtype=np.int64))

    @property
    def seed_variance(self) -> float:
        """Variance that other seeds give to the mean accuracy, what they share with the examples included."""
        return float(self.accuracies.var(ddof=1)) / len(self.right)

    @property
    def residual_variance(self) -> float:
        """Part of it that the examples would already show: what neither seed nor example explains alone."""
        trainings, examples = self.right.shape
        rest = self.right - self.right.mean(axis=0) - self.accuracies[:, None] + self.right.mean()
        mean_square = float((rest**2).sum()) / ((trainings - 1) * (examples - 1))
        return float(mean_square / (trainings * examples))


def performance(result: Result, split: str) -> Performance:
    """Read which examples of a split each training of a model gets right."""
    evaluations = [training.evaluation[split] for training in result.trainings]  # type: ignore[index]
    return Performance(np.array([labels_of(each) == predictions_of(each) for each in evaluations]))
