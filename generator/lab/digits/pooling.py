"""Find two networks that differ only by how often they reduce the image, and compare them."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.reference import ModelReference, reference
from generator.sections.comparison import Comparison, compare_models
from generator.statistics.factor_pairs import closest_pair
from generator.statistics.factors import Factor, changed


@dataclass(frozen=True)
class PoolingComparison:
    """The network that reduces the image more often, against the other."""

    more: ModelReference
    less: ModelReference
    comparison: Comparison


def pooling_comparison(results: Sequence[Result]) -> PoolingComparison | None:
    """Compare the first such pair; None when no two models differ by their pooling alone."""
    pair = closest_pair(Factor.POOLINGS, results)
    if pair is None or changed(*pair) != [Factor.POOLINGS]:
        return None
    more, less = pair
    return PoolingComparison(
        more=reference(more),
        less=reference(less),
        comparison=compare_models([less, more]),
    )
