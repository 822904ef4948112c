"""Rule: the errors of a model on test are mostly false alarms."""

from collections.abc import Sequence

from generator.facts.quantity import computed_count
from generator.rules.decision import Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import chance_evidence
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.pairs import even_p_value

TEST = "test binomial exact"

RULE = Rule(
    __name__,
    cases={
        "alarms": Outcome.TRUE,
        "missed": Outcome.FALSE,
        "unclear": Outcome.INCONCLUSIVE,
        "none": Outcome.INCONCLUSIVE,
    },
    values=("model", "alarms", "missed", "seeds"),
    by_seed=True,
)


def pneumonia_main_error(decisions: Sequence[Decision]) -> list[Verdict]:
    """Compare the numbers of both errors of each model on test."""
    errors = [_errors(decision) for decision in decisions]
    found = chances([even_p_value(*counts) for counts in errors])
    return [_verdict(d, *counts, chance) for d, counts, chance in zip(decisions, errors, found, strict=True)]


def _errors(decision: Decision) -> tuple[int, int]:
    counts = decision.test.counts(decision.threshold.value)
    return counts.false_positives, counts.false_negatives


def _case(alarms: int, missed: int, chance: Chance) -> str:
    if not alarms + missed:
        return "none"
    if not chance.unlikely:
        return "unclear"
    return "alarms" if alarms > missed else "missed"


def _verdict(decision: Decision, alarms: int, missed: int, chance: Chance) -> Verdict:
    sources = decision.test.sources
    return RULE.conclude(
        _case(alarms, missed, chance),
        [decision.result],
        {
            "model": decision.name,
            "seeds": "",
            "alarms": Phrase("alarms", number=computed_count(alarms, sources, "faux positifs")),
            "missed": Phrase("missed", number=computed_count(missed, sources, "faux négatifs")),
        },
        chance_evidence(chance, sources, TEST),
    )
