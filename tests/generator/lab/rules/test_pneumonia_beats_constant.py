"""The rule says whether a model does better than always giving the most frequent answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.lab.rules.pneumonia_beats_constant import pneumonia_beats_constant
from generator.statistics.corrections import SIGNIFICANCE
from generator.statistics.diagnosis.decision import decide
from tests.generator.lab.pneumonia.judged import (
    FALSE,
    INCONCLUSIVE,
    TRUE,
    case,
    decision,
    evidence,
    sentence,
)
from tests.generator.lab.pneumonia.sample import Answers, counted, noisy, pneumonia_record

CONSTANT = "sans regarder l’image, donnerait 66,7 % d’exactitude"
CASES = [
    (counted(80, 20, 10, 190), "up", f"« pneumonie », {CONSTANT}. Le CNN 1 fait mieux, de 23 points."),
    (counted(190, 10, 10, 90), "up", f"« normal », {CONSTANT}. Le CNN 1 fait mieux, de 27 points."),
    (counted(90, 10, 150, 50), "down", f"{CONSTANT}. Le CNN 1 fait moins bien, de 20 points."),
    (counted(12, 88, 10, 190), "unclear", "Le CNN 1 fait 1 point de plus, mais le hasard peut l’expliquer."),
    (counted(8, 92, 10, 190), "unclear", "Le CNN 1 fait 1 point de moins, mais le hasard peut l’expliquer."),
    (counted(10, 90, 10, 190), "level", f"{CONSTANT}, exactement autant que le CNN 1."),
]


@pytest.mark.parametrize(("test", "expected", "end"), CASES)
def test_every_case(test: Answers, expected: str, end: str) -> None:
    (verdict,) = pneumonia_beats_constant([decision(test=test)])
    assert case(verdict) == expected
    assert sentence(verdict).endswith(end)


def test_models_judged_together_are_corrected() -> None:
    # Six images gained, none lost: chance does it once in 32 times, twice as often for two models.
    one, other = (decision(position, test=counted(6, 14, 0, 40)) for position in (1, 2))
    assert [v.outcome for v in pneumonia_beats_constant([one])] == [TRUE]
    together = pneumonia_beats_constant([one, other])
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[0], "chance") == pytest.approx(2 / 2**6)
    assert evidence(together[0], "corrected") == pytest.approx(4 / 2**6)


def test_images_of_one_patient_are_no_proof() -> None:
    # All that the model gains comes from one patient in twenty-one: another draw may leave it out.
    record = pneumonia_record(test=counted(8, 12, 0, 40))
    assert pneumonia_beats_constant([decide(Result.model_validate(record))])[0].outcome is TRUE
    record["inspection"]["patients"]["test"] = [rank // 2 for rank in range(40)] + [90] * 12 + [91] * 8
    assert pneumonia_beats_constant([decide(Result.model_validate(record))])[0].outcome is INCONCLUSIVE


@given(st.integers(0, 10_000), st.floats(0, 5))
@settings(deadline=None, max_examples=25)
def test_the_outcome_never_contradicts_the_numbers(seed: int, strength: float) -> None:
    labels, probabilities = noisy(seed, 60, strength)
    (verdict,) = pneumonia_beats_constant([decision(test=(labels, probabilities))])
    right = sum((p > 0.5) == bool(label) for label, p in zip(labels, probabilities, strict=True))
    gap = evidence(verdict, "difference")
    assert gap == pytest.approx((right - max(sum(labels), 60 - sum(labels))) / 60)
    assert (verdict.outcome is TRUE) <= (gap > 0)
    assert (verdict.outcome is FALSE) <= (gap < 0)
    assert (verdict.outcome is not INCONCLUSIVE) <= (evidence(verdict, "chance") < SIGNIFICANCE)
