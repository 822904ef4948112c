"""The rule says whose probabilities are closer to the truth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss

from generator.lab.rules.pneumonia_better_calibrated import pneumonia_better_calibrated
from generator.rules.verdict import Outcome
from tests.generator.lab.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, decision, evidence
from tests.generator.lab.pneumonia.sample import Answers, counted, noisy
from tests.generator.rule_text import words

GOOD, POOR = counted(95, 5, 5, 95), counted(60, 40, 5, 95)
UNDECIDED = "Le test ne permet pas de le dire"
CASES = [
    (GOOD, POOR, TRUE, "Oui"),
    (POOR, GOOD, FALSE, "Non, au contraire"),
    (counted(90, 10, 10, 90), counted(90, 10, 9, 91), INCONCLUSIVE, UNDECIDED),
    (GOOD, GOOD, INCONCLUSIVE, UNDECIDED),
]


@pytest.mark.parametrize("positions", [(2, 1), (3, 2)])
@pytest.mark.parametrize(("first", "second", "outcome", "label"), CASES)
def test_every_case(
    first: Answers, second: Answers, outcome: Outcome, label: str, positions: tuple[int, int]
) -> None:
    new, old = positions
    (verdict,) = pneumonia_better_calibrated([(decision(new, test=first), decision(old, test=second))])
    assert case(verdict) == (outcome, label)


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (
            GOOD,
            POOR,
            "L’erreur des probabilités (score de Brier : plus il est bas, mieux c’est) descend de 0,190 "
            "pour le modèle 1 "
            "à 0,0500 pour le modèle 2.",
        ),
        (
            POOR,
            GOOD,
            "L’erreur des probabilités (score de Brier : plus il est bas, mieux c’est) monte de 0,0500 "
            "pour le modèle 1 "
            "à 0,190 pour le modèle 2.",
        ),
        (
            GOOD,
            GOOD,
            "Du modèle 1 au modèle 2, l’erreur des probabilités (score de Brier : plus il est bas, mieux "
            "c’est) reste la "
            "même : 0,0500.",
        ),
    ],
)
def test_the_sentence_says_both_errors(first: Answers, second: Answers, sentence: str) -> None:
    (verdict,) = pneumonia_better_calibrated([(decision(2, test=first), decision(test=second))])
    assert words(verdict) == sentence


def test_the_smallest_p_is_one_draw_on_each_side_and_pairs_are_corrected() -> None:
    models = [decision(n, test=counted(30 * n, 90 - 30 * n, 0, 90)) for n in (1, 2, 3)]
    verdicts = pneumonia_better_calibrated(list(zip(models[1:], models, strict=False)))
    assert [v.outcome for v in verdicts] == [TRUE, TRUE]
    p_values = [evidence(v, "p, rééchantillonnage des patients") for v in verdicts]
    assert p_values == pytest.approx([2 / 1001] * 2)
    assert evidence(verdicts[0], "p corrigée (Holm)") == pytest.approx(4 / 1001)


@given(st.integers(0, 10_000), st.floats(0, 4), st.floats(0, 4))
@settings(deadline=None, max_examples=25)
def test_the_gain_is_that_of_scikit_learn(seed: int, one: float, other: float) -> None:
    answers = [noisy(seed, 60, strength) for strength in (one, other)]
    first, second = (decision(2, test=each) for each in answers)
    (verdict,) = pneumonia_better_calibrated([(first, second)])
    expected = brier_score_loss(*answers[1]) - brier_score_loss(*answers[0])
    gain = evidence(verdict, "Baisse du score de Brier")
    assert gain == pytest.approx(expected, abs=1e-12)
    assert (verdict.outcome is TRUE) <= (gain > 0)
    assert (verdict.outcome is FALSE) <= (gain < 0)
    mirrored = {TRUE: FALSE, FALSE: TRUE}.get(verdict.outcome, verdict.outcome)
    assert pneumonia_better_calibrated([(second, first)])[0].outcome is mirrored
