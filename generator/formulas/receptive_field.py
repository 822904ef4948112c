"""Receptive field: how much of its input one value of a network depends on (Araujo et al., 2019)."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.errors import ResultError
from generator.formulas.calls import kind_of_call
from generator.formulas.expression import Constant, Expression, Value
from generator.formulas.functions import add, product
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.windows import GridAxis, grid_axes
from generator.formulas.notation import Number

# A grid has its axes and that of the channels.
GRID_SHAPES = (2, 3, 4)


@dataclass(frozen=True)
class Window:
    """What one layer reads along an axis.

    Attributes
    ----------
    layer : str
        Its name.
    span, stride : int
        How many positions it covers, and how far apart two windows are.
    span_sources, stride_sources : tuple of str
        Where each comes from.
    """

    layer: str
    span: Number
    stride: Number
    span_sources: tuple[str, ...] = ()
    stride_sources: tuple[str, ...] = ()


def window(layer: Layer, axis: GridAxis) -> Window | None:
    """Return what a layer reads along an axis of its grid; None when it does not slide a window there."""
    kind = kind_of_call(layer)
    if kind.reach is None or len(layer.input_shape) != len(layer.output_shape):
        return None
    try:
        span, stride = kind.reach(layer, axis)
    except ResultError:  # a setting that it needs was not recorded
        return None
    return Window(layer.name, span.value, stride.value, span.sources, stride.sources)


def windows_of(layer: Layer) -> tuple[Window, ...] | None:
    """Return what a layer reads along each axis of its grid; None when it does not slide windows."""
    if len(layer.input_shape) not in GRID_SHAPES:
        return None
    found = [window(layer, axis) for axis in grid_axes(layer)]
    return tuple(each for each in found if each is not None) if None not in found else None


def jump(windows: Sequence[Window]) -> Number:
    """Return how far apart, in the input, two neighbouring values of the last layer look."""
    return product(Constant(each.stride) for each in windows).value


def receptive_field(windows: Sequence[Window]) -> Expression:
    r"""Return how many positions of the input, along an axis, one value after these layers depends on.

    1 + \sum_l (k_l - 1) \prod_{m<l} s_m (Araujo et al., 2019, equation 2); what adds nothing, or multiplies
    by one, is left out.
    """
    terms: list[Expression] = [Constant(1)]
    strides: list[Expression] = []
    for rank, each in enumerate(windows, start=1):
        if each.span > 1:
            size = Value(f"k_{{{rank}}}", each.span, f"côté de la fenêtre de {each.layer}", each.span_sources)
            terms.append(product([size - 1, *strides]))
        if each.stride > 1:
            meaning = f"pas de la fenêtre de {each.layer}"
            strides.append(Value(f"s_{{{rank}}}", each.stride, meaning, each.stride_sources))
    return add(terms)
