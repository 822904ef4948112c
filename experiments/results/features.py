"""What the first layers of a convolutional network learned to look for, and what they find in one example."""

import base64
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from experiments.results.record import Count, Positive, Record

LEVELS = 127  # of each sign: one byte per value


class Quantized(Record):
    """An array kept on one byte per value: value = `scale` × whole number from -127 to 127.

    `values` holds the whole numbers in base 64, the last axis varying fastest.
    """

    shape: list[Positive]
    scale: Annotated[float, Field(gt=0, allow_inf_nan=False)]
    values: str

    @model_validator(mode="after")
    def _whole(self) -> "Quantized":
        held = len(base64.b64decode(self.values, validate=True))
        if held != np.prod(self.shape, dtype=int):
            raise ValueError(f"values porte {held} valeurs, shape vaut {self.shape}")
        return self

    def array(self) -> NDArray[np.float64]:
        """Return the values, to within half of `scale`."""
        levels = np.frombuffer(base64.b64decode(self.values), dtype=np.int8)
        values: NDArray[np.float64] = levels.reshape(self.shape) * np.float64(self.scale)
        return values


class LayerArray(Record):
    """An array that belongs to one call of ``model.layers``."""

    layer: str
    array: Quantized


class Features(Record):
    """Filters of the first convolution, and what each convolution finds in one example of the test split.

    Attributes
    ----------
    example : int
        Rank of the example in the test split.
    image : Quantized
        Its pixels, shape (height, width, channels).
    filters : LayerArray
        Shape (height, width, input channels, filters).
    maps : list of LayerArray
        A few channels of the output of each convolution, shape (height, width, channels), averaged over
        squares where they are large.
    """

    example: Count
    image: Quantized
    filters: LayerArray
    maps: list[LayerArray]
