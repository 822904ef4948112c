"""Rule: one model ranks ill children above healthy ones better than another, whatever the threshold."""

from collections.abc import Sequence

from generator.facts.quantity import Quantity, fraction
from generator.lab.rules.compared import TrainingPair, compared, compared_evidence, compared_values
from generator.rules.decision import Evidence, Outcome, Rule, Verdict
from generator.rules.evidence import bounds_evidence
from generator.rules.pairing import DIRECTIONS
from generator.statistics.corrections import Chance
from generator.statistics.diagnosis.compared_scores import roc_auc
from generator.statistics.diagnosis.comparison import Comparison
from generator.statistics.diagnosis.direction import direction

RULE = Rule(
    __name__,
    cases={**DIRECTIONS, "undefined": Outcome.INCONCLUSIVE},
    values=("first", "second", "first_score", "second_score"),
    hoped=Outcome.TRUE,
)
DIFFERENCE = "différence des aires"


def pneumonia_ranks_better(pairs: Sequence[TrainingPair]) -> list[Verdict]:
    """Compare the areas under the ROC curves of each pair on the same test images."""
    # All models of the part are judged on the same test images: those of one pair say it for all.
    if not all(first.decision.test.both_classes for first, _ in pairs):
        return [_undefined(pair) for pair in pairs]
    return [_verdict(*parts) for parts in compared(pairs, roc_auc)]


def _undefined(pair: TrainingPair) -> Verdict:
    first, second = (each.decision for each in pair)
    named = {"first": first.name, "second": second.name}
    return RULE.conclude("undefined", [first.result, second.result], named)


def _verdict(pair: TrainingPair, comparison: Comparison, chance: Chance) -> Verdict:
    sources = pair[0].sources + pair[1].sources
    bounds = [fraction(bound, sources, DIFFERENCE) for bound in (comparison.low, comparison.high)]
    return RULE.conclude(
        direction(comparison.difference, chance.unlikely),
        [each.decision.result for each in pair],
        compared_values(pair, comparison, _write),
        [
            Evidence("gain", fraction(comparison.difference, sources, DIFFERENCE)),
            bounds_evidence("interval", *bounds),
            *compared_evidence("scores", pair, comparison, chance, _write),
        ],
    )


def _write(value: float, sources: tuple[str, ...]) -> Quantity:
    return fraction(value, sources, "aire ROC")
