"""Losses of Keras for one example, computed as they are written."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from experiments import language
from experiments.errors import ExperimentError
from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import log, maximum, minimum
from generator.formulas.summation import Summation, Vector

EPSILON = Value(r"\varepsilon", 1e-7, "borne de Keras, qui évite le logarithme de zéro")

_BOUNDED = (
    "Avant le logarithme, Keras ramène chaque probabilité entre ε et 1\u202f−\u202fε, avec "
    "ε\u202f=\u202f10⁻⁷\u202f: une erreur commise avec certitude coûte "
    f"{language.decimal(-math.log(EPSILON.number), 1)} et non l’infini."
)
_FROM_LOGITS = (
    "Quand la dernière couche applique un softmax ou une sigmoïde, Keras avec TensorFlow calcule pourtant la "
    "perte à partir de ce que cette fonction reçoit\u202f: la formule est la même, sans ce bornage."
)


@dataclass(frozen=True)
class LossSteps:
    """The loss of one example.

    Parameters
    ----------
    prepared : tuple of Equation
        What Keras does to each output before, all written alike; empty when it does nothing.
    loss : Equation
        The loss itself, computed from what was prepared.
    """

    prepared: tuple[Equation, ...]
    loss: Equation


@dataclass(frozen=True)
class Loss:
    """A loss of Keras.

    Parameters
    ----------
    name : str
        Name of the Keras function.
    title : str
        French name.
    description : str
        What it measures, one French paragraph.
    notes : tuple of str
        What Keras does besides the textbook formula, one French sentence each.
    steps : callable
        Takes the target and the outputs of the network, shape (n_outputs,) each (the target of a sparse
        loss is the class, shape (1,)), returns `LossSteps`.
    """

    name: str
    title: str
    description: str
    notes: tuple[str, ...]
    steps: Callable[[Sequence[float], Sequence[float]], LossSteps] = field(repr=False)

    def per_example(self, targets: NDArray[np.generic], outputs: NDArray[np.generic]) -> NDArray[np.float64]:
        """Return the loss of each example.

        Parameters
        ----------
        targets, outputs : array, shape (n, n_outputs); (n, 1) for the targets of a sparse loss

        Returns
        -------
        array, shape (n,)
        """
        pairs = zip(targets.tolist(), outputs.tolist(), strict=True)
        return np.array([self.steps(target, output).loss.value for target, output in pairs], dtype=float)


def _bounded(probability: Expression) -> Expression:
    return minimum(maximum(probability, EPSILON), 1 - EPSILON)


def _total(index: str, vector: Vector, count: Value) -> Summation:
    return Summation(
        index, count, tuple(vector.at(index, position) for position in range(len(vector.numbers)))
    )


def _per_class(index: str, outputs: Sequence[float]) -> Vector:
    return Vector("p", tuple(outputs), f"sortie du réseau pour la classe {index}")


def _categorical(target: Sequence[float], outputs: Sequence[float]) -> LossSteps:
    classes = Value("K", len(outputs), "nombre de classes")
    raw, whole = _per_class("k", outputs), _total("j", _per_class("j", outputs), classes)
    prepared = tuple(
        Equation(r"\hat{p}_{k}", _bounded(raw.at("k", position) / whole)) for position in range(len(outputs))
    )
    truth = Vector("y", tuple(target), "1 pour la vraie classe, 0 pour les autres")
    probability = _probabilities(prepared)
    terms = tuple(truth.at("k", place) * log(probability.at("k", place)) for place in range(len(outputs)))
    return LossSteps(prepared, Equation("L", -Summation("k", classes, terms)))


def _sparse_categorical(target: Sequence[float], outputs: Sequence[float]) -> LossSteps:
    classes = Value("K", len(outputs), "nombre de classes")
    raw = _per_class("k", outputs)
    prepared = tuple(
        Equation(r"\hat{p}_{k}", _bounded(raw.at("k", position))) for position in range(len(outputs))
    )
    probability = _probabilities(prepared)
    true_class = int(target[0])
    of_truth = Value(r"\hat{p}_{c}", probability.numbers[true_class], "probabilité de la vraie classe")
    return LossSteps(prepared, Equation("L", -log(of_truth / _total("k", probability, classes))))


def _binary(target: Sequence[float], outputs: Sequence[float]) -> LossSteps:
    raw = Vector("p", tuple(outputs), "sortie du réseau")
    prepared = tuple(
        Equation(r"\hat{p}_{d}", _bounded(raw.at("d", position))) for position in range(len(outputs))
    )
    truth = Vector("y", tuple(target), "1 pour un cas positif, 0 pour un cas négatif")
    probability = _probabilities(prepared)
    terms = tuple(
        truth.at("d", place) * log(probability.at("d", place))
        + (1 - truth.at("d", place)) * log(1 - probability.at("d", place))
        for place in range(len(outputs))
    )
    return LossSteps(prepared, Equation("L", -_mean(terms)))


def _squared(target: Sequence[float], outputs: Sequence[float]) -> LossSteps:
    truth = Vector("y", tuple(target), "valeur attendue")
    output = Vector("p", tuple(outputs), "sortie du réseau")
    terms = tuple((truth.at("d", place) - output.at("d", place)) ** 2 for place in range(len(outputs)))
    return LossSteps((), Equation("L", _mean(terms)))


def _probabilities(prepared: tuple[Equation, ...]) -> Vector:
    numbers = tuple(equation.value for equation in prepared)
    return Vector(r"\hat{p}", numbers, "probabilité prédite, bornée")


def _mean(terms: tuple[Expression, ...]) -> Expression:
    """Return the mean over the outputs; a single output needs no sum."""
    if len(terms) == 1:
        return terms[0]
    count = Value("D", len(terms), "nombre de sorties")
    return Summation("d", count, terms) / count


CATEGORICAL_CROSSENTROPY = Loss(
    name="categorical_crossentropy",
    title="entropie croisée catégorielle",
    description=(
        "L’entropie croisée catégorielle mesure l’écart entre les probabilités prédites et la vraie "
        "classe. Seule la probabilité de la vraie classe compte\u202f: la perte est nulle quand elle vaut "
        "1 et grandit sans cesse quand elle s’approche de 0."
    ),
    notes=("Keras divise d’abord les sorties par leur somme.", _BOUNDED, _FROM_LOGITS),
    steps=_categorical,
)
SPARSE_CATEGORICAL_CROSSENTROPY = Loss(
    name="sparse_categorical_crossentropy",
    title="entropie croisée catégorielle, classes données par leur numéro",
    description=(
        "C’est l’entropie croisée catégorielle, la vraie classe étant donnée par son numéro au lieu d’un "
        "vecteur de zéros et d’un 1."
    ),
    notes=(_BOUNDED, "Keras avec TensorFlow divise ensuite par la somme des probabilités.", _FROM_LOGITS),
    steps=_sparse_categorical,
)
BINARY_CROSSENTROPY = Loss(
    name="binary_crossentropy",
    title="entropie croisée binaire",
    description=(
        "L’entropie croisée binaire mesure l’écart entre la probabilité prédite pour le cas positif et la "
        "vérité. Pour un cas positif, elle est d’autant plus grande que la probabilité est proche de "
        "0\u202f; pour un cas négatif, qu’elle est proche de 1."
    ),
    notes=(_BOUNDED, _FROM_LOGITS),
    steps=_binary,
)
MEAN_SQUARED_ERROR = Loss(
    name="mean_squared_error",
    title="erreur quadratique moyenne",
    description="L’erreur quadratique moyenne est la moyenne du carré de l’écart entre sortie et vérité.",
    notes=(),
    steps=_squared,
)

LOSSES = {
    loss.name: loss
    for loss in (
        CATEGORICAL_CROSSENTROPY,
        SPARSE_CATEGORICAL_CROSSENTROPY,
        BINARY_CROSSENTROPY,
        MEAN_SQUARED_ERROR,
    )
}


def loss_named(name: str) -> Loss:
    """Return a loss by the name of its Keras function or class.

    Raises
    ------
    ExperimentError
        If its equation is not written.
    """
    for known, loss in LOSSES.items():
        if known.replace("_", "") == name.replace("_", "").lower():
            return loss
    raise ExperimentError(
        f"Le rapport ne connaît pas l’équation de la perte «\u202f{name}\u202f». Pertes connues\u202f: "
        f"{', '.join(sorted(LOSSES))}. Ajoutez-la à LOSSES dans generator/formulas/losses.py."
    )
