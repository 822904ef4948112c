"""The accuracy of a model, over all its trainings."""

from statistics import fmean

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, share
from generator.statistics.contrast import Contrast, right_answers

MEAN = "moyenne sur les entraînements"


def mean_accuracy(result: Result, split: str) -> Quantity:
    """Return the mean accuracy over the trainings of a model, its replicates among them."""
    mean = fmean(answers.mean() for answers in right_answers(result, split))
    return _accuracy(result, split, mean, accuracy_sources(result, split))


def compared_accuracy(contrast: Contrast, result: Result) -> Quantity:
    """Return the accuracy with which a model takes part in a contrast: replicates count if both have some."""
    rank = (contrast.first, contrast.second).index(result)
    sources = accuracy_sources(result, contrast.split)[: contrast.trainings[rank]]
    return _accuracy(result, contrast.split, contrast.accuracies[rank], sources)


def accuracy_sources(result: Result, split: str) -> tuple[str, ...]:
    """Return where the accuracy of each training of a model stands."""
    return tuple(f"{training.file}#/evaluation/{split}/accuracy" for training in result.trainings)


def _accuracy(result: Result, split: str, mean: float, sources: tuple[str, ...]) -> Quantity:
    examples = result.evaluation[split].count  # type: ignore[index]
    return share(mean, examples, sources, MEAN if len(sources) > 1 else "")
