"""Partie 3: do deeper networks have more weights? Answered from the trained models."""

from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.depth import depth, depth_quantity
from generator.facts.quantity import Quantity
from generator.facts.reference import ModelReference, reference
from generator.rules.dense_weights import dense_weights
from generator.rules.more_weights import more_weights
from generator.rules.verdict import Verdict
from generator.rules.weights_and_accuracy import weights_and_accuracy
from generator.sections.charts.weight_chart import Bars, Scatter, bars, scatter
from generator.sections.network import Network, network


@dataclass(frozen=True)
class Side:
    """One of the two networks of an example."""

    model: ModelReference
    depth: Quantity
    network: Network


@dataclass(frozen=True)
class Example:
    """A deeper network beside a shallower one."""

    deep: Side
    shallow: Side


@dataclass(frozen=True)
class DepthAndWeights:
    """The answer of the third part.

    Attributes
    ----------
    verdict : Verdict
        Whether depth decides of the weights.
    dense : Verdict
        Whether the first dense layer does.
    accuracy : Verdict
        Whether weights decide of the accuracy.
    more, fewer : Example or None
        A pair where the deeper network has more weights, and one where it has fewer; None when
        no such pair was trained.
    scatter : Scatter
    bars : Bars
    """

    verdict: Verdict
    dense: Verdict
    accuracy: Verdict
    more: Example | None
    fewer: Example | None
    scatter: Scatter
    bars: Bars


def depth_and_weights(deep: list[Result], shallow: list[Result]) -> DepthAndWeights:
    """Answer from the deep networks (CNN) and the shallow ones (MLP)."""
    everything = [*shallow, *deep]
    return DepthAndWeights(
        verdict=more_weights(deep, shallow),
        dense=dense_weights(everything),
        accuracy=weights_and_accuracy(everything),
        more=_example(deep, shallow, sign=1),
        fewer=_example(deep, shallow, sign=-1),
        scatter=scatter(everything),
        bars=bars(everything),
    )


def _example(deep: list[Result], shallow: list[Result], sign: int) -> Example | None:
    """Choose the pair whose numbers of weights differ most in the direction of `sign`."""
    pairs = [
        (d, s)
        for d in deep
        for s in shallow
        if depth(d) > depth(s) and sign * (d.model.parameters - s.model.parameters) > 0
    ]
    if not pairs:
        return None
    chosen = max(pairs, key=lambda pair: abs(pair[0].model.parameters - pair[1].model.parameters))
    return Example(*map(_side, chosen))


def _side(result: Result) -> Side:
    return Side(reference(result), depth_quantity(result), network(result))
