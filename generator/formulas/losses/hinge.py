"""Hinge losses, of the margin by which an output is on the right side (Rosasco et al., 2004)."""

from collections.abc import Callable

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.functions import maximum
from generator.formulas.losses.example import Example, at_output, mean_over_outputs
from generator.formulas.losses.loss import Loss, LossSteps, Steps
from generator.formulas.losses.probabilities import POSITIVE


def _of_margin(shape: Callable[[Expression], Expression]) -> Steps:
    """Return the mean of a function of what the margin lacks to be 1."""

    def steps(example: Example) -> LossSteps:
        expected, given = example.expected(POSITIVE), example.given()
        terms, definitions = [], []
        for place in example.places:
            left = "c_{d}" if len(example.outputs) > 1 else "c"
            side = Equation(left, 2 * at_output(expected, place) - 1)
            definitions.append(side)
            margin = side.named("côté attendu, 1 ou −1") * at_output(given, place)
            terms.append(shape(maximum(1 - margin, 0)))
        return LossSteps(Equation("L", mean_over_outputs(terms)), tuple(definitions[:1]))

    return steps


HINGE = Loss(
    name="hinge",
    title="perte charnière",
    description=(
        "La perte charnière est nulle dès que la sortie dépasse 1 du bon côté de zéro, et croît en droite "
        "ligne quand elle en est loin."
    ),
    steps=_of_margin(lambda lacking: lacking),
    article="la ",
)

SQUARED_HINGE = Loss(
    name="squared_hinge",
    title="perte charnière au carré",
    description="La perte charnière au carré est nulle dès que la sortie dépasse 1 du bon côté de zéro.",
    steps=_of_margin(lambda lacking: lacking**2),
    article="la ",
)
