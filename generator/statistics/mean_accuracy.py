"""The accuracy of a model, over all its trainings."""

from statistics import fmean

from experiments.results.evaluation import SplitScores
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from generator.facts.apart import told_apart
from generator.facts.quantity import Quantity, share
from generator.statistics.contrast import Contrast

MEAN = "moyenne sur les entraînements"


def scores_of(training: Result | Replicate, split: str) -> SplitScores:
    """Return how right a training is on a split; a replicate keeps its scores on training apart."""
    if isinstance(training, Replicate) and split == "train":
        return training.training_scores
    return training.evaluation[split]  # type: ignore[index]


def mean_accuracy(result: Result, split: str) -> Quantity:
    """Return the mean accuracy over the trainings of a model, its replicates among them."""
    mean = fmean(scores_of(training, split).accuracy for training in result.trainings)
    return _accuracy(result, split, mean, accuracy_sources(result, split))


def compared_accuracies(contrast: Contrast) -> list[Quantity]:
    """Return the accuracies with which two models take part in a contrast, told apart if they differ.

    Replicates count if both models have some.
    """
    return told_apart(
        [
            _accuracy(result, contrast.split, mean, accuracy_sources(result, contrast.split)[:number])
            for result, mean, number in zip(
                (contrast.first, contrast.second), contrast.accuracies, contrast.trainings, strict=True
            )
        ],
        contrast.examples,
    )


def compared_accuracy(contrast: Contrast, result: Result) -> Quantity:
    """Return the accuracy with which a model takes part in a contrast; see `compared_accuracies`."""
    return compared_accuracies(contrast)[(contrast.first, contrast.second).index(result)]


def accuracy_sources(result: Result, split: str) -> tuple[str, ...]:
    """Return where the accuracy of each training of a model stands."""
    return score_sources(result, split, "accuracy")


def score_sources(result: Result, split: str, name: str) -> tuple[str, ...]:
    """Return where a score of each training of a model stands."""
    replicated = "training_scores" if split == "train" else f"evaluation/{split}"
    return (
        f"{result.file}#/evaluation/{split}/{name}",
        *(f"{training.file}#/{replicated}/{name}" for training in result.replicates),
    )


def _accuracy(result: Result, split: str, mean: float, sources: tuple[str, ...]) -> Quantity:
    examples = result.evaluation[split].count  # type: ignore[index]
    return share(mean, examples, sources, MEAN if len(sources) > 1 else "")
