"""Read the description of an imaginary network: its convolutions, its dense layer."""

import re
from dataclasses import dataclass

from generator.formulas.layers.layer import Layer
from generator.lab.review.arithmetic import CalculationError
from generator.lab.review.stated_network import (
    CONVOLUTION,
    CONVOLUTION_SETTINGS,
    DENSE,
    FLATTEN,
    POOLING_SETTINGS,
    StatedLayer,
    lay_out,
)

POOLING = "MaxPooling2D"
POOLED = "chacune suivie d'une couche de mise en commun"
GREY = 1
COUNTS = {"une seule": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5}
CONVOLUTIONS = re.compile(rf"({'|'.join(COUNTS)}) couches? de convolution")
FILTERS = re.compile(r"(\d+) filtres de taille (\d+)x(\d+)")
IMAGE = re.compile(r"images? de (\d+)x(\d+)")
UNITS = re.compile(r"(\d+) neurones")


@dataclass(frozen=True)
class DescribedNetwork:
    """An imaginary network.

    Attributes
    ----------
    layers : tuple of Layer
    pooled : bool
        Whether the description has a pooling after each convolution.
    image_stated : bool
        Whether it gives the size of the image, so that nothing had to be assumed.
    """

    layers: tuple[Layer, ...]
    pooled: bool
    image_stated: bool

    @property
    def convolutions(self) -> tuple[Layer, ...]:
        """The convolutions, in order."""
        return tuple(layer for layer in self.layers if layer.type == CONVOLUTION)

    @property
    def dense(self) -> Layer:
        """The dense layer."""
        return self.layers[-1]

    @property
    def flattened(self) -> tuple[int, ...]:
        """Height, width and channels of what the dense layer receives."""
        return next(layer.input_shape for layer in self.layers if layer.type == FLATTEN)


def read_description(text: str, sides: tuple[int, int]) -> DescribedNetwork:
    """Read a network: convolutions, each followed by a pooling or not, then a dense layer.

    What the description leaves out is chosen as simply as can be: a grey image, convolutions that keep its
    size, windows of pooling of two by two.

    Parameters
    ----------
    text : str
    sides : tuple of int, shape (2,)
        Height and width of the image, should the description not give them.

    Raises
    ------
    CalculationError
        If the description does not give its convolutions, their filters or its neurons.
    """
    number, filters, units = CONVOLUTIONS.search(text), FILTERS.search(text), UNITS.search(text)
    if number is None or filters is None or units is None:
        raise CalculationError(
            f"« {text} » : il manque à cette description le nombre de convolutions, leurs filtres ou les "
            "neurones de la couche dense."
        )
    image = IMAGE.search(text)
    height, width = (int(image[1]), int(image[2])) if image else sides
    pooled = POOLED in text
    kernel = (int(filters[2]), int(filters[3]))
    step = [
        StatedLayer(CONVOLUTION, {**CONVOLUTION_SETTINGS, "filters": int(filters[1]), "kernel_size": kernel})
    ]
    if pooled:
        step.append(StatedLayer(POOLING, POOLING_SETTINGS))
    tail = [StatedLayer(FLATTEN, {}), StatedLayer(DENSE, {"units": int(units[1])})]
    layers = lay_out((height, width, GREY), [*step * COUNTS[number[1]], *tail])
    return DescribedNetwork(layers, pooled, image is not None)
