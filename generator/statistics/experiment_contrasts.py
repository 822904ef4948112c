"""The comparisons on test that the page of an experiment shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from experiments.results.schema import Result
from generator.statistics.choice import select
from generator.statistics.contrast import Contrast
from generator.statistics.forerunner import forerunners
from generator.statistics.tournament import Tournament

SPLIT: Final = "test"


@dataclass(frozen=True)
class ExperimentContrasts:
    """The models of an experiment against one another.

    Attributes
    ----------
    steps : list of Contrast
        Each model but the first against its forerunner.
    choice : list of Contrast
        The model that validation selects against each of the others.
    """

    steps: list[Contrast]
    choice: list[Contrast]


def experiment_contrasts(results: Sequence[Result]) -> ExperimentContrasts:
    """Compare the models of an experiment."""
    chosen, judged = select(results), Tournament(results, SPLIT)
    return ExperimentContrasts(
        steps=[
            judged.contrast(model, before)
            for model, before in zip(results, forerunners(results), strict=True)
            if before
        ],
        choice=[judged.contrast(chosen, other) for other in results if other is not chosen],
    )
