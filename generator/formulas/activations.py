"""Activation functions of Keras, computed as they are written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from experiments.errors import ExperimentError
from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import exp, maximum
from generator.formulas.summation import Summation, Vector

_INPUT = "somme pondérée des entrées du neurone, biais compris"


@dataclass(frozen=True)
class Activation:
    """An activation function of Keras.

    Parameters
    ----------
    name : str
        As in Keras.
    description : str
        What it does, one French sentence.
    equation : callable
        Takes what the neurons of a layer receive, shape (n,), and the position of one; returns its output.
    """

    name: str
    description: str
    equation: Callable[[Sequence[float], int], Equation] = field(repr=False)

    def apply(self, received: NDArray[np.generic]) -> NDArray[np.float64]:
        """Return the outputs of a layer, shape (n,), from what its neurons receive, shape (n,)."""
        numbers = received.tolist()
        return np.array([self.equation(numbers, place).value for place in range(len(numbers))], dtype=float)


def _elementwise(function: Callable[[Value], Expression]) -> Callable[[Sequence[float], int], Equation]:
    def equation(received: Sequence[float], position: int) -> Equation:
        return Equation("a", function(Value("z", received[position], _INPUT)))

    return equation


def _softmax(received: Sequence[float], position: int) -> Equation:
    z = Vector("z", tuple(received), _INPUT)
    count = Value("K", len(received), "nombre de neurones de la couche")
    powers = tuple(exp(z.at("j", other)) for other in range(len(received)))
    return Equation("a_{k}", exp(z.at("k", position)) / Summation("j", count, powers))


ACTIVATIONS = {
    activation.name: activation
    for activation in (
        Activation("linear", "Le neurone rend la somme telle quelle.", _elementwise(lambda z: z)),
        Activation(
            "relu",
            "Le neurone rend la somme si elle est positive, zéro sinon.",
            _elementwise(lambda z: maximum(0, z)),
        ),
        Activation(
            "sigmoid",
            "Le neurone rend une valeur entre 0 et 1, d’autant plus proche de 1 que la somme est grande.",
            _elementwise(lambda z: 1 / (1 + exp(-z))),
        ),
        Activation(
            "tanh",
            "Le neurone rend une valeur entre −1 et 1, de même signe que la somme.",
            _elementwise(lambda z: 1 - 2 / (exp(2 * z) + 1)),
        ),
        Activation(
            "softmax",
            "Les neurones rendent des valeurs positives dont la somme vaut 1, lues comme des probabilités.",
            _softmax,
        ),
    )
}


def activation_named(name: str) -> Activation:
    """Return an activation function by its Keras name.

    Raises
    ------
    ExperimentError
        If its equation is not written.
    """
    if name not in ACTIVATIONS:
        raise ExperimentError(
            f"Le rapport ne connaît pas l’équation de l’activation «\u202f{name}\u202f». Activations "
            f"connues\u202f: {', '.join(sorted(ACTIVATIONS))}. Ajoutez-la à ACTIVATIONS dans "
            "generator/formulas/activations.py."
        )
    return ACTIVATIONS[name]
