"""Focal cross-entropy of one probability per output (Lin et al., 2017, equations 4 and 5)."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.losses.binary_crossentropy import surprise
from generator.formulas.losses.example import Example, at_output, mean_over_outputs
from generator.formulas.losses.loss import Loss, LossSteps
from generator.formulas.losses.probabilities import (
    CROSS_ENTROPY_OPTIONS,
    output_probabilities,
    smoothed_outputs,
)


def _steps(example: Example) -> LossSteps:
    truth, predicted = smoothed_outputs(example), output_probabilities(example)
    terms = [
        _term(example, at_output(truth.vector, place), at_output(predicted.vector, place))
        for place in example.places
    ]
    return LossSteps(Equation("L", -mean_over_outputs(terms)), (*truth.shown, *predicted.shown))


def _term(example: Example, truth: Value, probability: Value) -> Expression:
    focus = example.option("gamma", 2.0, r"\gamma", "mise au point (gamma)")
    right = truth * probability + (1 - truth) * (1 - probability)
    term = (1 - right) ** focus * surprise(truth, probability)
    if not example.arguments.get("apply_class_balancing", False):
        return term
    alpha = example.option("alpha", 0.25, r"\alpha", "poids des cas positifs (alpha)")
    return (alpha * truth + (1 - alpha) * (1 - truth)) * term


BINARY_FOCAL_CROSSENTROPY = Loss(
    name="binary_focal_crossentropy",
    title="entropie croisée focale binaire",
    description=(
        "L’entropie croisée focale binaire est l’entropie croisée binaire multipliée par une puissance de la "
        "probabilité donnée à la mauvaise réponse\u202f: ce que le réseau sait déjà compte moins que ce "
        "qu’il confond."
    ),
    steps=_steps,
    options=(*CROSS_ENTROPY_OPTIONS, "alpha", "gamma", "apply_class_balancing"),
    clips=True,
)
