"""Categorical cross-entropy, the target given as the number of its class."""

from generator.formulas.equation import Equation
from generator.formulas.functions import log
from generator.formulas.losses.example import Example
from generator.formulas.losses.loss import Loss, LossSteps
from generator.formulas.losses.probabilities import class_probabilities


def _steps(example: Example) -> LossSteps:
    predicted = class_probabilities(example, "c")
    true_class = int(example.target[0])
    return LossSteps(Equation("L", -log(predicted.vector.at("c", true_class))), predicted.shown)


SPARSE_CATEGORICAL_CROSSENTROPY = Loss(
    name="sparse_categorical_crossentropy",
    title="entropie croisée catégorielle, classes données par leur numéro",
    description=(
        "C’est l’entropie croisée catégorielle, la vraie classe c étant donnée par son numéro au lieu d’un "
        "vecteur de zéros et d’un 1."
    ),
    steps=_steps,
    options=("from_logits",),
    clips=True,
    takes_class=True,
)
