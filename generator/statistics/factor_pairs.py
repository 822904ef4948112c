"""The models that show best what each factor does, and how they compare, all judged at once."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import fmean
from typing import Any

from experiments.results.schema import Result
from generator.statistics.contrast import Contrast
from generator.statistics.corrections import chances
from generator.statistics.factors import Factor, differing, factors
from generator.statistics.gap_change import GapChange, gap_change
from generator.statistics.tournament import Tournament

Family = Sequence[Result]
Pair = tuple[Result, Result]
# How much of a factor a model has, the model, and all that was chosen for it.
Choice = tuple[float, Result, dict[Factor, Any]]


@dataclass(frozen=True)
class FactorPairs:
    """What is asked of each factor, and the comparison that answers, None where no two models differ in it.

    Attributes
    ----------
    effects : list of tuple
        Factor, models of one experiment, and the test accuracies of the two that show it best.
    gaps : list of tuple
        Models of one experiment, and what dropout changes in the gap between training and test.
    """

    effects: list[tuple[Factor, Family, Contrast | None]]
    gaps: list[tuple[Family, GapChange | None]]


def factor_pairs(families: Sequence[Family]) -> FactorPairs:
    """Compare the models that show best what each factor does, and what dropout does to their gap.

    A factor is asked about in the experiments that compare models which differ in it; if none does, it is
    asked once, so that the report says what is missing. The effects are those of `Tournament`; the gaps are
    corrected together (Holm, 1979).

    Parameters
    ----------
    families : sequence of sequence of Result
        The models of each experiment.

    Raises
    ------
    ResultError
        If two models to compare did not see the same examples.
    """
    judged = Tournament([model for models in families for model in models], "test")
    asked = [(factor, models) for factor in LEVELS for models in _telling(factor, families)]
    pairs = [(factor, models, closest_pair(factor, models)) for factor, models in asked]
    return FactorPairs(
        effects=[
            (factor, models, judged.contrast(*pair) if pair else None) for factor, models, pair in pairs
        ],
        gaps=dropout_gaps(families),
    )


def dropout_gaps(families: Sequence[Family]) -> list[tuple[Family, GapChange | None]]:
    """Compare the gaps of the models that show best what dropout does to them; see `factor_pairs`."""
    trained = _telling(Factor.DROPOUT, families)
    pairs = [closest_pair(Factor.DROPOUT, models) for models in trained]
    gaps = [gap_change(*pair) if pair else None for pair in pairs]
    corrected = iter(chances([each.chance.p_value for each in gaps if each]))
    return [
        (models, replace(gap, chance=next(corrected)) if gap else None)
        for models, gap in zip(trained, gaps, strict=True)
    ]


def closest_pair(factor: Factor, models: Family) -> Pair | None:
    """Find the models that show best what a factor does: those that the fewest other factors set apart.

    Their scores have no part in it. Among pairs as close, the first in the order given.

    Parameters
    ----------
    factor : Factor
        One of `LEVELS`.
    models : sequence of Result

    Returns
    -------
    tuple of Result, shape (2,)
        The one with more of the factor, then the other; None when no model has more than another.
    """
    # Of models for which all was chosen alike, the first is the first of a pair.
    alike: dict[str, Choice] = {}
    for model in models:
        values = factors(model)
        amount = LEVELS[factor](values)
        if amount is not None:
            alike.setdefault(repr(values), (amount, model, values))
    pairs = [(one, other) for one, other in combinations(alike.values(), 2) if one[0] != other[0]]
    if not pairs:
        return None
    pair = min(pairs, key=lambda pair: len(differing(pair[0][2], pair[1][2])))
    (_, one, _), (_, other, _) = sorted(pair, key=lambda choice: -choice[0])
    return one, other


def level(factor: Factor, model: Result) -> float | None:
    """Tell how much of a factor a model has; None where the factor has no meaning.

    Dropout is there or not; kernels count by the mean area of their different sizes.
    """
    return LEVELS[factor](factors(model))


def _kernels(values: dict[Factor, Any]) -> float | None:
    sizes = {tuple(size) for size in values[Factor.KERNELS]}
    return fmean(map(math.prod, sizes)) if sizes else None


def _telling(factor: Factor, families: Sequence[Family]) -> list[Family]:
    """Return the experiments that tell something of a factor; failing that, one where it has a meaning."""
    known = [models for models in families if any(level(factor, model) is not None for model in models)]
    return [models for models in known if closest_pair(factor, models)] or known[:1]


LEVELS: dict[Factor, Callable[[dict[Factor, Any]], float | None]] = {
    Factor.DROPOUT: lambda values: float(bool(values[Factor.DROPOUT])),
    Factor.KERNELS: _kernels,
    Factor.CELL: lambda values: values[Factor.CELL],
    Factor.ORIENTATIONS: lambda values: values[Factor.ORIENTATIONS],
    Factor.POOLINGS: lambda values: values[Factor.POOLINGS] if values[Factor.CONVOLUTIONS] else None,
}
