"""Binary cross-entropy: one probability per output."""

from collections.abc import Sequence

from generator.formulas.equation import Equation
from generator.formulas.functions import log
from generator.formulas.losses.loss import Loss, LossSteps, mean_over_outputs
from generator.formulas.losses.probabilities import BOUNDED, FROM_LOGITS, bounded, probabilities
from generator.formulas.summation import Vector


def _steps(target: Sequence[float], outputs: Sequence[float]) -> LossSteps:
    raw = Vector("p", tuple(outputs), "sortie du réseau")
    places = range(len(outputs))
    prepared = tuple(Equation(r"\hat{p}_{d}", bounded(raw.at("d", place))) for place in places)
    truth = Vector("y", tuple(target), "1 pour un cas positif, 0 pour un cas négatif")
    probability = probabilities(prepared)
    terms = [
        truth.at("d", place) * log(probability.at("d", place))
        + (1 - truth.at("d", place)) * log(1 - probability.at("d", place))
        for place in places
    ]
    return LossSteps(prepared, Equation("L", -mean_over_outputs(terms)))


BINARY_CROSSENTROPY = Loss(
    name="binary_crossentropy",
    title="entropie croisée binaire",
    description=(
        "L’entropie croisée binaire mesure l’écart entre la probabilité prédite pour le cas positif et la "
        "vérité. Pour un cas positif, elle est d’autant plus grande que la probabilité est proche de "
        "0\u202f; pour un cas négatif, qu’elle est proche de 1."
    ),
    notes=(BOUNDED, FROM_LOGITS),
    steps=_steps,
    aliases=("bce",),
)
