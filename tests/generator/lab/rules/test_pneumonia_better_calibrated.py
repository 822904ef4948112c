"""The rule says whose probabilities are closer to the truth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss

from generator.lab.rules.pneumonia_better_calibrated import pneumonia_better_calibrated
from tests.generator.lab.pneumonia.judged import FALSE, TRUE, case, decision, evidence, sentence
from tests.generator.lab.pneumonia.sample import Answers, counted, noisy

GOOD, POOR = counted(95, 5, 5, 95), counted(60, 40, 5, 95)
CASES = [
    (GOOD, POOR, "up", "descend de 0,190 pour le CNN 1 à 0,0500 pour le CNN 2."),
    (POOR, GOOD, "down", "monte de 0,0500 pour le CNN 1 à 0,190 pour le CNN 2."),
    (
        counted(90, 10, 10, 90),
        counted(90, 10, 9, 91),
        "unclear",
        "est de 0,0860 pour le CNN 1 et de 0,0900 pour le CNN 2 : d’autres patients pourraient inverser "
        "l’ordre.",
    ),
    (GOOD, GOOD, "level", "est la même pour le CNN 1 et pour le CNN 2 : 0,0500."),
]


@pytest.mark.parametrize(("first", "second", "expected", "end"), CASES)
def test_every_case(first: Answers, second: Answers, expected: str, end: str) -> None:
    (verdict,) = pneumonia_better_calibrated([(decision(2, test=first), decision(test=second))])
    assert case(verdict) == expected
    assert sentence(verdict).endswith(f"(score de Brier : plus il est bas, mieux c’est) {end}")


def test_the_smallest_p_is_one_draw_on_each_side_and_pairs_are_corrected() -> None:
    models = [decision(n, test=counted(30 * n, 90 - 30 * n, 0, 90)) for n in (1, 2, 3)]
    verdicts = pneumonia_better_calibrated(list(zip(models[1:], models, strict=False)))
    assert [v.outcome for v in verdicts] == [TRUE, TRUE]
    assert [evidence(v, "chance") for v in verdicts] == pytest.approx([2 / 1001] * 2)
    assert evidence(verdicts[0], "corrected") == pytest.approx(4 / 1001)


@given(st.integers(0, 10_000), st.floats(0, 4), st.floats(0, 4))
@settings(deadline=None, max_examples=25)
def test_the_gain_is_that_of_scikit_learn(seed: int, one: float, other: float) -> None:
    answers = [noisy(seed, 60, strength) for strength in (one, other)]
    first, second = (decision(2, test=each) for each in answers)
    (verdict,) = pneumonia_better_calibrated([(first, second)])
    gain = evidence(verdict, "fall")
    assert gain == pytest.approx(brier_score_loss(*answers[1]) - brier_score_loss(*answers[0]), abs=1e-12)
    assert (verdict.outcome is TRUE) <= (gain > 0)
    assert (verdict.outcome is FALSE) <= (gain < 0)
    mirrored = {TRUE: FALSE, FALSE: TRUE}.get(verdict.outcome, verdict.outcome)
    assert pneumonia_better_calibrated([(second, first)])[0].outcome is mirrored
