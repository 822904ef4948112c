"""Rule: the probabilities of one model come closer to the truth than those of another."""

from collections.abc import Sequence

from markupsafe import Markup

from experiments.language import CONFIDENCE, whole_percent
from generator.facts.quantity import Quantity, computed
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.answers import Answers
from generator.statistics.diagnosis.calibration import squared_errors
from generator.statistics.diagnosis.chance import chance_evidence
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.direction import RESAMPLED, direction
from generator.statistics.diagnosis.mean_difference import MeanDifference, mean_difference
from generator.statistics.diagnosis.pairing import same_order
from generator.statistics.diagnosis.resampling import HIGH, LOW, NAME
from generator.statistics.diagnosis.scores import DIGITS

UNDECIDED = "Le test ne permet pas de le dire"

RULE = Rule(
    code="pneumonie-mieux-calibre",
    title="Les probabilités d’un modèle sont-elles plus justes que celles d’un autre ?",
    method=(
        "Score de Brier : moyenne du carré de l’écart entre la probabilité annoncée et la vérité, sur les "
        f"mêmes images. {RESAMPLED}"
    ),
    wordings={
        "up": Wording(
            Outcome.TRUE,
            "Oui",
            (
                Markup(
                    "L’erreur des probabilités (score de Brier : plus il est bas, mieux c’est) descend de "
                    "{second_brier} pour le {second} à {first_brier} pour le {first}."
                ),
                Markup(
                    "Les probabilités du {first} sont plus proches de la vérité que celles du {second} : "
                    "leur score de Brier, qui mesure une erreur, passe de {second_brier} à {first_brier}."
                ),
            ),
        ),
        "down": Wording(
            Outcome.FALSE,
            "Non, au contraire",
            (
                Markup(
                    "L’erreur des probabilités (score de Brier : plus il est bas, mieux c’est) monte de "
                    "{second_brier} pour le {second} à {first_brier} pour le {first}."
                ),
                Markup(
                    "Les probabilités du {first} sont plus loin de la vérité que celles du {second} : leur "
                    "score de Brier, qui mesure une erreur, passe de {second_brier} à {first_brier}."
                ),
            ),
        ),
        "unclear": Wording(
            Outcome.INCONCLUSIVE,
            UNDECIDED,
            (
                Markup(
                    "L’erreur des probabilités (score de Brier : plus il est bas, mieux c’est) est de "
                    "{second_brier} pour le {second} et de {first_brier} pour le {first} : d’autres "
                    "patients pourraient inverser l’ordre."
                ),
                Markup(
                    "Du {second} au {first}, le score de Brier, qui mesure une erreur, passe de "
                    "{second_brier} à {first_brier}, ce que le hasard des patients peut expliquer."
                ),
            ),
        ),
        "level": Wording(
            Outcome.INCONCLUSIVE,
            UNDECIDED,
            (
                Markup(
                    "Du {second} au {first}, l’erreur des probabilités (score de Brier : plus il est bas, "
                    "mieux c’est) reste la même : {first_brier}."
                ),
            ),
        ),
    },
)


def pneumonia_better_calibrated(pairs: Sequence[tuple[Decision, Decision]]) -> list[Verdict]:
    """Compare the Brier scores of each pair on the same test images, patients being drawn again."""
    gains = [_gain(first, second) for first, second in pairs]
    found = chances([gain.p_value for gain in gains])
    return [_verdict(*parts) for parts in zip(pairs, gains, found, strict=True)]


def _gain(first: Decision, second: Decision) -> MeanDifference:
    """Return how much closer to the truth the first model comes, image by image."""
    order = same_order(first.test, second.test)
    return mean_difference(
        squared_errors(second.test)[order] - squared_errors(first.test), first.test.resamplings
    )


def _verdict(pair: tuple[Decision, Decision], gain: MeanDifference, chance: Chance) -> Verdict:
    first, second = pair
    sources = first.test.sources + second.test.sources
    evidence = [
        Evidence("Baisse du score de Brier", computed(gain.value, sources, "différence des scores", 2))
    ]
    if gain.low is not None and gain.high is not None:
        bounds = (computed(gain.low, sources, LOW, 2), computed(gain.high, sources, HIGH, 2))
        confidence = whole_percent(CONFIDENCE)
        evidence.append(Evidence(f"Intervalle à {confidence}", Markup("de {} à {}").format(*bounds)))
    return RULE.conclude(
        direction(gain.value, chance.unlikely),
        [first.result, second.result],
        f"Sur le test, {first.name} donne-t-il des probabilités plus justes que {second.name} ?",
        {
            "first": first.title,
            "second": second.title,
            "first_brier": _brier(first.test),
            "second_brier": _brier(second.test),
        },
        evidence + chance_evidence(chance, sources, NAME),
        first.variant - 1,
    )


def _brier(answers: Answers) -> Quantity:
    return computed(float(squared_errors(answers).mean()), answers.sources, "score de Brier", DIGITS)
