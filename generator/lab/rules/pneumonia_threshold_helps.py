"""Rule: the threshold chosen on validation improves the accuracy on test."""

from collections.abc import Sequence

from markupsafe import Markup

from generator.facts.quantity import computed
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.direction import PAIRED, paired_direction
from generator.statistics.diagnosis.paired_numbers import paired_evidence, paired_numbers
from generator.statistics.diagnosis.pairing import Pairing, pair
from generator.statistics.diagnosis.threshold import DEFAULT_THRESHOLD

NOTHING = "Rien ne le montre"

RULE = Rule(
    code="pneumonie-seuil-utile",
    title="Le seuil choisi sur la validation améliore-t-il l’exactitude de test ?",
    method=f"Le modèle est comparé à lui-même, au seuil choisi et au seuil usuel. {PAIRED}",
    wordings={
        "up": Wording(
            Outcome.TRUE,
            "Oui",
            (
                Markup(
                    "Au seuil {threshold} plutôt que {default}, le {model} gagne {gained} et en perd "
                    "{lost_count} : l’exactitude monte de {gap}."
                ),
                Markup(
                    "L’exactitude monte de {gap} quand le seuil passe de {default} à {threshold} : le "
                    "{model} gagne {gained} et en perd {lost_count}."
                ),
            ),
        ),
        "down": Wording(
            Outcome.FALSE,
            "Non, au contraire",
            (
                Markup(
                    "Au seuil {threshold} plutôt que {default}, le {model} perd {lost} et en gagne "
                    "{gained_count} : l’exactitude baisse de {gap}. Le choix reste celui de la validation : "
                    "le test n’y prend pas part."
                ),
                Markup(
                    "L’exactitude baisse de {gap} quand le seuil passe de {default} à {threshold} : le "
                    "{model} perd {lost} et en gagne {gained_count}. Le test n’a pas à corriger ce choix, "
                    "fait sur la validation."
                ),
            ),
        ),
        "unclear": Wording(
            Outcome.INCONCLUSIVE,
            NOTHING,
            (
                Markup(
                    "Au seuil {threshold} plutôt que {default}, l’exactitude {moves} de {gap}, ce que le "
                    "hasard peut expliquer."
                ),
                Markup(
                    "Quand le seuil passe de {default} à {threshold}, le {model} gagne {gained} et en perd "
                    "{lost_count} : c’est trop peu d’écart pour conclure."
                ),
            ),
        ),
        "level": Wording(
            Outcome.INCONCLUSIVE,
            NOTHING,
            (
                Markup(
                    "Au seuil {threshold} plutôt que {default}, le {model} gagne {gained} et en perd "
                    "{lost_count} : l’exactitude ne change pas."
                ),
                Markup(
                    "L’exactitude ne change pas quand le seuil passe de {default} à {threshold} : autant "
                    "d’images gagnées que d’images perdues ({gained_count})."
                ),
            ),
        ),
    },
)


def pneumonia_threshold_helps(decisions: Sequence[Decision]) -> list[Verdict]:
    """Compare each model at its threshold with the same model at 1/2, on the test images."""
    pairings = [pair(d.right, d.test.right(DEFAULT_THRESHOLD), d.test.resamplings) for d in decisions]
    found = chances([pairing.p_value for pairing in pairings])
    return [_verdict(*parts) for parts in zip(decisions, pairings, found, strict=True)]


def _verdict(decision: Decision, pairing: Pairing, chance: Chance) -> Verdict:
    test = decision.test
    images = len(test.labels)
    return RULE.conclude(
        paired_direction(pairing, chance),
        [decision.result],
        f"Sur le test, le seuil choisi améliore-t-il l’exactitude du {decision.title} ?",
        {
            "model": decision.title,
            "moves": "monte" if pairing.difference > 0 else "baisse",
            "threshold": decision.threshold.quantity,
            "default": computed(DEFAULT_THRESHOLD, test.sources, "valeur usuelle", 1),
            **paired_numbers(pairing, images, test.sources),
        },
        paired_evidence(pairing, chance, images, test.sources),
        decision.variant,
    )
