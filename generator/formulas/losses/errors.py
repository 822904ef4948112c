"""Losses that are a mean, over the outputs, of a function of what was expected and what was given."""

from collections.abc import Callable

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.losses.example import EPSILON, Example, at_output, mean_over_outputs
from generator.formulas.losses.loss import LossSteps, Steps

SMALLEST = Value(r"\varepsilon", EPSILON, "borne de Keras, qui évite de diviser par zéro ou son logarithme")
EXPECTED = "valeur attendue"


def mean_of(term: Callable[[Value, Value], Expression]) -> Steps:
    """Return the loss that is the mean of a term made of what was expected, then of what was given."""

    def steps(example: Example) -> LossSteps:
        expected, given = example.expected(EXPECTED), example.given()
        terms = [term(at_output(expected, place), at_output(given, place)) for place in example.places]
        return LossSteps(Equation("L", mean_over_outputs(terms)))

    return steps
