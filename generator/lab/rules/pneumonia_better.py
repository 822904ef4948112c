"""Rule: one model reads X-rays better than another, each at its threshold."""

from collections.abc import Sequence

from markupsafe import Markup

from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision, compare
from generator.statistics.diagnosis.direction import PAIRED, paired_direction
from generator.statistics.diagnosis.paired_numbers import paired_evidence, paired_numbers
from generator.statistics.diagnosis.pairing import Pairing

UNDECIDED = "Différence non concluante"

RULE = Rule(
    code="pneumonie-meilleur-que",
    title="Un modèle lit-il mieux les radiographies qu’un autre ?",
    method=f"Chaque modèle est pris à son seuil, sans ses autres graines, jugées à part. {PAIRED}",
    wordings={
        "up": Wording(
            Outcome.TRUE,
            "Oui",
            (
                Markup(
                    "Du {second} au {first}, l’exactitude gagne {gap}. Le {first} lit bien {gained} que "
                    "l’autre lit mal, et l’inverse arrive pour {lost}."
                ),
                Markup(
                    "Le {first} gagne {gained} sur le {second} et en perd {lost_count} : son exactitude est "
                    "plus haute de {gap}."
                ),
            ),
        ),
        "down": Wording(
            Outcome.FALSE,
            "Non, au contraire",
            (
                Markup(
                    "Du {second} au {first}, l’exactitude perd {gap}. Le {first} lit mal {lost} que l’autre "
                    "lit bien, et l’inverse arrive pour {gained}."
                ),
                Markup(
                    "Le {first} perd {lost} sur le {second} et en gagne {gained_count} : son exactitude est "
                    "plus basse de {gap}."
                ),
            ),
        ),
        "unclear": Wording(
            Outcome.INCONCLUSIVE,
            UNDECIDED,
            (
                Markup(
                    "Du {second} au {first}, l’exactitude {gains} {gap}, mais le hasard peut "
                    "l’expliquer : le {first} gagne {gained} et en perd {lost_count}."
                ),
                Markup(
                    "Le {first} gagne {gained} sur le {second} et en perd {lost_count} : c’est trop peu "
                    "d’écart pour les départager."
                ),
            ),
        ),
        "level": Wording(
            Outcome.INCONCLUSIVE,
            UNDECIDED,
            (Markup("Le {first} et le {second} ont exactement autant de bonnes réponses sur le test."),),
        ),
    },
)


def pneumonia_better(pairs: Sequence[tuple[Decision, Decision]]) -> list[Verdict]:
    """Judge whether the first model of each pair is right more often than the second on the test images."""
    pairings = [compare(first, second) for first, second in pairs]
    found = chances([pairing.p_value for pairing in pairings])
    return [_verdict(*parts) for parts in zip(pairs, pairings, found, strict=True)]


def _verdict(pair: tuple[Decision, Decision], pairing: Pairing, chance: Chance) -> Verdict:
    first, second = pair
    images, sources = len(first.test.labels), first.test.sources + second.test.sources
    return RULE.conclude(
        paired_direction(pairing, chance),
        [first.result, second.result],
        f"Sur le test, {first.name} est-il meilleur que {second.name} ?",
        {
            "first": first.title,
            "second": second.title,
            "gains": "gagne" if pairing.difference > 0 else "perd",
            **paired_numbers(pairing, images, sources),
        },
        paired_evidence(pairing, chance, images, sources),
        first.variant - 1,
    )
