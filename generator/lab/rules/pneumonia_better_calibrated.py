"""Rule: the probabilities of one model come closer to the truth than those of another."""

from collections.abc import Sequence

from generator.facts.quantity import Quantity, fraction
from generator.lab.rules.compared import TrainingPair, compared, compared_evidence, compared_values
from generator.rules.decision import Evidence, Outcome, Rule, Verdict
from generator.rules.evidence import bounds_evidence
from generator.rules.pairing import DIRECTIONS
from generator.statistics.corrections import Chance
from generator.statistics.diagnosis.compared_scores import brier
from generator.statistics.diagnosis.comparison import Comparison
from generator.statistics.diagnosis.direction import direction

RULE = Rule(
    __name__,
    cases=DIRECTIONS,
    values=("first", "second", "first_score", "second_score"),
    hoped=Outcome.TRUE,
)


def pneumonia_better_calibrated(pairs: Sequence[TrainingPair]) -> list[Verdict]:
    """Compare the Brier scores of each pair on the same test images."""
    return [_verdict(*parts) for parts in compared(pairs, brier)]


def _verdict(pair: TrainingPair, comparison: Comparison, chance: Chance) -> Verdict:
    sources = pair[0].sources + pair[1].sources
    # The lower the score, the better.
    fall, low, high = -comparison.difference, -comparison.high, -comparison.low
    bounds = [fraction(bound, sources, "différence des scores") for bound in (low, high)]
    return RULE.conclude(
        direction(fall, chance.unlikely),
        [each.decision.result for each in pair],
        compared_values(pair, comparison, _write),
        [
            Evidence("fall", fraction(fall, sources, "différence des scores")),
            bounds_evidence("interval", *bounds),
            *compared_evidence("scores", pair, comparison, chance, _write),
        ],
    )


def _write(value: float, sources: tuple[str, ...]) -> Quantity:
    return fraction(value, sources, "score de Brier")
