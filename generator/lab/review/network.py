"""A network as the original report states it, laid out so that the formulas of the report count it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from experiments.results.schema import Result
from generator.facts.layers import formula_layers
from generator.formulas.layers.catalogue import kind_of
from generator.formulas.layers.layer import Layer
from generator.lab.review.claim import DescribedNetwork, Network

POOLING = "MaxPooling2D"
# What is supposed of a network in words: convolutions keep the size of a grey image, poolings halve it.
CONVOLUTION, DENSE, FLATTEN = "Conv2D", "Dense", "Flatten"
CONVOLUTION_SETTINGS = {"strides": (1, 1), "dilation_rate": (1, 1), "padding": "same", "groups": 1}
POOLING_SETTINGS = {"pool_size": (2, 2), "strides": (2, 2), "padding": "valid"}
COMPARED = ("units", "rate", "activation")


@dataclass(frozen=True)
class LaidOut:
    """The layers of a stated network, and what had to be assumed to lay them out, in French."""

    layers: tuple[Layer, ...]
    assumption: str = ""


def from_code(claim: Network, names: Mapping[str, int]) -> LaidOut:
    """Lay out the network of a piece of code; `names` are the numbers it names."""
    configs = [layer.model_dump(exclude={"type"}, exclude_none=True) for layer in claim.layers]
    stated = [
        (layer.type, {key: names.get(value, value) for key, value in config.items()})
        for layer, config in zip(claim.layers, configs, strict=True)
    ]
    inputs = claim.inputs if isinstance(claim.inputs, int) else names[claim.inputs]
    return LaidOut(lay_out((inputs,), stated))


def from_words(claim: DescribedNetwork, names: Mapping[str, int]) -> LaidOut:
    """Lay out an imaginary network for an image of MNIST, whose sides are among `names`."""
    settings = {**CONVOLUTION_SETTINGS, "filters": claim.filters, "kernel_size": claim.kernel}
    step: list[tuple[str, Mapping[str, Any]]] = [(CONVOLUTION, settings)]
    if claim.pooling:
        step.append((POOLING, POOLING_SETTINGS))
    tail: list[tuple[str, Mapping[str, Any]]] = [(FLATTEN, {}), (DENSE, {"units": claim.units})]
    image = (names["height"], names["width"], 1)
    assumption = "avec une image de MNIST" + ("" if claim.pooling else " et sans pooling")
    return LaidOut(lay_out(image, [*step * claim.convolutions, *tail]), assumption)


def lay_out(
    input_shape: tuple[int, ...], stated: Sequence[tuple[str, Mapping[str, Any]]]
) -> tuple[Layer, ...]:
    """Chain layers, each a Keras class and its settings: each receives what the one before puts out.

    Parameters
    ----------
    input_shape : tuple of int
        Without the axis of the batch; channels last.
    stated : sequence of pairs
    """
    chained: list[Layer] = []
    shape = input_shape
    for rank, (kind, config) in enumerate(stated, start=1):
        laid = Layer(f"couche {rank}", kind, config, shape, shape, 0)
        known = kind_of(kind)
        shape = tuple(int(size.value) for size in known.output_shape(laid)) or shape
        chained.append(replace(laid, output_shape=shape, parameters=int(known.weights(laid).value)))
    return tuple(chained)


def same_layers(stated: Sequence[Layer], result: Result) -> bool:
    """Tell whether the network of a result is the one that a piece of code states."""
    trained = formula_layers(result)
    return len(trained) == len(stated) and all(
        (ours.type, ours.input_shape) == (layer.type, layer.input_shape)
        and all(layer.config[key] == ours.config.get(key) for key in COMPARED if key in layer.config)
        for layer, ours in zip(stated, trained, strict=True)
    )
