"""What layers with trained weights share: where a weight starts, what holds it back, how many there are."""

from typing import Any

from generator.formulas.expression import Constant, Expression
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Made, Option

ORTHOGONAL = Made("Orthogonal", {"gain": 1.0})


def weight_options(argument: str, name: str, initializer: Any) -> tuple[Option, ...]:
    """Return the options of one table of weights.

    Parameters
    ----------
    argument : str
        What Keras calls it: ``kernel``.
    name : str
        French, with its article: « du noyau ».
    initializer : str or Made
        Its usual initialiser.
    """
    return (
        Option(f"{argument}_initializer", f", départ {name} {{}}", usual=initializer),
        Option(f"{argument}_regularizer", f", régularisation {name} {{}}", usual=None),
        Option(f"{argument}_constraint", f", contrainte {name} {{}}", usual=None),
    )


def with_bias(layer: Layer) -> bool:
    """Tell whether each output of a layer has a bias."""
    return bool(layer.config.get("use_bias", True))


def said_bias(layer: Layer) -> str:
    """Return whether there are biases, in French."""
    return "plus un biais" if with_bias(layer) else "sans biais"


def times(number: int, weights: Expression) -> Expression:
    """Return so many tables of weights, written without a needless factor."""
    if number == 0:
        return Constant(0)
    return weights if number == 1 else number * weights
