"""Activation functions of Keras: what a neuron does with its weighted sum."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import absolute, exp, log, maximum, minimum
from generator.formulas.losses.example import over_classes
from generator.formulas.summation import Vector

RECEIVED = "ce que la fonction reçoit, somme pondérée et biais"
# Klambauer et al. (2017), as Keras has them.
SELU_SCALE, SELU_ALPHA = 1.0507009873554805, 1.6732632423543772
LEAK = 0.2


@dataclass(frozen=True)
class Activation:
    """A function of one number.

    Attributes
    ----------
    title : str
        French, with its article.
    says : str
        What it does, after the title.
    of : callable
        Takes what it receives, returns its expression.
    """

    title: str
    says: str
    of: Callable[[Value], Expression]


def _sigmoid(z: Value) -> Expression:
    return 1 / (1 + exp(-z))


def _tanh(z: Value) -> Expression:
    return (exp(z) - exp(-z)) / (exp(z) + exp(-z))


def _elu(z: Value) -> Expression:
    return maximum(z, 0) + (exp(minimum(z, 0)) - 1)


def _selu(z: Value) -> Expression:
    scale = Value("\\lambda", SELU_SCALE, "échelle de toute la fonction, 1,0507")
    alpha = Value(
        "\\alpha", SELU_ALPHA, "limite dans les négatifs, avant cette échelle, 1,6733 en valeur absolue"
    )
    return scale * (maximum(z, 0) + alpha * (exp(minimum(z, 0)) - 1))


ACTIVATIONS: Mapping[str, Activation] = {
    "relu": Activation("ReLU", "garde ce qui est positif et annule le reste", lambda z: maximum(z, 0)),
    "sigmoid": Activation("la sigmoïde", "ramène tout nombre entre zéro et un", _sigmoid),
    "tanh": Activation("la tangente hyperbolique", "ramène tout nombre entre moins un et un", _tanh),
    "relu6": Activation("ReLU6", "s’arrête en plus à six", lambda z: minimum(maximum(z, 0), 6)),
    "leaky_relu": Activation(
        "LeakyReLU", "affaiblit ce qui est négatif", lambda z: maximum(z, 0) + LEAK * minimum(z, 0)
    ),
    "elu": Activation("ELU", "approche moins un dans les négatifs", _elu),
    "selu": Activation("SELU", "est une ELU à l’échelle qui conserve la variance", _selu),
    "silu": Activation(
        "SiLU (ou swish)", "pondère ce qu’elle reçoit par sa sigmoïde", lambda z: z * _sigmoid(z)
    ),
    "softplus": Activation("softplus", "est une ReLU sans angle", lambda z: log(1 + exp(z))),
    "softsign": Activation(
        "softsign", "ramène tout nombre entre moins un et un", lambda z: z / (1 + absolute(z))
    ),
    "exponential": Activation("l’exponentielle", "rend tout nombre positif", exp),
}
SOFTMAX = Activation("softmax", "fait des sorties autant de probabilités, de somme un", exp)


def activation_equation(name: str, received: tuple[float, ...] = (0.5,)) -> Equation | None:
    """Return the equation of an activation of Keras; None for one that is not written here.

    Parameters
    ----------
    name : str
    received : tuple of float
        What it receives: of each neuron of the layer for softmax, whose first answer is computed.
    """
    if name == "softmax":
        scores = Vector("z", received, "ce que le softmax reçoit pour la classe {index}")
        powers = [exp(scores.at("j", place)) for place in range(len(received))]
        return Equation("p_{k}", exp(scores.at("k", 0)) / over_classes("j", powers))
    known = ACTIVATIONS.get("silu" if name == "swish" else name)
    return Equation("f(z)", known.of(Value("z", received[0], RECEIVED))) if known else None


def activation_named(name: str) -> Activation | None:
    """Return what is said of an activation; None for one that is not written here."""
    return SOFTMAX if name == "softmax" else ACTIVATIONS.get("silu" if name == "swish" else name)
