"""Rule: one model classifies X-rays better than another, each at its threshold."""

from collections.abc import Sequence

from generator.rules.decision import Outcome, Phrase, Rule, Verdict
from generator.rules.pairing import DIRECTIONS, pairing_counts, pairing_evidence, pairing_gap
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision, compare
from generator.statistics.diagnosis.direction import paired_direction
from generator.statistics.diagnosis.pairing import Pairing

RULE = Rule(
    __name__,
    cases=DIRECTIONS,
    values=("first", "second", "gap", "gained", "lost"),
    hoped=Outcome.TRUE,
)


def pneumonia_better(pairs: Sequence[tuple[Decision, Decision]]) -> list[Verdict]:
    """Judge whether the first model of each pair is right more often than the second on the test images."""
    pairings = [compare(first, second) for first, second in pairs]
    found = chances([pairing.p_value for pairing in pairings])
    return [_verdict(*parts) for parts in zip(pairs, pairings, found, strict=True)]


def _verdict(pair: tuple[Decision, Decision], pairing: Pairing, chance: Chance) -> Verdict:
    first, second = pair
    examples, sources = len(first.test.labels), first.test.sources + second.test.sources
    gained, lost = pairing_counts(pairing, sources)
    return RULE.conclude(
        paired_direction(pairing, chance),
        [first.result, second.result],
        {
            "first": first.name,
            "second": second.name,
            "gap": pairing_gap(pairing, examples, sources),
            "gained": Phrase("examples", number=gained),
            "lost": Phrase("examples", number=lost),
        },
        pairing_evidence(pairing, chance, examples, sources),
    )
