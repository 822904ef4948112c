"""Binary cross-entropy: one probability per output."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import log
from generator.formulas.losses.example import Example, at_output, mean_over_outputs
from generator.formulas.losses.loss import Loss, LossSteps
from generator.formulas.losses.probabilities import (
    CROSS_ENTROPY_OPTIONS,
    output_probabilities,
    smoothed_outputs,
)


def surprise(truth: Value, probability: Value) -> Expression:
    """Return y ln p + (1 - y) ln (1 - p)."""
    return truth * log(probability) + (1 - truth) * log(1 - probability)


def _steps(example: Example) -> LossSteps:
    truth, predicted = smoothed_outputs(example), output_probabilities(example)
    terms = [
        surprise(at_output(truth.vector, place), at_output(predicted.vector, place))
        for place in example.places
    ]
    return LossSteps(Equation("L", -mean_over_outputs(terms)), (*truth.shown, *predicted.shown))


BINARY_CROSSENTROPY = Loss(
    name="binary_crossentropy",
    title="entropie croisée binaire",
    description=(
        "L’entropie croisée binaire mesure l’écart entre la probabilité prédite pour le cas positif et la "
        "vérité. Pour un cas positif, elle est d’autant plus grande que la probabilité est proche de "
        "0\u202f; pour un cas négatif, qu’elle est proche de 1."
    ),
    steps=_steps,
    options=CROSS_ENTROPY_OPTIONS,
    clips=True,
    aliases=("bce",),
)
