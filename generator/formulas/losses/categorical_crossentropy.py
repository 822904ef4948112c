"""Categorical cross-entropy, the target given as a vector."""

from generator.formulas.equation import Equation
from generator.formulas.functions import log
from generator.formulas.losses.example import Example, over_classes
from generator.formulas.losses.loss import Loss, LossSteps
from generator.formulas.losses.probabilities import (
    CROSS_ENTROPY_OPTIONS,
    class_probabilities,
    smoothed_classes,
)


def _steps(example: Example) -> LossSteps:
    truth, predicted = smoothed_classes(example), class_probabilities(example)
    terms = [truth.vector.at("k", place) * log(predicted.vector.at("k", place)) for place in example.places]
    return LossSteps(Equation("L", -over_classes("k", terms)), (*truth.shown, *predicted.shown))


CATEGORICAL_CROSSENTROPY = Loss(
    name="categorical_crossentropy",
    title="entropie croisée catégorielle",
    description=(
        "L’entropie croisée catégorielle mesure l’écart entre les probabilités prédites et la vraie "
        "classe. Sans lissage des cibles, seule la probabilité de la vraie classe compte\u202f: la perte est "
        "nulle quand elle vaut 1 et grandit sans cesse quand elle s’approche de 0."
    ),
    steps=_steps,
    options=CROSS_ENTROPY_OPTIONS,
    clips=True,
)
