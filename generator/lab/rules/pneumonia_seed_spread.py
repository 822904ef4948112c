"""Rule: one model reads X-rays better than another whatever the seed."""

from collections.abc import Sequence
from math import comb

from markupsafe import Markup

from generator.facts.quantity import computed_count
from generator.rules.rule import Rule, Wording
from generator.rules.verdict import Evidence, Outcome, Verdict
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.chance import CORRECTED, chance_evidence
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.trainings import Trainings, trainings

TEST = "test exact de Mann et Whitney"
UNTRIED = "Une seule graine"

RULE = Rule(
    code="pneumonie-graines",
    title="Le meilleur modèle sur les radiographies le reste-t-il d’une graine à l’autre ?",
    method=(
        "Chaque entraînement est jugé sur le test, au seuil que choisit sa propre validation. La réponse "
        "n’est nette que si tous ceux d’un modèle dépassent tous ceux de l’autre, et s’ils sont assez "
        "nombreux pour que le hasard les sépare rarement ainsi (test exact de Mann et Whitney, où les "
        f"images ne comptent pas). {CORRECTED}"
    ),
    wordings={
        "above": Wording(
            Outcome.TRUE,
            "Oui, pour toutes les graines essayées",
            (
                Markup(
                    "Le moins bon des {first_trainings} entraînements du {first} lit bien {first_low} images "
                    "de test sur {images} ; le meilleur des {second_trainings} du {second} n’en lit bien que "
                    "{second_high}."
                ),
            ),
        ),
        "below": Wording(
            Outcome.FALSE,
            "Non, au contraire",
            (
                Markup(
                    "Le meilleur des {first_trainings} entraînements du {first} ne lit bien que "
                    "{first_high} images de test sur {images} ; le moins bon des {second_trainings} du "
                    "{second} en lit bien {second_low}."
                ),
            ),
        ),
        "mixed": Wording(
            Outcome.INCONCLUSIVE,
            "Cela dépend de la graine",
            (
                Markup(
                    "D’une graine à l’autre, le {first} lit bien {first_range} images de test sur {images} "
                    "et le {second} en lit bien {second_range} : l’ordre des deux modèles n’est pas "
                    "toujours le même."
                ),
            ),
        ),
        "few": Wording(
            Outcome.INCONCLUSIVE,
            "Trop peu de graines",
            (
                Markup(
                    "D’une graine à l’autre, le {first} lit bien {first_range} images de test sur {images} "
                    "et le {second} en lit bien {second_range} : l’ordre est toujours le même, mais sur si "
                    "peu d’entraînements ({first_trainings} et {second_trainings}) le hasard peut suffire."
                ),
            ),
        ),
        "untried-one": Wording(
            Outcome.INCONCLUSIVE,
            UNTRIED,
            (
                Markup(
                    "Le {single} n’a été entraîné qu’avec une seule graine : rien ne dit si une autre "
                    "garderait l’ordre des deux modèles."
                ),
            ),
        ),
        "untried-both": Wording(
            Outcome.INCONCLUSIVE,
            UNTRIED,
            (
                Markup(
                    "Le {first} et le {second} n’ont été entraînés qu’avec une seule graine chacun : rien ne "
                    "dit si d’autres garderaient leur ordre."
                ),
            ),
        ),
    },
)


def pneumonia_seed_spread(pairs: Sequence[tuple[Decision, Decision]]) -> list[Verdict]:
    """Judge whether every training of the first model of each pair beats every training of the second."""
    both = [(trainings(first), trainings(second)) for first, second in pairs]
    found = chances([_p_value(*each) for each in both])
    return [_verdict(*each, chance) for each, chance in zip(both, found, strict=True)]


def _order(first: Trainings, second: Trainings) -> int:
    """Return 1 when every training of the first beats every one of the second, -1 when it is the contrary."""
    return int(min(first.right) > max(second.right)) - int(max(first.right) < min(second.right))


def _p_value(first: Trainings, second: Trainings) -> float:
    """Return how often chance would part the trainings altogether, one way or the other."""
    if not _order(first, second):
        return 1.0
    one, other = len(first.right), len(second.right)
    return min(1.0, 2 / comb(one + other, one))


def _case(first: Trainings, second: Trainings, chance: Chance) -> str:
    alone = [len(each.right) == 1 for each in (first, second)]
    order = _order(first, second)
    if any(alone):
        return "untried-both" if all(alone) else "untried-one"
    if order == 0:
        return "mixed"
    if not chance.unlikely:
        return "few"
    return "above" if order > 0 else "below"


def _verdict(first: Trainings, second: Trainings, chance: Chance) -> Verdict:
    one, other = first.decision, second.decision
    sources = first.sources + second.sources
    case = _case(first, second, chance)
    evidence = [
        Evidence(f"Images bien lues, {each.decision.title}, de graine en graine", each.listed)
        for each in (first, second)
    ]
    if case in {"above", "below", "few"}:
        evidence += chance_evidence(chance, sources, TEST)
    return RULE.conclude(
        case,
        [one.result, other.result],
        f"D’une graine à l’autre, {one.name} reste-t-il meilleur que {other.name} ?",
        {
            "first": one.title,
            "second": other.title,
            "single": (one if len(first.right) == 1 else other).title,
            "images": computed_count(len(one.test.labels), sources, "images de test"),
            **_values("first", first),
            **_values("second", second),
        },
        evidence,
    )


def _values(role: str, model: Trainings) -> dict[str, object]:
    return {
        f"{role}_trainings": model.number,
        f"{role}_low": model.low,
        f"{role}_high": model.high,
        f"{role}_range": model.range,
    }
