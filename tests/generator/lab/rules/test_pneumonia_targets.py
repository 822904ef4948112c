"""The rule says which of the targets of the report a model reaches."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from generator.lab.rules.pneumonia_targets import RECALL, SPECIFICITY, pneumonia_targets
from tests.generator.lab.pneumonia.judged import (
    FALSE,
    INCONCLUSIVE,
    TRUE,
    case,
    decision,
    evidence,
    sentence,
)
from tests.generator.lab.pneumonia.sample import Answers, counted

CASES = [
    (counted(950, 50, 10, 990), "sure"),
    (counted(70, 30, 0, 100), "some-missed"),
    (counted(95, 5, 10, 90), "some-missed"),
    (counted(80, 20, 3, 97), "narrow"),
    (counted(20, 80, 100, 0), "all-missed"),
    (counted(9, 0, 0, 0), "undefined"),
    (counted(0, 0, 3, 9), "undefined"),
]


@pytest.mark.parametrize(("test", "expected"), CASES)
def test_every_case(test: Answers, expected: str) -> None:
    (verdict,) = pneumonia_targets([decision(test=test)])
    assert case(verdict) == expected


@pytest.mark.parametrize(
    ("test", "text"),
    [
        (
            counted(70, 30, 0, 100),
            "Le CNN 1 manque un objectif : 70 radiographies normales reconnues sur 100 (il en faut 75 pour "
            "une spécificité de 75 %). Il atteint l’autre : 100 pneumonies reconnues sur 100 (il en faut 95 "
            "pour un rappel de 95 %).",
        ),
        (
            counted(1, 3, 1, 0),
            "Le CNN 1 n’en atteint aucun : 1 radiographie normale reconnue sur 4 (il en faut 3 pour une "
            "spécificité de 75 %) et 0 pneumonie reconnue sur 1 (il en faut 1 pour un rappel de 95 %).",
        ),
    ],
)
def test_the_sentence_counts_what_is_missing(test: Answers, text: str) -> None:
    (verdict,) = pneumonia_targets([decision(test=test)])
    assert sentence(verdict) == text


@given(*[st.integers(1, 60)] * 4)
@settings(deadline=None, max_examples=60)
def test_the_outcome_follows_the_shares_and_their_bounds(tn: int, fp: int, fn: int, tp: int) -> None:
    (verdict,) = pneumonia_targets([decision(test=counted(tn, fp, fn, tp))])
    measured = {
        "specificity": (tn, tn + fp, SPECIFICITY),
        "recall": (tp, tp + fn, RECALL),
    }
    lows = {
        name: binomtest(count, total).proportion_ci(0.95, method="wilson").low
        for name, (count, total, _) in measured.items()
    }
    for name, low in lows.items():
        assert evidence(verdict, name) == pytest.approx(low)
    # Percentages are exact hundredths: compare as whole numbers.
    reached = all(100 * count >= round(100 * target) * total for count, total, target in measured.values())
    sure = reached and all(lows[name] >= target for name, (_, _, target) in measured.items())
    assert verdict.outcome is (TRUE if sure else INCONCLUSIVE if reached else FALSE)
