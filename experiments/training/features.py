"""What a convolutional network learned to look for, and what it finds in one example."""

import base64
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.datasets import Split
from experiments.training.topology import Graph

CONVOLUTIONS = {"Conv2D", "DepthwiseConv2D", "SeparableConv2D", "Conv2DTranspose"}
# Enough to be looked at: a result is no place for whole layers.
FILTERS, CHANNELS, SIDE = 64, 8, 32
LEVELS = 127  # of each sign: one byte per value
EXAMPLE = 0


def describe_features(model: Any, test: Split) -> dict[str, Any] | None:
    """Return the filters of the first convolution and what each convolution gives for one example.

    Parameters
    ----------
    model : keras.Model
    test : Split

    Returns
    -------
    dict or None
        What `experiments.results.features.Features` holds; None for a network that looks at no image with
        a two-dimensional convolution.
    """
    import keras

    graph = Graph(model)
    convolutions = [
        call["name"] for call in graph.connected if call["type"] in CONVOLUTIONS and not call["block"]
    ]
    filters = [
        (name, variable.numpy())
        for name, variable in graph.variables
        if name in convolutions and len(variable.shape) == 4
    ]
    if not filters or test.inputs.ndim != 4:
        return None
    first, kernel = filters[0]
    maps = keras.Model(model.inputs, [graph.tensors[name] for name in convolutions])
    example = test.inputs[EXAMPLE : EXAMPLE + 1]
    found = maps.predict(example, verbose=0)
    found = found if isinstance(found, list) else [found]
    return {
        "example": EXAMPLE,
        "image": quantized(shrunk(example[0])),
        "filters": {"layer": first, "array": quantized(kernel[..., :FILTERS])},
        "maps": [
            {"layer": name, "array": quantized(shrunk(values[0, :, :, :CHANNELS]))}
            for name, values in zip(convolutions, found, strict=True)
        ],
    }


def shrunk(image: NDArray[np.float32]) -> NDArray[np.float32]:
    """Average an image, shape (height, width, channels), over squares until no side passes `SIDE` pixels."""
    size = -(-max(image.shape[:2]) // SIDE)
    across, along = (min(size, length) for length in image.shape[:2])
    height, width, channels = image.shape[0] // across, image.shape[1] // along, image.shape[2]
    whole = image[: height * across, : width * along].reshape(height, across, width, along, channels)
    means: NDArray[np.float32] = whole.mean(axis=(1, 3))
    return means


def quantized(values: NDArray[np.float32]) -> dict[str, Any]:
    """Keep an array on one byte per value: the largest magnitude becomes `LEVELS`."""
    scale = float(np.abs(values).max()) / LEVELS or 1.0
    levels = np.rint(values / scale).astype(np.int8)
    return {
        "shape": list(values.shape),
        "scale": scale,
        "values": base64.b64encode(levels.tobytes()).decode("ascii"),
    }
