"""Mean squared error."""

from collections.abc import Sequence

from generator.formulas.equation import Equation
from generator.formulas.losses.loss import Loss, LossSteps, mean_over_outputs
from generator.formulas.summation import Vector


def _steps(target: Sequence[float], outputs: Sequence[float]) -> LossSteps:
    truth = Vector("y", tuple(target), "valeur attendue")
    output = Vector("p", tuple(outputs), "sortie du réseau")
    terms = [(truth.at("d", place) - output.at("d", place)) ** 2 for place in range(len(outputs))]
    return LossSteps((), Equation("L", mean_over_outputs(terms)))


MEAN_SQUARED_ERROR = Loss(
    name="mean_squared_error",
    title="erreur quadratique moyenne",
    description="L’erreur quadratique moyenne est la moyenne du carré de l’écart entre sortie et vérité.",
    notes=(),
    steps=_steps,
    aliases=("mse",),
)
