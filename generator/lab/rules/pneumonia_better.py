"""Rule: one model classifies X-rays better than another, each training at its threshold."""

from collections.abc import Sequence

from experiments import language
from experiments.measures.threshold import DEFAULT_THRESHOLD
from generator.facts.quantity import Quantity, gap, points, share
from generator.lab.rules.compared import TrainingPair, compared, compared_evidence, compared_values
from generator.rules.decision import Outcome, Rule, Verdict
from generator.rules.evidence import interval_evidence
from generator.rules.pairing import DIFFERENCE, DIRECTIONS
from generator.statistics.corrections import Chance
from generator.statistics.diagnosis.compared_scores import accuracy
from generator.statistics.diagnosis.comparison import Comparison
from generator.statistics.diagnosis.direction import direction

RULE = Rule(
    __name__,
    cases=DIRECTIONS,
    values=("first", "second", "first_score", "second_score", "gap"),
    constants={"default": language.decimal(DEFAULT_THRESHOLD, 1)},
    hoped=Outcome.TRUE,
)


def pneumonia_better(pairs: Sequence[TrainingPair]) -> list[Verdict]:
    """Judge whether the first model of each pair is right more often than the second on the test images."""
    return [_verdict(*parts) for parts in compared(pairs, accuracy)]


def _verdict(pair: TrainingPair, comparison: Comparison, chance: Chance) -> Verdict:
    first, second = pair
    examples, sources = len(first.decision.test.labels), first.sources + second.sources
    half_width = (comparison.high - comparison.low) / 2

    def write(value: float, origin: tuple[str, ...]) -> Quantity:
        return share(value, examples, origin, "exactitude de test")

    bounds = (comparison.difference, comparison.low, comparison.high)
    return RULE.conclude(
        direction(comparison.difference, chance.unlikely),
        [first.decision.result, second.decision.result],
        {
            **compared_values(pair, comparison, write),
            "gap": gap(comparison.difference, examples, sources, DIFFERENCE, half_width),
        },
        [
            *interval_evidence(*(points(b, examples, sources, DIFFERENCE, half_width) for b in bounds)),
            *compared_evidence("scores", pair, comparison, chance, write),
        ],
    )
