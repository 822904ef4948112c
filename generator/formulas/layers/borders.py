"""ZeroPadding, Cropping: positions added or removed around the input."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Value
from generator.formulas.layers.kind import LayerKind, one_place, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import COMMA, Option
from generator.formulas.layers.windows import GridAxis, along_channels, channels, grid_axes, input_along

# The sides of a grid, in the order of Keras, by the number of its axes.
_SIDES = {
    1: "avant et après",
    2: "en haut, en bas, à gauche et à droite",
    3: "devant, derrière, en haut, en bas, à gauche et à droite",
}


def _sides(layer: Layer, axis: GridAxis, argument: str, what: str) -> list[Value]:
    """Return how many positions each end of an axis gains or loses."""
    # Keras keeps a single pair where there is a single axis.
    place = "" if len(layer.input_shape) - 1 == 1 else f"{axis.rank}/"
    return [
        layer.setting(
            f"{argument}/{place}{side}",
            f"b_{{{axis.letter}{side + 1}}}",
            f"{what} {end} selon la {axis.name}",
        )
        for side, end in enumerate(("avant", "après"))
    ]


def _padded(layer: Layer) -> tuple[Equation, ...]:
    grid = []
    for axis in grid_axes(layer):
        before, after = _sides(layer, axis, "padding", "zéros")
        grid.append(Equation(f"{axis.letter}'", input_along(layer, axis) + before + after))
    return along_channels(layer, tuple(grid), channels(layer))


def _cropped(layer: Layer) -> tuple[Equation, ...]:
    grid = []
    for axis in grid_axes(layer):
        before, after = _sides(layer, axis, "cropping", "positions retirées")
        grid.append(Equation(f"{axis.letter}'", input_along(layer, axis) - before - after))
    return along_channels(layer, tuple(grid), channels(layer))


def _padding(axes: int) -> LayerKind:
    return LayerKind(
        type=f"ZeroPadding{axes}D",
        why=without_weights("entoure l’entrée de zéros"),
        options=(Option("padding", f", zéros ajoutés {_SIDES[axes]}\u202f: {{}}", joint=COMMA),),
        output_shape=_padded,
        reach=one_place,
    )


def _cropping(axes: int) -> LayerKind:
    return LayerKind(
        type=f"Cropping{axes}D",
        why=without_weights("retire les bords de l’entrée"),
        options=(Option("cropping", f", positions retirées {_SIDES[axes]}\u202f: {{}}", joint=COMMA),),
        output_shape=_cropped,
        reach=one_place,
    )


ZERO_PADDING_1D, ZERO_PADDING_2D, ZERO_PADDING_3D = map(_padding, (1, 2, 3))
CROPPING_1D, CROPPING_2D, CROPPING_3D = map(_cropping, (1, 2, 3))
