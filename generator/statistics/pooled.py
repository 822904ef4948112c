"""What all the trainings of a model answered, put together: many answers, about the same examples.

An example that one training misreads, another often misreads too, and one training may favour a class where
another does not: the answers are not so many independent ones. Counts are therefore divided by their design
effect (Rao and Scott, 1992), the variance of a proportion over what it would be for independent answers.
That variance is clustered both by example and by training (Cameron, Gelbach and Miller, 2011). What neither
explains is in both terms and is subtracted once: not the whole variance of an answer, since the examples are
the same for all trainings, whose term then holds nothing of what the examples share. A single training is
judged on its own counts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.measures.answers import labels_of, predictions_of
from experiments.results.schema import Result

Cells = NDArray[np.bool_]


@dataclass(frozen=True)
class Pooled:
    """The answers of every training of a model to the same examples.

    Attributes
    ----------
    labels : int64 array, shape (examples,)
    predictions : int64 array, shape (trainings, examples)
    """

    labels: NDArray[np.int64]
    predictions: NDArray[np.int64]

    def matrix(self, classes: int) -> NDArray[np.int64]:
        """Count true classes (rows) against answers, over all the trainings; shape (classes, classes)."""
        truths = np.broadcast_to(self.labels, self.predictions.shape)
        counted = np.bincount((truths * classes + self.predictions).ravel(), minlength=classes**2)
        return np.asarray(counted.reshape(classes, classes))


def pooled(result: Result, split: str) -> Pooled:
    """Read the answers of every training of a model on a split."""
    evaluations = [training.evaluation[split] for training in result.trainings]  # type: ignore[index]
    return Pooled(labels_of(evaluations[0]), np.array([predictions_of(each) for each in evaluations]))


def design_effect(part: Cells, whole: Cells) -> float:
    """Return by how much the answers of a proportion have to be divided to count as independent ones.

    Parameters
    ----------
    part, whole : bool array, shape (trainings, examples)
        The answers counted in the proportion, among those that it is a proportion of.

    Returns
    -------
    float
        At least 1, which it is for a single training.
    """
    trainings, total = len(whole), int(whole.sum())
    if trainings == 1 or total == 0:
        return 1.0
    share = int(part.sum()) / total
    # Where all the answers agree, nothing varies: those of one example then count for one.
    alike = float((whole.sum(axis=0, dtype=np.int64) ** 2).sum()) / total
    if share in (0, 1):
        return alike
    rest = part - share * whole
    by_example, by_training = (rest.sum(axis=axis) for axis in (0, 1))
    residual = rest - by_example / trainings - by_training[:, None] / rest.shape[1]
    of_few = trainings / (trainings - 1)
    variance = (by_example**2).sum() + of_few * ((by_training**2).sum() - (residual**2).sum())
    return float(max(1.0, variance / (total * share * (1 - share))))
