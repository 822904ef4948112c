"""Layers of a Keras model as a result records them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import keras

from generator.facts import quantity
from generator.facts.quantity import Quantity
from generator.facts.reading import Reading
from generator.formulas.layers.layer import Layer


def recorded(model: keras.Model, source: str = "results/essai.json#/model/layers") -> list[Layer]:
    """Return every layer of a sequential model, described from what Keras says of it."""
    return [
        Layer(
            layer.name,
            type(layer).__name__,
            layer.get_config(),
            layer.input.shape[1:],
            layer.output.shape[1:],
            layer.count_params(),
            f"{source}/{position}",
        )
        for position, layer in enumerate(model.layers)
    ]


def model_of(*layers: keras.Layer, shape: tuple[int, ...]) -> keras.Model:
    """Return a sequential model with known shapes."""
    return keras.Sequential([keras.Input(shape), *layers])


def dense_layer(**changes: Any) -> Layer:
    """Return a dense layer, some of what is recorded of it changed."""
    made = Layer("dense", "Dense", {"units": 10, "use_bias": True}, (64,), (10,), 650)
    return replace(made, **changes)


def setting(config: Mapping[str, Any]) -> Callable[[str], Quantity]:
    """Return how to read the numbers of a configuration, as the pages do."""

    def read(path: str) -> Quantity:
        number: Any = config
        for part in path.split("/"):
            number = number[int(part) if isinstance(number, list | tuple) else part]
        return quantity.setting(Reading(number, path))

    return read
