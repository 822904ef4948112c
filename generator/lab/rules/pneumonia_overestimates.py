"""Rule: a model announces pneumonia more often than it occurs on test."""

from collections.abc import Sequence

from markupsafe import Markup

from experiments.language import CONFIDENCE, whole_percent
from generator.facts.gap import gap
from generator.facts.quantity import points
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.calibration import excess
from generator.statistics.diagnosis.chance import chance_evidence
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.direction import RESAMPLED, direction
from generator.statistics.diagnosis.mean_difference import MeanDifference, mean_difference
from generator.statistics.diagnosis.resampling import HIGH, LOW, NAME

UNSEEN = "Rien ne le montre, en moyenne"
EXCESS = "probabilité moyenne moins part de malades"

RULE = Rule(
    code="pneumonie-surestimee",
    title="Les probabilités d’un modèle sont-elles trop élevées ?",
    method=f"Probabilité annoncée moins vérité, en moyenne sur les images de test. {RESAMPLED}",
    wordings={
        "up": Wording(
            Outcome.TRUE,
            "Oui",
            (
                Markup(
                    "Les probabilités du {model} dépassent en moyenne de {gap} la part de malades : elles ne "
                    "peuvent pas être lues comme des risques."
                ),
                Markup(
                    "En moyenne, le {model} annonce la pneumonie {gap} trop haut. Sa réponse ne se lit donc "
                    "pas comme un risque."
                ),
            ),
        ),
        "down": Wording(
            Outcome.FALSE,
            "Non, elles sont trop basses",
            (
                Markup(
                    "Les probabilités du {model} restent en moyenne {gap} au-dessous de la part de malades : "
                    "elles ne peuvent pas être lues comme des risques."
                ),
                Markup(
                    "En moyenne, le {model} annonce la pneumonie {gap} trop bas. Sa réponse ne se lit donc "
                    "pas comme un risque."
                ),
            ),
        ),
        "unclear": Wording(
            Outcome.INCONCLUSIVE,
            UNSEEN,
            (
                Markup(
                    "L’écart entre les probabilités du {model} et la part de malades, {gap} en {more}, "
                    "peut venir du hasard. Une moyenne juste n’empêche pourtant pas des tranches fausses : "
                    "voir la courbe de fiabilité."
                ),
                Markup(
                    "Le {model} annonce la pneumonie {gap} trop {height}, ce que le hasard peut expliquer. "
                    "Reste à voir, tranche par tranche, la courbe de fiabilité."
                ),
            ),
        ),
        "level": Wording(
            Outcome.INCONCLUSIVE,
            UNSEEN,
            (
                Markup(
                    "La moyenne des probabilités du {model} est exactement la part de malades, ce qui "
                    "n’empêche pas des tranches fausses : voir la courbe de fiabilité."
                ),
            ),
        ),
    },
)


def pneumonia_overestimates(decisions: Sequence[Decision]) -> list[Verdict]:
    """Judge the sign of mean probability minus share of ill on test, patients being drawn again."""
    differences = [mean_difference(excess(d.test), d.test.resamplings) for d in decisions]
    found = chances([difference.p_value for difference in differences])
    return [_verdict(*parts) for parts in zip(decisions, differences, found, strict=True)]


def _verdict(decision: Decision, difference: MeanDifference, chance: Chance) -> Verdict:
    sources, images = decision.test.sources, len(decision.test.labels)
    evidence = [Evidence("Écart moyen", points(difference.value, images, sources, EXCESS))]
    if difference.low is not None and difference.high is not None:
        low = points(difference.low, images, sources, LOW)
        high = points(difference.high, images, sources, HIGH)
        confidence = whole_percent(CONFIDENCE)
        evidence.append(Evidence(f"Intervalle à {confidence}", Markup("de {} à {}").format(low, high)))
    return RULE.conclude(
        direction(difference.value, chance.unlikely),
        [decision.result],
        f"Sur le test, les probabilités du {decision.title} sont-elles trop élevées ?",
        {
            "model": decision.title,
            "gap": gap(difference.value, images, sources, EXCESS),
            "more": "plus" if difference.value > 0 else "moins",
            "height": "haut" if difference.value > 0 else "bas",
        },
        evidence + chance_evidence(chance, sources, NAME),
        decision.variant,
    )
