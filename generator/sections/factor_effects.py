"""What each factor does to the models of the experiments, all judged at once."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from statistics import fmean
from typing import Any, TypeVar

from experiments.results.schema import Result
from generator.rules.dropout_gap import GapChange, dropout_gap, gap_change
from generator.rules.factor_effect import EFFECTS, factor_effect
from generator.rules.verdict import Verdict
from generator.statistics.contrast import Contrast, contrast
from generator.statistics.corrections import Chance, chances
from generator.statistics.factors import Factor, changed, factors

Compared = TypeVar("Compared", Contrast, GapChange)


def factor_effects(*families: Sequence[Result]) -> list[Verdict]:
    """Judge what each factor does to the models of each experiment, then what dropout does to their gap.

    A factor is asked about in the experiments that compare models which differ in it; if none does, it is
    asked once, so that the report says what is missing. All the comparisons are made at once, and
    corrected for it (Holm, 1979).

    Parameters
    ----------
    *families : sequence of Result
        The models of each experiment.

    Returns
    -------
    list of Verdict
        Factor by factor, in the order of `EFFECTS`; the rule on the gap comes last.

    Raises
    ------
    ResultError
        If two models to compare did not see the same images.
    """
    asked = [(factor, results) for factor in EFFECTS for results in _telling(factor, families)]
    pairs = [closest_pair(factor, results) for factor, results in asked]
    effects = [contrast(*pair, "test") if pair else None for pair in pairs]
    trained = _telling(Factor.DROPOUT, families)
    dropouts = [closest_pair(Factor.DROPOUT, results) for results in trained]
    gaps = [gap_change(*pair) if pair else None for pair in dropouts]
    corrected = iter(chances([each.chance.p_value for each in (*effects, *gaps) if each]))
    effects = [_corrected(each, corrected) for each in effects]
    gaps = [_corrected(each, corrected) for each in gaps]
    return [
        *(
            factor_effect(*question, effect, n)
            for n, (question, effect) in enumerate(zip(asked, effects, strict=True))
        ),
        *(dropout_gap(results, gap, n) for n, (results, gap) in enumerate(zip(trained, gaps, strict=True))),
    ]


def closest_pair(factor: Factor, results: Sequence[Result]) -> tuple[Result, Result] | None:
    """Find the models that show best what a factor does: those that the fewest other factors set apart.

    Their scores have no part in it. Among pairs as close, the first in the order given.

    Parameters
    ----------
    factor : Factor
        One of `EFFECTS`.
    results : sequence of Result

    Returns
    -------
    tuple of Result, shape (2,)
        The one with more of the factor, then the other; None when no model has more than another.
    """
    levels = [(amount, result) for result in results if (amount := level(factor, result)) is not None]
    pairs = [
        (one, other) if more > less else (other, one)
        for (more, one), (less, other) in combinations(levels, 2)
        if more != less
    ]
    return min(pairs, key=lambda pair: len(changed(*pair)), default=None)


def level(factor: Factor, result: Result) -> float | None:
    """Tell how much of a factor a model has; None where the factor has no meaning.

    Dropout is there or not; kernels count by the mean area of their different sizes.
    """
    return LEVELS[factor](factors(result))


def _kernels(values: dict[Factor, Any]) -> float | None:
    sizes = {tuple(size) for size in values[Factor.KERNELS]}
    return fmean(map(math.prod, sizes)) if sizes else None


def _telling(factor: Factor, families: Sequence[Sequence[Result]]) -> list[Sequence[Result]]:
    """Return the experiments that tell something of a factor; failing that, one where it has a meaning."""
    known = [results for results in families if any(level(factor, r) is not None for r in results)]
    return [results for results in known if closest_pair(factor, results)] or known[:1]


def _corrected(each: Compared | None, corrected: Iterator[Chance]) -> Compared | None:
    return replace(each, chance=next(corrected)) if each else None


LEVELS: dict[Factor, Callable[[dict[Factor, Any]], float | None]] = {
    Factor.DROPOUT: lambda values: float(any(values[Factor.DROPOUT])),
    Factor.KERNELS: _kernels,
    Factor.CELL: lambda values: values[Factor.CELL],
    Factor.ORIENTATIONS: lambda values: values[Factor.ORIENTATIONS],
    Factor.POOLINGS: lambda values: values[Factor.POOLINGS] if values[Factor.CONVOLUTIONS] else None,
}
