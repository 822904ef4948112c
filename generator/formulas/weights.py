"""Number of weights of each layer of a network, and of the whole network."""

from collections.abc import Sequence

from experiments.errors import ResultError
from generator.formulas.calls import kind_of_call
from generator.formulas.expression import Constant, Expression, Value
from generator.formulas.functions import add
from generator.formulas.layers.catalogue import neutral
from generator.formulas.layers.layer import Layer


def weight_count(layer: Layer) -> Expression:
    """Return how many weights a layer has, trainable or not: by its formula, else as Keras counted them.

    A layer called again adds none.
    """
    derived = derived_count(layer)
    if derived is not None and derived.value == layer.parameters:
        return derived
    return neutral(layer.type).weights(layer)


def derived_count(layer: Layer) -> Expression | None:
    """Return what the formula gives, whatever Keras counted; None where no formula applies."""
    if layer.shares:
        return Constant(0)
    kind = kind_of_call(layer)
    try:
        return kind.weights(layer) if kind.known else None
    except ResultError:  # a setting that the formula needs was not recorded
        return None


def total_count(layers: Sequence[Layer]) -> Expression:
    """Return the number of weights of a network: the sum over its layers, those without weights left out."""
    counts = [(layer, count) for layer in layers if (count := weight_count(layer)).value]
    return add(
        Value(
            f"n_{{{number}}}", count.value, f"poids de la couche {layer.name} ({layer.type})", count.sources
        )
        for number, (layer, count) in enumerate(counts, start=1)
    )
