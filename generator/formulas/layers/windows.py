"""What convolutions and poolings share: windows that slide along height and width."""

from collections.abc import Callable

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import ceiling
from generator.formulas.layers.layer import Layer

# Letter and French name of each axis along which a window slides.
AXES = (("h", "hauteur"), ("l", "largeur"))


def window_counts(layer: Layer, covered: Callable[[Layer, int], Expression]) -> tuple[Equation, ...]:
    """Return how many windows fit along each axis; "same" pads the input so that every stride has one.

    Parameters
    ----------
    layer : Layer
    covered : callable
        Takes the layer and an axis, returns how many positions of the input a window covers.
    """
    return tuple(_window_count(layer, axis, covered) for axis in range(len(AXES)))


def channels(layer: Layer) -> Value:
    """Return the number of channels of the input."""
    return layer.input_size(-1, "c", "nombre de canaux d’entrée")


def _window_count(layer: Layer, axis: int, covered: Callable[[Layer, int], Expression]) -> Equation:
    letter, name = AXES[axis]
    size = layer.input_size(axis, letter, f"{name} de l’entrée")
    stride = layer.setting(f"strides/{axis}", f"s_{letter}", f"pas selon la {name}")
    left = f"{letter}'"
    if layer.config["padding"] == "same":
        return Equation(left, size if stride.number == 1 else ceiling(size / stride))
    free = size - covered(layer, axis)
    return Equation(left, free + 1 if stride.number == 1 else free // stride + 1)
