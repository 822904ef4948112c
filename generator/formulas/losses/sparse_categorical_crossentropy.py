"""Categorical cross-entropy, the target given as the number of its class."""

from collections.abc import Sequence

from generator.formulas.equation import Equation
from generator.formulas.expression import Value
from generator.formulas.functions import log
from generator.formulas.losses.loss import Loss, LossSteps
from generator.formulas.losses.probabilities import (
    BOUNDED,
    FROM_LOGITS,
    bounded,
    per_class,
    probabilities,
    total,
)


def _steps(target: Sequence[float], outputs: Sequence[float]) -> LossSteps:
    raw = per_class("k", outputs)
    prepared = tuple(Equation(r"\hat{p}_{k}", bounded(raw.at("k", place))) for place in range(len(outputs)))
    probability = probabilities(prepared)
    true_class = int(target[0])
    of_truth = Value(r"\hat{p}_{c}", probability.numbers[true_class], "probabilité de la vraie classe")
    return LossSteps(prepared, Equation("L", -log(of_truth / total("k", probability))))


SPARSE_CATEGORICAL_CROSSENTROPY = Loss(
    name="sparse_categorical_crossentropy",
    title="entropie croisée catégorielle, classes données par leur numéro",
    description=(
        "C’est l’entropie croisée catégorielle, la vraie classe étant donnée par son numéro au lieu d’un "
        "vecteur de zéros et d’un 1."
    ),
    notes=(BOUNDED, "Keras avec TensorFlow divise ensuite par la somme des probabilités.", FROM_LOGITS),
    steps=_steps,
    takes_class=True,
)
