"""Loss of Huber (1964): a square near zero, a line beyond."""

from generator.formulas.equation import Equation
from generator.formulas.functions import absolute, minimum
from generator.formulas.losses.errors import EXPECTED
from generator.formulas.losses.example import Example, at_output, mean_over_outputs
from generator.formulas.losses.loss import Loss, LossSteps


def _steps(example: Example) -> LossSteps:
    expected, given = example.expected(EXPECTED), example.given()
    turn = example.option("delta", 1.0, r"\delta", "écart à partir duquel la perte est une droite (delta)")
    terms, definitions = [], []
    for place in example.places:
        error = absolute(at_output(expected, place) - at_output(given, place))
        small = Equation("q_{d}" if len(example.outputs) > 1 else "q", minimum(error, turn))
        definitions.append(small)
        square = small.named("part de l’écart où la perte est un carré")
        terms.append(square**2 / 2 + turn * (error - square))
    return LossSteps(Equation("L", mean_over_outputs(terms)), tuple(definitions[:1]))


HUBER = Loss(
    name="huber",
    title="perte de Huber",
    description=(
        "La perte de Huber est la moitié du carré de l’écart tant qu’il est petit, et croît en droite ligne "
        "au-delà\u202f: une valeur aberrante y pèse moins que dans l’erreur quadratique."
    ),
    steps=_steps,
    article="la ",
    options=("delta",),
    aliases=("huber_loss",),
)
