"""What the results of one experiment say of each of its models."""

from dataclasses import dataclass

from experiments.results.schema import Result
from generator.rules.accuracy_certainty import accuracy_certainty
from generator.rules.better_than import better_than
from generator.rules.cheaper_than import cheaper_than
from generator.rules.confused_pairs import confused_pairs
from generator.rules.decision import Verdict
from generator.rules.epoch_count import epoch_count
from generator.rules.hardest_classes import hardest_classes
from generator.rules.overfitting import overfitting
from generator.rules.training_finished import training_finished
from generator.rules.validation_rise import validation_rise
from generator.statistics.contrast import Contrast
from generator.statistics.experiment_contrasts import experiment_contrasts


@dataclass(frozen=True)
class ModelFindings:
    """Conclusions about one model.

    Attributes
    ----------
    curves : list of Verdict
        What its training history says.
    reading : list of Verdict
        What its answers on the test examples say.
    progress : list of Verdict
        What it gained and costs compared with the model before; empty for the first.
    """

    curves: list[Verdict]
    reading: list[Verdict]
    progress: list[Verdict]


def model_findings(results: list[Result]) -> list[ModelFindings]:
    """Judge the models of one experiment, each against the one before.

    The comparisons of the page are made at once, and corrected for it.
    """
    steps = [None, *experiment_contrasts(results).steps]
    return [_findings(result, step) for result, step in zip(results, steps, strict=True)]


def curve_findings(result: Result) -> list[Verdict]:
    """Judge the training history of a model."""
    return [training_finished(result), validation_rise(result), epoch_count(result), overfitting(result)]


def _findings(result: Result, step: Contrast | None) -> ModelFindings:
    return ModelFindings(
        curves=curve_findings(result),
        reading=[accuracy_certainty(result), hardest_classes(result), confused_pairs(result)],
        progress=[better_than(step), cheaper_than(result, step.second)] if step else [],
    )
