"""Hinge loss of one class among several."""

from generator.formulas.equation import Equation
from generator.formulas.functions import maximum
from generator.formulas.losses.example import Example, over_classes
from generator.formulas.losses.loss import Loss, LossSteps
from generator.formulas.losses.probabilities import TRUE_CLASS
from generator.formulas.summation import Largest


def _steps(example: Example) -> LossSteps:
    expected, given = example.expected(TRUE_CLASS), example.given("sortie du réseau pour la classe {index}")
    pairs = [(expected.at("k", place), given.at("k", place)) for place in example.places]
    right = over_classes("k", [truth * output for truth, output in pairs])
    wrong = Largest("k", tuple((1 - truth) * output for truth, output in pairs))
    return LossSteps(Equation("L", maximum(wrong - right + 1, 0)))


CATEGORICAL_HINGE = Loss(
    name="categorical_hinge",
    title="perte charnière catégorielle",
    description=(
        "La perte charnière catégorielle est nulle dès que la sortie de la vraie classe dépasse de 1 la plus "
        "grande des autres."
    ),
    steps=_steps,
    article="la ",
)
