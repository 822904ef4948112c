"""Rule: one model classifies X-rays better than another whatever the seed."""

from collections.abc import Sequence
from math import comb

from generator.facts.quantity import Quantity, computed_count
from generator.formulas.markup import Markup
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict
from generator.rules.evidence import chance_evidence
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.trainings import Trainings, trainings

TEST = "test exact de Mann et Whitney"

RULE = Rule(
    __name__,
    cases={
        "above": Outcome.TRUE,
        "below": Outcome.FALSE,
        "mixed": Outcome.INCONCLUSIVE,
        "few": Outcome.INCONCLUSIVE,
        "untried-one": Outcome.INCONCLUSIVE,
        "untried-both": Outcome.INCONCLUSIVE,
    },
    values=(
        *("first", "first_trainings", "first_low", "first_high", "first_range"),
        *("second", "second_trainings", "second_low", "second_high", "second_range"),
        *("single", "test"),
    ),
    hoped=Outcome.TRUE,
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
    evidence = [_listed(each) for each in (first, second)]
    if case in {"above", "below", "few"}:
        evidence += chance_evidence(chance, sources, TEST)
    return RULE.conclude(
        case,
        [one.result, other.result],
        {
            "single": (one if len(first.right) == 1 else other).name,
            "test": Phrase(
                "examples", number=computed_count(len(one.test.labels), sources, "taille du test")
            ),
            **_values("first", first),
            **_values("second", second),
        },
        evidence,
    )


def _values(role: str, model: Trainings) -> dict[str, object]:
    """Return how many trainings a model has and how far they reach, under the names that texts give them."""
    low = _count(model, min(model.right), "bonnes réponses du moins bon entraînement")
    high = _count(model, max(model.right), "bonnes réponses du meilleur entraînement")
    return {
        role: model.decision.name,
        f"{role}_trainings": _count(model, len(model.right), "entraînements, une graine chacun"),
        f"{role}_low": low,
        f"{role}_high": high,
        f"{role}_range": low if low.value == high.value else Markup("de {} à {}").format(low, high),
    }


def _listed(model: Trainings) -> Evidence:
    right = [_count(model, each, "bonnes réponses") for each in model.right]
    return Evidence("right", Several(right), {"model": model.decision.name})


def _count(model: Trainings, value: int, formula: str) -> Quantity:
    return computed_count(value, model.sources, formula)
