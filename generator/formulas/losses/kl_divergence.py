"""Divergence of Kullback and Leibler (1951)."""

from generator.formulas.equation import Equation
from generator.formulas.functions import log, maximum, minimum
from generator.formulas.losses.errors import SMALLEST
from generator.formulas.losses.example import Example, over_classes
from generator.formulas.losses.loss import Loss, LossSteps
from generator.formulas.losses.probabilities import PREDICTED, TRUE_CLASS


def _steps(example: Example) -> LossSteps:
    expected, given = example.expected(TRUE_CLASS), example.given(PREDICTED)
    terms, definitions = [], []
    for place in example.places:
        truth = Equation(r"\bar{y}_{k}", minimum(maximum(expected.at("k", place), SMALLEST), 1))
        probability = Equation(r"\bar{p}_{k}", minimum(maximum(given.at("k", place), SMALLEST), 1))
        definitions.append((truth, probability))
        bounded = truth.named("cible bornée")
        terms.append(bounded * log(bounded / probability.named("probabilité bornée")))
    return LossSteps(Equation("L", over_classes("k", terms)), definitions[0])


KL_DIVERGENCE = Loss(
    name="kl_divergence",
    title="divergence de Kullback-Leibler",
    description=(
        "La divergence de Kullback-Leibler mesure ce que les probabilités prédites perdent de celles qui "
        "étaient attendues\u202f; elle est nulle quand elles sont égales."
    ),
    steps=_steps,
    article="la ",
    aliases=("kld", "kullback_leibler_divergence"),
)
