"""Rule: a model does better on test than always giving the most frequent answer."""

from collections.abc import Sequence

from markupsafe import Markup

from generator.formulas.metrics import accuracy
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision, compare_with_constant, majority
from generator.statistics.diagnosis.direction import PAIRED, paired_direction
from generator.statistics.diagnosis.paired_numbers import paired_evidence, paired_numbers
from generator.statistics.diagnosis.pairing import Pairing
from generator.statistics.diagnosis.scores import proportion_score

RULE = Rule(
    code="pneumonie-bat-la-constante",
    title="Un modèle fait-il mieux que la réponse constante ?",
    method=PAIRED,
    wordings={
        "up": Wording(
            Outcome.TRUE,
            "Oui",
            (
                Markup(
                    "Répondre toujours « {answer} », sans regarder l’image, donnerait {constant} "
                    "d’exactitude. Le {model} fait mieux de {gap}."
                ),
                Markup(
                    "Le {model} dépasse de {gap} la réponse constante (toujours « {answer} »), dont "
                    "l’exactitude est de {constant}."
                ),
            ),
        ),
        "down": Wording(
            Outcome.FALSE,
            "Non, au contraire",
            (
                Markup(
                    "Répondre toujours « {answer} », sans regarder l’image, donnerait {constant} "
                    "d’exactitude. Le {model} fait moins bien de {gap}."
                ),
                Markup(
                    "Le {model} reste {gap} au-dessous de la réponse constante (toujours « {answer} »), dont "
                    "l’exactitude est de {constant}."
                ),
            ),
        ),
        "unclear": Wording(
            Outcome.INCONCLUSIVE,
            "Rien ne le montre",
            (
                Markup(
                    "Répondre toujours « {answer} », sans regarder l’image, donnerait {constant} "
                    "d’exactitude. Le {model} fait {gap} de {more}, mais le hasard peut l’expliquer."
                ),
                Markup(
                    "Le {model} fait {gap} de {more} que la réponse constante (toujours « {answer} », "
                    "{constant} d’exactitude) : c’est trop peu pour exclure le hasard."
                ),
            ),
        ),
        "level": Wording(
            Outcome.INCONCLUSIVE,
            "Rien ne le montre",
            (
                Markup(
                    "Répondre toujours « {answer} », sans regarder l’image, donnerait {constant} "
                    "d’exactitude, exactement autant que le {model}."
                ),
                Markup(
                    "Le {model} a exactement autant de bonnes réponses que la réponse constante (toujours "
                    "« {answer} ») : {constant}."
                ),
            ),
        ),
    },
)


def pneumonia_beats_constant(decisions: Sequence[Decision]) -> list[Verdict]:
    """Judge whether each model is right more often on test than the constant classifier."""
    pairings = [compare_with_constant(d.test, d.threshold.value) for d in decisions]
    found = chances([pairing.p_value for pairing in pairings])
    return [_verdict(*parts) for parts in zip(decisions, pairings, found, strict=True)]


def _verdict(decision: Decision, pairing: Pairing, chance: Chance) -> Verdict:
    test = decision.test
    images, frequent = len(test.labels), majority(test)
    constant = accuracy(int((test.labels == frequent).sum()), images, test.sources)
    return RULE.conclude(
        paired_direction(pairing, chance),
        [decision.result],
        f"Sur le test, {decision.name} fait-il mieux que la réponse constante ?",
        {
            "answer": decision.result.data.classes[frequent],
            "constant": proportion_score("exactitude", "", constant).value,
            "model": decision.title,
            "more": "plus" if pairing.difference > 0 else "moins",
            **paired_numbers(pairing, images, test.sources),
        },
        paired_evidence(pairing, chance, images, test.sources),
        decision.variant,
    )
