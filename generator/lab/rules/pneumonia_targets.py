"""Rule: a model reaches the recall and the specificity that the report aims at."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from experiments.language import whole_percent
from experiments.measures.threshold import WANTED_RECALL
from experiments.measures.wilson import wilson_interval
from generator.facts.quantity import Quantity, computed_count
from generator.formulas.metrics import BinaryCounts
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict
from generator.statistics.diagnosis.decision import Decision

# At most one pneumonia missed in twenty, and one healthy X-ray alarmed in four. No target of accuracy: it
# would only say again what these two give with as many pneumonias as there are here.
SPECIFICITY, RECALL = 0.75, WANTED_RECALL

RULE = Rule(
    __name__,
    cases={
        "sure": Outcome.TRUE,
        "some-missed": Outcome.FALSE,
        "all-missed": Outcome.FALSE,
        "narrow": Outcome.INCONCLUSIVE,
        "undefined": Outcome.INCONCLUSIVE,
    },
    values=("model", "missed", "reached", "seeds"),
    hoped=Outcome.TRUE,
    by_seed=True,
)


@dataclass(frozen=True)
class Aim:
    """One target and what was measured.

    Attributes
    ----------
    name : str
        Of its phrase and of the label of its bound.
    target : float
        Share that was aimed at.
    count, total : int
        What was measured.
    """

    name: str
    target: float
    count: int
    total: int

    @property
    def needed(self) -> int:
        """The smallest count that reaches the target."""
        # Rounding must not ask for one more than a whole product.
        return math.ceil(self.target * self.total - 1e-9)

    @property
    def reached(self) -> bool:
        """Whether the measured share reaches the target."""
        return self.count >= self.needed

    @property
    def low(self) -> float:
        """Lower bound of the Wilson interval of the measured share."""
        return wilson_interval(self.count, self.total)[0]


def pneumonia_targets(decisions: Sequence[Decision]) -> list[Verdict]:
    """Judge both scores of each model on test, at its threshold."""
    return [_verdict(decision) for decision in decisions]


def _aims(counts: BinaryCounts) -> list[Aim]:
    found, healthy = counts.true_positives, counts.true_negatives
    ill, well = found + counts.false_negatives, healthy + counts.false_positives
    return [
        Aim("specificity", SPECIFICITY, healthy, well),
        Aim("recall", RECALL, found, ill),
    ]


def _case(aims: Sequence[Aim]) -> str:
    if not all(aim.total for aim in aims):
        return "undefined"
    reached = [aim.reached for aim in aims]
    if not all(reached):
        return "some-missed" if any(reached) else "all-missed"
    return "sure" if all(aim.low >= aim.target for aim in aims) else "narrow"


def _verdict(decision: Decision) -> Verdict:
    aims = _aims(decision.test.counts(decision.threshold.value))
    missed, reached = ([aim for aim in aims if aim.reached is wanted] for wanted in (False, True))
    sources = decision.test.sources
    return RULE.conclude(
        _case(aims),
        [decision.result],
        {
            "model": decision.name,
            "seeds": "",
            "missed": Several([_measured(aim, sources) for aim in missed]),
            "reached": Several([_measured(aim, sources) for aim in reached]),
        },
        [Evidence(aim.name, _bound(aim, sources)) for aim in aims if aim.total],
    )


def _measured(aim: Aim, sources: tuple[str, ...]) -> Phrase:
    # Counts, not percentages: 87.98 % and 88 % would read alike.
    return Phrase(
        aim.name,
        {
            "total": computed_count(aim.total, sources, "cas que compte le test"),
            "needed": computed_count(aim.needed, sources, "plus petit nombre qui atteint l’objectif"),
            "target": Quantity(aim.target, whole_percent(aim.target), sources, "objectif du rapport"),
        },
        computed_count(aim.count, sources, "bonnes réponses"),
    )


def _bound(aim: Aim, sources: tuple[str, ...]) -> Quantity:
    # More digits than a percentage would have, to tell it from its target.
    return Quantity(aim.low, whole_percent(round(aim.low, 4)), sources, "borne inférieure de Wilson")
