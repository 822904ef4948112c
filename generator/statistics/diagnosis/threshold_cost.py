"""What moving the threshold costs: positives missed against negatives alarmed."""

import math
from dataclasses import dataclass, replace

from experiments import language
from experiments.measures.threshold import DEFAULT_THRESHOLD
from generator.facts.quantity import Quantity, computed_count
from generator.formulas.equation import Equation
from generator.formulas.expression import Value
from generator.statistics.diagnosis.answers import Answers
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.scores import Score, proportion_score

THRESHOLDS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
PREVALENCE = 0.1
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


@dataclass(frozen=True)
class ThresholdCost:
    """The thresholds side by side, and what the kept one is worth where positives are rare.

    Attributes
    ----------
    prevalence : Quantity
        Share of positives in an imagined practice.
    precision_there : Equation or None
        Precision at that prevalence (Bayes); None when there is no alarm at all.
    """

    lines: list[CostLine]
    prevalence: Quantity
    precision_there: Equation | None

    @property
    def mostly_false(self) -> bool | None:
        """Whether most alarms would be false there; None where half of them would be, or there is none."""
        value = self.precision_there.value if self.precision_there else 0.5
        return None if math.isclose(value, 0.5) else value < 0.5


def threshold_cost(decision: Decision) -> ThresholdCost:
    """Try several thresholds on the test examples, after the choice was made."""
    kept = decision.threshold.value
    values = sorted({*THRESHOLDS, DEFAULT_THRESHOLD, kept})
    return ThresholdCost(
        lines=[_line(decision, value, value == kept) for value in values],
        prevalence=Quantity(
            PREVALENCE,
            f"{language.decimal(100 * PREVALENCE, 0)}{language.NARROW_SPACE}%",
            decision.test.sources,
            "hypothèse",
        ),
        precision_there=precision_at(PREVALENCE, decision.test, kept),
    )


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


def precision_at(prevalence: float, answers: Answers, threshold: float) -> Equation | None:
    """Return the precision that recall and specificity give where so many are positive (Bayes' theorem).

    Recall and specificity do not depend on that share; precision does. None when there is no alarm.
    """
    counts = answers.counts(threshold)
    recall, specificity = counts.recall, counts.specificity
    if recall is None or specificity is None or not counts.true_positives + counts.false_positives:
        return None
    share = Value(r"\pi", prevalence, "part de cas positifs (hypothèse)")
    r = Value("r", recall.value, "rappel sur le test", answers.sources)
    s = Value("s", specificity.value, "spécificité sur le test", answers.sources)
    found = r * share
    return Equation(r"\text{précision}", found / (found + (1 - s) * (1 - share)))
