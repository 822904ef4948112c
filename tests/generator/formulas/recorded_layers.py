"""Layers of a Keras model as a result records them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import keras

from experiments.training.topology import describe_model
from generator.facts import quantity
from generator.facts.quantity import Quantity
from generator.facts.reading import Reading
from generator.formulas.layers.layer import Layer


def recorded(model: keras.Model, source: str = "results/essai.json#/model/layers") -> list[Layer]:
    """Return every call of a model, as a training records it."""
    return [
        Layer(
            call["name"],
            call["type"],
            call["config"],
            tuple(call["input_shapes"][0]),
            tuple(call["output_shapes"][0]),
            call["parameters"],
            f"{source}/{position}",
            shares=call["shares"],
            other_inputs=tuple(map(tuple, call["input_shapes"][1:])),
            variables=tuple((each["name"], tuple(each["shape"])) for each in call["variables"]),
        )
        for position, call in enumerate(describe_model(model)["layers"])
    ]


def recorded_call(layer: keras.Layer, *shapes: tuple[int, ...]) -> Layer:
    """Return the call of a layer, on tensors of these shapes; of its outputs the first is read."""
    inputs = [keras.Input(shape) for shape in shapes]
    separate = isinstance(layer, keras.layers.MultiHeadAttention | keras.layers.GroupQueryAttention)
    given = inputs if separate or len(inputs) == 1 else [inputs]
    outputs = layer(*given)
    first = outputs[0] if isinstance(outputs, list | tuple) else outputs
    return next(call for call in recorded(keras.Model(inputs, first)) if call.name == layer.name)


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
