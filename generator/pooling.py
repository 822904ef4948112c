"""Find two networks that differ only by where they reduce the image, and compare them."""

from dataclasses import dataclass
from itertools import combinations

from experiments.results.schema import Result
from generator.comparison import Comparison, compare_models
from generator.model_reference import ModelReference, reference
from generator.rules.better_than import better_than
from generator.rules.cheaper_than import cheaper_than
from generator.verdict import Verdict

# What two networks must share to differ by their pooling alone.
SHARED_SETTINGS = ("filters", "kernel_size", "strides", "padding", "use_bias", "activation", "units", "rate")


@dataclass(frozen=True)
class PoolingComparison:
    """The network that reduces the image more often, against the other."""

    more: ModelReference
    less: ModelReference
    comparison: Comparison
    cost: Verdict
    accuracy: Verdict


def pooling_comparison(results: list[Result]) -> PoolingComparison | None:
    """Compare the first such pair; None when no two models differ by their pooling alone."""
    for first, second in combinations(results, 2):
        same_rest = _training(first) == _training(second) and _without_pooling(first) == _without_pooling(
            second
        )
        if same_rest and _poolings(first) != _poolings(second):
            less, more = sorted((first, second), key=_poolings)
            return PoolingComparison(
                more=reference(more),
                less=reference(less),
                comparison=compare_models([less, more]),
                cost=cheaper_than(more, less),
                accuracy=better_than(more, less),
            )
    return None


def _poolings(result: Result) -> int:
    return sum("Pooling" in layer.type for layer in result.model.layers if layer.connected)


def _training(result: Result) -> dict[str, object]:
    return result.training.model_dump(exclude={"seed"})


def _without_pooling(result: Result) -> list[object]:
    return [
        (layer.type, *(layer.config.get(name) for name in SHARED_SETTINGS))
        for layer in result.model.layers
        if layer.connected and "Pooling" not in layer.type
    ]
