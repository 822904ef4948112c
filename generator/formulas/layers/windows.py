"""What convolutions and poolings share: windows that slide along the axes of a grid."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import ceiling, product
from generator.formulas.layers.layer import Layer

# Letter and French name of each axis, by the number of axes of the grid.
_AXES = {
    1: (("l", "longueur"),),
    2: (("h", "hauteur"), ("l", "largeur")),
    3: (("z", "profondeur"), ("h", "hauteur"), ("l", "largeur")),
}


@dataclass(frozen=True)
class GridAxis:
    """An axis along which windows slide.

    Attributes
    ----------
    rank : int
        Its place in the arguments of the layer: ``strides``.
    position : int
        Its place in the shapes.
    letter : str
    name : str
        French, feminine.
    """

    rank: int
    position: int
    letter: str
    name: str


def grid_axes(layer: Layer) -> tuple[GridAxis, ...]:
    """Return the axes of the input besides that of the channels."""
    named = _AXES[len(layer.input_shape) - 1]
    first = int(layer.channels_first)
    return tuple(GridAxis(rank, first + rank, *each) for rank, each in enumerate(named))


def input_along(layer: Layer, axis: GridAxis) -> Value:
    """Return the size of the input along an axis of the grid."""
    return layer.input_size(axis.position, axis.letter, f"{axis.name} de l’entrée")


def output_along(layer: Layer, axis: GridAxis) -> Value:
    """Return the size of the output along an axis of the grid."""
    return layer.output_size(axis.position, f"{axis.letter}'", f"{axis.name} de la sortie")


def output_positions(layer: Layer) -> Expression:
    """Return the number of positions of the grid of the output."""
    return product(output_along(layer, axis) for axis in grid_axes(layer))


def kernel_positions(layer: Layer) -> Expression:
    """Return the number of positions that a kernel reads."""
    return product(kernel_along(layer, axis) for axis in grid_axes(layer))


def channels(layer: Layer) -> Value:
    """Return the number of channels of the input."""
    return layer.input_size(0 if layer.channels_first else -1, "c", "nombre de canaux d’entrée")


def kernel_along(layer: Layer, axis: GridAxis) -> Value:
    """Return the size of the kernel along an axis."""
    return layer.setting(f"kernel_size/{axis.rank}", f"k_{axis.letter}", f"{axis.name} du noyau")


def stride_along(layer: Layer, axis: GridAxis) -> Value:
    """Return how far apart two windows are along an axis."""
    return layer.setting(f"strides/{axis.rank}", f"s_{axis.letter}", f"pas selon la {axis.name}")


def kernel_covers(layer: Layer, axis: GridAxis) -> Expression:
    """Return how many positions lie from one end of the kernel to the other."""
    kernel = kernel_along(layer, axis)
    dilation = layer.setting(
        f"dilation_rate/{axis.rank}", f"d_{axis.letter}", f"dilatation selon la {axis.name}"
    )
    return kernel if dilation.number == 1 else dilation * (kernel - 1) + 1


def kernel_reach(layer: Layer, axis: GridAxis) -> tuple[Expression, Expression]:
    """Return how many positions a kernel covers along an axis, and how far apart two windows are."""
    return kernel_covers(layer, axis), stride_along(layer, axis)


def window_counts(layer: Layer, covered: Callable[[Layer, GridAxis], Expression]) -> tuple[Equation, ...]:
    """Return how many windows fit along each axis.

    Every padding but "valid" adds zeros so that every stride has its window.

    Parameters
    ----------
    layer : Layer
    covered : callable
        Takes the layer and an axis, returns how many positions of the input a window covers.
    """
    return tuple(_window_count(layer, axis, covered) for axis in grid_axes(layer))


def along_channels(layer: Layer, grid: tuple[Equation, ...], number: Expression) -> tuple[Equation, ...]:
    """Add the number of channels to the sizes of an output, on the side where the layer has them."""
    size = Equation("c'", number)
    return (size, *grid) if layer.channels_first else (*grid, size)


def _window_count(layer: Layer, axis: GridAxis, covered: Callable[[Layer, GridAxis], Expression]) -> Equation:
    size, stride, left = input_along(layer, axis), stride_along(layer, axis), f"{axis.letter}'"
    if layer.config["padding"] != "valid":
        return Equation(left, size if stride.number == 1 else ceiling(size / stride))
    free = size - covered(layer, axis)
    return Equation(left, free + 1 if stride.number == 1 else free // stride + 1)
