"""A network as the original report states it, laid out so that the formulas of the report count it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from experiments.results.schema import Result
from generator.formulas.layers.catalogue import kind_of
from generator.formulas.layers.layer import Layer
from generator.sections.network import formula_layers

# The layers that descriptions are made of, by their Keras class.
CONVOLUTION, DENSE, FLATTEN = "Conv2D", "Dense", "Flatten"
# What convolutions and poolings do unless told otherwise, in Keras or in a description in words.
CONVOLUTION_SETTINGS = {"strides": (1, 1), "dilation_rate": (1, 1), "padding": "same", "groups": 1}
POOLING_SETTINGS = {"pool_size": (2, 2), "strides": (2, 2), "padding": "valid"}
COMPARED = ("units", "rate", "filters", "kernel_size", "pool_size", "activation")


@dataclass(frozen=True)
class StatedLayer:
    """A layer: its Keras class and the settings that are stated."""

    type: str
    config: Mapping[str, Any]


def lay_out(input_shape: tuple[int, ...], stated: Sequence[StatedLayer]) -> tuple[Layer, ...]:
    """Chain layers: each receives what the one before puts out.

    Parameters
    ----------
    input_shape : tuple of int
        Without the axis of the batch; channels last.
    stated : sequence of StatedLayer

    Returns
    -------
    tuple of Layer
        With the shapes and the numbers of weights that the formulas give.
    """
    chained: list[Layer] = []
    shape = input_shape
    for rank, layer in enumerate(stated, start=1):
        laid = Layer(f"couche {rank}", layer.type, layer.config, shape, shape, 0)
        kind = kind_of(layer.type)
        shape = tuple(int(size.value) for size in kind.output_shape(laid)) or shape
        chained.append(replace(laid, output_shape=shape, parameters=int(kind.weights(laid).value)))
    return tuple(chained)


def same_layers(stated: Sequence[Layer], result: Result) -> bool:
    """Tell whether the network of a result is the one that is stated."""
    trained = formula_layers(result)
    return len(trained) == len(stated) and all(map(_same_layer, stated, trained))


def _same_layer(stated: Layer, trained: Layer) -> bool:
    if (stated.type, stated.input_shape) != (trained.type, trained.input_shape):
        return False
    settings = [key for key in COMPARED if key in stated.config]
    return all(_plain(stated.config[key]) == _plain(trained.config.get(key)) for key in settings)


def _plain(setting: object) -> object:
    return tuple(setting) if isinstance(setting, list) else setting
