"""Rule: validation suffices to tell a model from the constant answer."""

from collections.abc import Sequence

from markupsafe import Markup

from generator.facts.amount import amount
from generator.facts.quantity import computed_count
from generator.formulas.metrics import accuracy
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision, compare_with_constant, majority
from generator.statistics.diagnosis.direction import PAIRED, paired_direction
from generator.statistics.diagnosis.paired_numbers import paired_evidence
from generator.statistics.diagnosis.pairing import Pairing
from generator.statistics.diagnosis.scores import proportion_score

RULE = Rule(
    code="pneumonie-validation-suffisante",
    title="La validation suffit-elle à distinguer un modèle de la réponse constante ?",
    method=f"Sur les images de validation. {PAIRED}",
    wordings={
        "up": Wording(
            Outcome.TRUE,
            "Oui",
            (
                Markup(
                    "Sur {images} de validation, {right}, contre {constant} pour la réponse constante : le "
                    "hasard expliquerait mal un tel écart."
                ),
                Markup(
                    "Le {model} donne {right} sur {images} de validation, la réponse constante {constant} : "
                    "l’écart est trop grand pour venir du hasard."
                ),
            ),
        ),
        "down": Wording(
            Outcome.FALSE,
            "Non, elle montre le contraire",
            (
                Markup(
                    "Sur {images} de validation, {right}, contre {constant} pour la réponse constante : le "
                    "{model} fait moins bien."
                ),
                Markup(
                    "Avec {right} sur {images} de validation, le {model} fait moins bien que la réponse "
                    "constante, qui en aurait {constant}."
                ),
            ),
        ),
        "unclear": Wording(
            Outcome.INCONCLUSIVE,
            "Non",
            (
                Markup(
                    "Sur {images} de validation, {right}, contre {constant} pour la réponse constante : le "
                    "hasard peut expliquer l’écart. Même une validation sans faute ne garantirait qu’une "
                    "exactitude de {perfect}."
                ),
                Markup(
                    "Le {model} donne {right} sur {images} de validation, la réponse constante {constant} : "
                    "l’écart peut venir du hasard. Sans une seule faute, on ne serait encore sûr que d’une "
                    "exactitude de {perfect}."
                ),
            ),
        ),
        "level": Wording(
            Outcome.INCONCLUSIVE,
            "Non",
            (
                Markup(
                    "Sur {images} de validation, {right} : c’est exactement autant que la réponse constante."
                ),
            ),
        ),
    },
)


def pneumonia_small_validation(decisions: Sequence[Decision]) -> list[Verdict]:
    """Compare each model with the constant classifier on its validation images."""
    pairings = [compare_with_constant(d.validation, d.threshold.value) for d in decisions]
    found = chances([pairing.p_value for pairing in pairings])
    return [_verdict(*parts) for parts in zip(decisions, pairings, found, strict=True)]


def _verdict(decision: Decision, pairing: Pairing, chance: Chance) -> Verdict:
    validation = decision.validation
    images, sources = len(validation.labels), validation.sources
    right = int(validation.right(decision.threshold.value).sum())
    constant = int((validation.labels == majority(validation)).sum())
    perfect = proportion_score("exactitude", "", accuracy(images, images, sources))
    return RULE.conclude(
        paired_direction(pairing, chance),
        [decision.result],
        f"La validation suffit-elle à distinguer {decision.name} de la réponse constante ?",
        {
            "model": decision.title,
            "right": amount(
                right, sources, "réponses justes sur la validation", "réponse juste", "réponses justes"
            ),
            "images": amount(images, sources, "images de validation", "image", "images"),
            "constant": computed_count(constant, sources, "images de la classe la plus fréquente"),
            "perfect": perfect.low,
        },
        paired_evidence(pairing, chance, images, sources),
        decision.variant,
    )
