"""Rule: the probabilities of one model come closer to the truth than those of another."""

from collections.abc import Sequence

from generator.facts.quantity import Quantity, computed
from generator.rules.decision import Evidence, Outcome, Rule, Verdict
from generator.rules.evidence import bounds_evidence, chance_evidence
from generator.rules.pairing import DIRECTIONS
from generator.statistics.corrections import Chance, chances
from generator.statistics.diagnosis.answers import Answers
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.direction import direction
from generator.statistics.diagnosis.mean_difference import MeanDifference, mean_difference
from generator.statistics.diagnosis.pairing import same_order
from generator.statistics.diagnosis.resampling import HIGH, LOW, NAME
from generator.statistics.diagnosis.scores import DIGITS

RULE = Rule(
    __name__,
    cases=DIRECTIONS,
    values=("first", "first_brier", "second", "second_brier"),
    hoped=Outcome.TRUE,
)


def pneumonia_better_calibrated(pairs: Sequence[tuple[Decision, Decision]]) -> list[Verdict]:
    """Compare the Brier scores of each pair on the same test images, patients being drawn again."""
    gains = [_gain(first, second) for first, second in pairs]
    found = chances([gain.p_value for gain in gains])
    return [_verdict(*parts) for parts in zip(pairs, gains, found, strict=True)]


def _gain(first: Decision, second: Decision) -> MeanDifference:
    """Return how much closer to the truth the first model comes, image by image."""
    order = same_order(first.test, second.test)
    return mean_difference(
        second.test.squared_errors[order] - first.test.squared_errors, first.test.resamplings
    )


def _verdict(pair: tuple[Decision, Decision], gain: MeanDifference, chance: Chance) -> Verdict:
    first, second = pair
    sources = first.test.sources + second.test.sources
    evidence = [Evidence("fall", computed(gain.value, sources, "différence des scores", 2))]
    if gain.low is not None and gain.high is not None:
        low, high = computed(gain.low, sources, LOW, 2), computed(gain.high, sources, HIGH, 2)
        evidence.append(bounds_evidence("interval", low, high))
    return RULE.conclude(
        direction(gain.value, chance.unlikely),
        [first.result, second.result],
        {
            "first": first.name,
            "first_brier": _brier(first.test),
            "second": second.name,
            "second_brier": _brier(second.test),
        },
        evidence + chance_evidence(chance, sources, NAME),
    )


def _brier(answers: Answers) -> Quantity:
    return computed(float(answers.squared_errors.mean()), answers.sources, "score de Brier", DIGITS)
