"""Categorical cross-entropy, the target given as a vector."""

from collections.abc import Sequence

from generator.formulas.equation import Equation
from generator.formulas.functions import log
from generator.formulas.losses.loss import Loss, LossSteps
from generator.formulas.losses.probabilities import (
    BOUNDED,
    FROM_LOGITS,
    bounded,
    classes,
    per_class,
    probabilities,
    total,
)
from generator.formulas.summation import Summation, Vector


def _steps(target: Sequence[float], outputs: Sequence[float]) -> LossSteps:
    raw, whole = per_class("k", outputs), total("j", per_class("j", outputs))
    places = range(len(outputs))
    prepared = tuple(Equation(r"\hat{p}_{k}", bounded(raw.at("k", place) / whole)) for place in places)
    truth = Vector("y", tuple(target), "1 pour la vraie classe, 0 pour les autres")
    probability = probabilities(prepared)
    terms = tuple(truth.at("k", place) * log(probability.at("k", place)) for place in places)
    return LossSteps(prepared, Equation("L", -Summation("k", classes(outputs), terms)))


CATEGORICAL_CROSSENTROPY = Loss(
    name="categorical_crossentropy",
    title="entropie croisée catégorielle",
    description=(
        "L’entropie croisée catégorielle mesure l’écart entre les probabilités prédites et la vraie "
        "classe. Seule la probabilité de la vraie classe compte\u202f: la perte est nulle quand elle vaut "
        "1 et grandit sans cesse quand elle s’approche de 0."
    ),
    notes=("Keras divise d’abord les sorties par leur somme.", BOUNDED, FROM_LOGITS),
    steps=_steps,
)
