"""Layers of a Keras model as a result records them."""

from collections.abc import Callable, Mapping
from typing import Any

import keras

from generator.facts import quantity
from generator.facts.quantity import Quantity
from generator.facts.reading import Reading
from generator.formulas.layers.layer import Layer


def recorded(model: keras.Model, source: str = "results/essai.json#/model/layers") -> list[Layer]:
    """Return every layer of a sequential model, described from what Keras says of it."""
    return [
        Layer.from_mapping(
            {
                "name": layer.name,
                "type": type(layer).__name__,
                "config": layer.get_config(),
                "input_shape": layer.input.shape[1:],
                "output_shape": layer.output.shape[1:],
                "parameters": layer.count_params(),
            },
            f"{source}/{position}",
        )
        for position, layer in enumerate(model.layers)
    ]


def model_of(*layers: keras.Layer, shape: tuple[int, ...]) -> keras.Model:
    """Return a sequential model with known shapes."""
    return keras.Sequential([keras.Input(shape), *layers])


def description(**changes: Any) -> dict[str, Any]:
    """Return the description of a dense layer, with some entries changed."""
    dense = {
        "name": "dense",
        "type": "Dense",
        "config": {"units": 10, "use_bias": True},
        "input_shape": (64,),
        "output_shape": (10,),
        "parameters": 650,
    }
    return dense | changes


def setting(config: Mapping[str, Any]) -> Callable[[str], Quantity]:
    """Return how to read the numbers of a configuration, as the pages do."""

    def read(path: str) -> Quantity:
        number: Any = config
        for part in path.split("/"):
            number = number[int(part) if isinstance(number, list | tuple) else part]
        return quantity.setting(Reading(number, path))

    return read
