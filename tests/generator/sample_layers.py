"""Layers and networks described as a training records them, without Keras."""

import math
from typing import Any


def dense(inputs: int, units: int, activation: str, name: str, after: str) -> dict[str, Any]:
    """Describe a dense layer as Keras would."""
    config = {"name": name, "units": units, "activation": activation, "use_bias": True}
    return _layer("Dense", config, [inputs], [units], inputs * units + units, after)


def convolution(shape: list[int], filters: int, size: int, name: str, after: str) -> dict[str, Any]:
    """Describe a convolution that keeps height and width."""
    config = {
        "name": name,
        "filters": filters,
        "kernel_size": [size, size],
        "strides": [1, 1],
        "padding": "same",
        "dilation_rate": [1, 1],
        "activation": "relu",
        "use_bias": True,
        "groups": 1,
    }
    weights = filters * (size * size * shape[2] + 1)
    return _layer("Conv2D", config, shape, [*shape[:2], filters], weights, after)


def pooling(shape: list[int], name: str, after: str) -> dict[str, Any]:
    """Describe a layer that halves height and width."""
    config = {"name": name, "pool_size": [2, 2], "strides": [2, 2], "padding": "valid"}
    return _layer("MaxPooling2D", config, shape, [shape[0] // 2, shape[1] // 2, shape[2]], 0, after)


def dropout(size: int, rate: float, name: str, after: str) -> dict[str, Any]:
    """Describe a layer that turns neurons off."""
    return _layer("Dropout", {"name": name, "rate": rate, "seed": None}, [size], [size], 0, after)


def flatten(shape: list[int], name: str, after: str) -> dict[str, Any]:
    """Describe the passage from an image to a vector."""
    return _layer("Flatten", {"name": name}, shape, [math.prod(shape)], 0, after)


def _layer(
    kind: str, config: dict[str, Any], entry: list[int], exit: list[int], weights: int, after: str
) -> dict[str, Any]:
    return {
        "name": config["name"],
        "type": kind,
        "operation": False,
        "config": config,
        "arguments": {},
        "block": [],
        "shares": None,
        "input_shapes": [entry],
        "output_shapes": [exit],
        "parameters": weights,
        "trainable_parameters": weights,
        "variables": [],
        "inputs": [after],
        "connected": True,
    }


def chained(*layers: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the same layers, each fed by the connected one before it."""
    made, before = [], "input_layer"
    for layer in layers:
        made.append({**layer, "inputs": [before]})
        before = layer["name"] if layer["connected"] else before
    return made


def network(input_shape: list[int], *layers: dict[str, Any]) -> dict[str, Any]:
    """Describe a network from its layers; the first one receives its input."""
    connected = [layer for layer in layers if layer["connected"]]
    weights = sum(layer["parameters"] for layer in connected)
    return {
        "parameters": weights,
        "trainable_parameters": weights,
        "input_shape": input_shape,
        "output_shape": connected[-1]["output_shapes"][0],
        "inputs": layers[0]["inputs"],
        "output": connected[-1]["name"],
        "layers": list(layers),
    }
