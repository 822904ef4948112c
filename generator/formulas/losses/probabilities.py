"""What the cross-entropies share: the probabilities that Keras makes of the outputs."""

import math
from collections.abc import Sequence

from experiments import language
from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import maximum, minimum
from generator.formulas.summation import Summation, Vector

EPSILON = Value(r"\varepsilon", 1e-7, "borne de Keras, qui évite le logarithme de zéro")

BOUNDED = (
    "Avant le logarithme, Keras ramène chaque probabilité entre ε et 1\u202f−\u202fε, avec "
    "ε\u202f=\u202f10⁻⁷\u202f: une erreur commise avec certitude coûte "
    f"{language.decimal(-math.log(EPSILON.number), 1)} et non l’infini."
)
FROM_LOGITS = (
    "Quand la dernière couche applique un softmax ou une sigmoïde, Keras avec TensorFlow calcule pourtant la "
    "perte à partir de ce que cette fonction reçoit\u202f: la formule est la même, sans ce bornage."
)


def bounded(probability: Expression) -> Expression:
    """Return a probability kept away from 0 and 1, as Keras does before a logarithm."""
    return minimum(maximum(probability, EPSILON), 1 - EPSILON)


def per_class(index: str, outputs: Sequence[float]) -> Vector:
    """Return the outputs of a network that has one per class."""
    return Vector("p", tuple(outputs), f"sortie du réseau pour la classe {index}")


def classes(outputs: Sequence[float]) -> Value:
    """Return the number of classes."""
    return Value("K", len(outputs), "nombre de classes")


def total(index: str, vector: Vector) -> Summation:
    """Return the sum of a vector over the classes."""
    places = range(len(vector.numbers))
    return Summation(index, classes(vector.numbers), tuple(vector.at(index, place) for place in places))


def probabilities(prepared: Sequence[Equation]) -> Vector:
    """Return what was prepared as quantities that the loss is made of."""
    return Vector(r"\hat{p}", tuple(equation.value for equation in prepared), "probabilité prédite, bornée")
