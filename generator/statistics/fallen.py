"""The trainings of a model that end far below its others: one of them alone may hide or make a difference."""

from dataclasses import dataclass

from experiments.results.schema import Result

# How many times farther than the others are from one another, or than chance takes an accuracy.
FAR = 10


@dataclass(frozen=True)
class Fallen:
    """Trainings of a model apart from the others.

    Attributes
    ----------
    below, others : tuple of float
        Accuracies, from the lowest on; the first are fewer.
    """

    result: Result
    split: str
    below: tuple[float, ...]
    others: tuple[float, ...]


def fallen(result: Result, split: str) -> Fallen | None:
    """Find the trainings of a model that are far below the rest; None where none is.

    They are fewer than the others, and the gap to the next one exceeds `FAR` times both the range of the
    others and the standard error of an accuracy on so many examples.
    """
    evaluations = [training.evaluation[split] for training in result.trainings]  # type: ignore[index]
    accuracies, examples = sorted(each.accuracy for each in evaluations), evaluations[0].count
    for below in range(1, (len(accuracies) + 1) // 2):
        lowest, highest = accuracies[below], accuracies[-1]
        error = (max(lowest * (1 - lowest), 1 / examples) / examples) ** 0.5
        if lowest - accuracies[below - 1] > FAR * max(highest - lowest, error):
            return Fallen(result, split, tuple(accuracies[:below]), tuple(accuracies[below:]))
    return None
