"""Focal cross-entropy of one class among several (Lin et al., 2017)."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Value
from generator.formulas.functions import log
from generator.formulas.losses.example import Example, over_classes
from generator.formulas.losses.loss import Loss, LossSteps
from generator.formulas.losses.probabilities import (
    CROSS_ENTROPY_OPTIONS,
    class_probabilities,
    smoothed_classes,
)
from generator.formulas.summation import Vector

ALPHA = "poids de la classe (alpha)"


def _weight(example: Example, place: int) -> Value:
    """Return alpha, which is one number or one per class."""
    alpha = example.arguments.get("alpha", 0.25)
    if isinstance(alpha, int | float):
        return example.option("alpha", 0.25, r"\alpha", "poids de toutes les classes (alpha)")
    return Vector(r"\alpha", tuple(alpha), ALPHA).at("k", place)


def _steps(example: Example) -> LossSteps:
    truth, predicted = smoothed_classes(example), class_probabilities(example)
    focus = example.option("gamma", 2.0, r"\gamma", "mise au point (gamma)")
    terms = []
    for place in example.places:
        probability = predicted.vector.at("k", place)
        factor = _weight(example, place) * (1 - probability) ** focus
        terms.append(factor * truth.vector.at("k", place) * log(probability))
    return LossSteps(Equation("L", -over_classes("k", terms)), (*truth.shown, *predicted.shown))


CATEGORICAL_FOCAL_CROSSENTROPY = Loss(
    name="categorical_focal_crossentropy",
    title="entropie croisée focale",
    description=(
        "L’entropie croisée focale est l’entropie croisée catégorielle où chaque terme est multiplié par "
        "une puissance de 1\u202f−\u202fp\u202f: ce que le réseau sait déjà compte moins que ce qu’il "
        "confond."
    ),
    steps=_steps,
    options=(*CROSS_ENTROPY_OPTIONS, "alpha", "gamma"),
    clips=True,
)
