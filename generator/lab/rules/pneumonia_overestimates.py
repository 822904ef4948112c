"""Rule: a model announces pneumonia more often than it occurs on test."""

from collections.abc import Sequence

from experiments import language
from generator.facts.quantity import gap, points
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import bounds_evidence, chance_evidence
from generator.rules.pairing import DIRECTIONS
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.direction import direction
from generator.statistics.diagnosis.mean_difference import MeanDifference, mean_difference
from generator.statistics.diagnosis.resampling import HIGH, LOW, NAME, REPLICATES

EXCESS = "probabilité moyenne moins part de pneumonies"
# What is found where no draw changes the sign, which so many draws cannot go below.
LEAST = 2 / (1 + REPLICATES)

RULE = Rule(
    __name__,
    cases=DIRECTIONS,
    values=("model", "gap", "side", "validation", "seeds"),
    constants={"draws": language.integer(REPLICATES), "least": language.significant(LEAST, 2)},
    hoped=Outcome.FALSE,
    by_seed=True,
)


def pneumonia_overestimates(decisions: Sequence[Decision]) -> list[Verdict]:
    """Judge the sign of mean probability minus share of ill on test, patients being drawn again."""
    differences = [mean_difference(d.test.excess, d.test.resamplings) for d in decisions]
    found = chances([difference.p_value for difference in differences], LEAST)
    return [_verdict(*parts) for parts in zip(decisions, differences, found, strict=True)]


def _verdict(decision: Decision, difference: MeanDifference, chance: Chance) -> Verdict:
    sources, examples = decision.test.sources, len(decision.test.labels)
    evidence = [Evidence("excess", points(difference.value, examples, sources, EXCESS))]
    if difference.low is not None and difference.high is not None:
        low = points(difference.low, examples, sources, LOW)
        high = points(difference.high, examples, sources, HIGH)
        evidence.append(bounds_evidence("interval", low, high))
    return RULE.conclude(
        direction(difference.value, chance.unlikely),
        [decision.result],
        {
            "model": decision.name,
            "seeds": "",
            "gap": gap(difference.value, examples, sources, EXCESS),
            "side": _side(difference.value),
            "validation": _validation(decision),
        },
        evidence + chance_evidence(chance, sources, NAME),
    )


def _validation(decision: Decision) -> Phrase:
    """Return the same difference on validation, which shows whether the test alone is at odds."""
    validation = decision.validation
    excess = float(validation.excess.mean())
    first = Phrase("first") if decision.result.replicates else ""
    if not excess:
        return Phrase("validation-level", {"first": first})
    size = gap(excess, len(validation.labels), validation.sources, EXCESS)
    return Phrase("validation", {"size": size, "side": _side(excess), "first": first})


def _side(difference: float) -> Phrase:
    return Phrase("above") if difference > 0 else Phrase("below")
