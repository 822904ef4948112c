"""The comparisons on test that a page makes, all corrected together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from experiments.results.schema import Result
from generator.statistics.choice import select
from generator.statistics.contrast import Contrast, contrasts

SPLIT: Final = "test"


@dataclass(frozen=True)
class ExperimentContrasts:
    """The models of an experiment against one another.

    Attributes
    ----------
    steps : list of Contrast
        Each model but the first against the one before.
    choice : list of Contrast
        The model that validation selects against each of the others.
    """

    steps: list[Contrast]
    choice: list[Contrast]


def experiment_contrasts(results: Sequence[Result]) -> ExperimentContrasts:
    """Compare the models of an experiment, so that one page never judges one pair in two ways.

    A pair that stands in both lists counts once in the correction.
    """
    chosen = select(results)
    steps = list(zip(results[1:], results, strict=False))
    choice = [(chosen, other) for other in results if other is not chosen]
    pairs = {frozenset((first.id, second.id)): (first, second) for first, second in (*steps, *choice)}
    found = dict(zip(pairs, contrasts(list(pairs.values()), SPLIT), strict=True))

    def between(first: Result, second: Result) -> Contrast:
        contrast = found[frozenset((first.id, second.id))]
        return contrast if contrast.first is first else contrast.turned()

    return ExperimentContrasts(
        [between(*pair) for pair in steps],
        [between(*pair) for pair in choice],
    )
