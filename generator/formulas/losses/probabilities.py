"""What the cross-entropies share: the probabilities that Keras makes of the outputs, and smoothed targets."""

from dataclasses import dataclass

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.functions import exp
from generator.formulas.losses.example import Example, at_output, classes, over_classes
from generator.formulas.summation import Vector

PREDICTED = "probabilité prédite pour la classe k"
TRUE_CLASS = "1 pour la vraie classe, 0 pour les autres"
POSITIVE = "1 pour un cas positif, 0 pour un cas négatif"
CROSS_ENTROPY_OPTIONS = ("from_logits", "label_smoothing")


@dataclass(frozen=True)
class Defined:
    """Quantities of one kind, and the equation that makes each of something else, if any."""

    vector: Vector
    definitions: tuple[Equation, ...] = ()

    @property
    def shown(self) -> tuple[Equation, ...]:
        """One equation for all, since they are written alike; none when nothing is made."""
        return self.definitions[:1]


def class_probabilities(example: Example, index: str = "k") -> Defined:
    """Return one probability per class: by a softmax of the loss, as they come, or as shares of their sum."""
    if example.from_logits:
        scores = Vector("z", example.outputs, "sortie du réseau pour la classe {index} (logit)")
        powers = [exp(scores.at("j", place)) for place in example.places]
        terms = [exp(scores.at(index, place)) / over_classes("j", powers) for place in example.places]
    elif example.distribution:
        numbers = tuple(map(example.bound, example.outputs))
        return Defined(Vector("p", numbers, _predicted(index)))
    else:
        given = Vector("o", example.outputs, "sortie du réseau pour la classe {index}")
        whole = over_classes("j", [given.at("j", place) for place in example.places])
        terms = [given.at(index, place) / whole for place in example.places]
    return _defined("p", index, terms, example, _predicted(index))


def output_probabilities(example: Example) -> Defined:
    """Return the probability of each output apart: by a sigmoid of the loss, or as it comes."""
    if not example.from_logits:
        return Defined(Vector("p", tuple(map(example.bound, example.outputs)), "probabilité prédite"))
    index = "d" if len(example.outputs) > 1 else ""
    scores = Vector("z", example.outputs, "sortie du réseau (logit)")
    terms = [1 / (1 + exp(-at_output(scores, place))) for place in example.places]
    return _defined("p", index, terms, example, "probabilité prédite")


def smoothed_classes(example: Example) -> Defined:
    """Return what is expected of each class, shared among all as far as the targets are smoothed."""
    truth = example.expected(TRUE_CLASS)
    if example.smoothing is None:
        return Defined(truth)
    share = example.smoothing / classes(example.outputs)
    terms = [(1 - example.smoothing) * truth.at("k", place) + share for place in example.places]
    return _made(r"\tilde{y}", "k", terms, "cible lissée")


def smoothed_outputs(example: Example) -> Defined:
    """Return what is expected of each output, moved towards one half as far as the targets are smoothed."""
    truth = example.expected(POSITIVE)
    if example.smoothing is None:
        return Defined(truth)
    index = "d" if len(example.outputs) > 1 else ""
    terms = [
        (1 - example.smoothing) * at_output(truth, place) + example.smoothing / 2 for place in example.places
    ]
    return _made(r"\tilde{y}", index, terms, "cible lissée")


def _predicted(index: str) -> str:
    return PREDICTED if index == "k" else "probabilité prédite pour la vraie classe c"


def _defined(symbol: str, index: str, terms: list[Expression], example: Example, meaning: str) -> Defined:
    made = _made(symbol, index, terms, meaning)
    numbers = tuple(map(example.bound, made.vector.numbers))
    return Defined(Vector(symbol, numbers, meaning), made.definitions)


def _made(symbol: str, index: str, terms: list[Expression], meaning: str) -> Defined:
    left = f"{symbol}_{{{index}}}" if index else symbol
    equations = tuple(Equation(left, term) for term in terms)
    return Defined(Vector(symbol, tuple(equation.value for equation in equations), meaning), equations)
