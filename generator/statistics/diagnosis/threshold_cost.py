"""What moving the threshold costs: positives missed against negatives alarmed."""

from dataclasses import dataclass, replace

from experiments import language
from experiments.measures.threshold import DEFAULT_THRESHOLD
from generator.facts.quantity import Quantity, computed_count
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.scores import Score, proportion_score

THRESHOLDS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
# Of the thresholds that are tried.
DECIMALS = 2


@dataclass(frozen=True)
class CostLine:
    """One threshold, on the test examples.

    Attributes
    ----------
    kept : bool
        Whether it is the threshold of the model.
    missed, alarms : Quantity
        Positives called negative; negatives called positive.
    """

    threshold: Quantity
    kept: bool
    missed: Quantity
    alarms: Quantity
    accuracy: Score
    recall: Score
    specificity: Score


def threshold_cost(decision: Decision) -> list[CostLine]:
    """Try several thresholds on the test examples, after the choice was made."""
    kept = decision.threshold.value
    values = sorted({*THRESHOLDS, DEFAULT_THRESHOLD, kept})
    return [_line(decision, value, value == kept) for value in values]


def _line(decision: Decision, value: float, kept: bool) -> CostLine:
    test, chosen = decision.test, decision.threshold.quantity
    counts = test.counts(value)
    # Side by side, with as many decimals as the kept one, which may be a power of ten.
    decimals = chosen.text.partition(",")[2]
    text = language.decimal(value, max(DECIMALS, len(decimals) if decimals.isdigit() else 0))
    return CostLine(
        threshold=replace(chosen, text=text if decimals.isdigit() else chosen.text)
        if kept
        else Quantity(value, text, test.sources, "seuil essayé"),
        kept=kept,
        missed=computed_count(counts.false_negatives, test.sources, "faux négatifs"),
        alarms=computed_count(counts.false_positives, test.sources, "faux positifs"),
        accuracy=proportion_score("exactitude", "", counts.accuracy),
        recall=proportion_score("rappel", "", counts.recall),
        specificity=proportion_score("spécificité", "", counts.specificity),
    )
