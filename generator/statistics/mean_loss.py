"""The loss of a model, over all its trainings."""

from statistics import fmean

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, measured
from generator.statistics.mean_accuracy import MEAN


def mean_loss(result: Result, split: str) -> Quantity:
    """Return the mean loss over the trainings of a model, with the digits that the loss of one supports."""
    splits = [training.evaluation[split] for training in result.trainings]  # type: ignore[index]
    sources = tuple(f"{training.file}#/evaluation/{split}/loss" for training in result.trainings)
    mean = fmean(each.loss for each in splits)
    text = measured(mean, splits[0].loss_standard_error)
    return Quantity(mean, text, sources, MEAN if len(sources) > 1 else "")
