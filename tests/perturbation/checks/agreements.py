"""One question about the same results has one answer in the whole report."""

from collections.abc import Iterator

from tests.perturbation.checks.fault import Fault
from tests.perturbation.checks.said import Said

# Whose answer turns when its two results change places.
SYMMETRIC = "meilleur-que"
TURNED = {"true": "false", "false": "true"}
# It judges two models too: neither rule may be sure where the other is not.
EFFECT = "effet-d-un-choix"


def agreement_between_pages(said: list[Said]) -> Iterator[Fault]:
    """Go through what is judged in two ways."""
    seen: dict[tuple[str, tuple[str, ...]], Said] = {}
    for each in said:
        if not each.subjects:
            continue
        subjects = tuple(sorted(each.subjects)) if each.rule == SYMMETRIC else each.subjects
        before = seen.setdefault((each.rule, subjects), each)
        outcome = each.outcome
        if before.subjects != each.subjects:
            outcome = TURNED.get(outcome, outcome)
        if outcome != before.outcome:
            yield _contradiction(before, each)
    for each in said:
        if each.rule != EFFECT or len(each.subjects) != 2:
            continue
        other = seen.get((SYMMETRIC, tuple(sorted(each.subjects))))
        if other and _unsure(each) != _unsure(other):
            yield _contradiction(other, each)


def _unsure(said: Said) -> bool:
    # An effect that may come from something else is inconclusive, though the difference is sure.
    return said.label in ("Différence non concluante", "Aucune différence")


def _contradiction(before: Said, after: Said) -> Fault:
    return Fault(
        after.page,
        f"{after.rule} : le contraire de {before.page} sur {', '.join(after.subjects)}",
        f"{after.label}. {after.sentence.text} / {before.label}. {before.sentence.text}",
    )
