"""The rule says which of the targets set beforehand a model reaches."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from generator.lab.rules.pneumonia_targets import ACCURACY, RECALL, SPECIFICITY, pneumonia_targets
from generator.rules.verdict import Outcome
from tests.generator.lab.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, decision, evidence
from tests.generator.lab.pneumonia.sample import Answers, counted
from tests.generator.rule_text import words

CASES = [
    (counted(950, 50, 10, 990), TRUE, "Oui"),
    (counted(70, 30, 0, 100), FALSE, "Non"),
    (counted(95, 5, 10, 90), FALSE, "Non"),
    (counted(80, 20, 3, 97), INCONCLUSIVE, "Oui, mais sans marge"),
    (counted(20, 80, 100, 0), FALSE, "Non"),
    (counted(9, 0, 3, 0), FALSE, "Non"),
]


@pytest.mark.parametrize("position", [1, 2])
@pytest.mark.parametrize(("test", "outcome", "label"), CASES)
def test_every_case(test: Answers, outcome: Outcome, label: str, position: int) -> None:
    (verdict,) = pneumonia_targets([decision(position, test=test)])
    assert case(verdict) == (outcome, label)


@pytest.mark.parametrize(
    ("position", "test", "sentence"),
    [
        (
            1,
            counted(70, 30, 0, 100),
            "Objectifs manqués par le modèle 1 : 170 réponses justes sur 200, il en fallait 176 "
            "(exactitude de 88 %) ; 70 enfants sains reconnus sur 100, il en fallait 75 (spécificité de 75 "
            "%). Objectif "
            "atteint : 100 malades trouvés sur 100, il en fallait 95 (rappel de 95 %).",
        ),
        (
            2,
            counted(95, 5, 10, 90),
            "Pour le modèle 2, deux objectifs sont atteints : 185 réponses justes sur 200, il en fallait "
            "176 (exactitude de 88 %) ; 95 enfants sains reconnus sur 100, il en fallait 75 (spécificité "
            "de 75 %). "
            "Mais un objectif est manqué : 90 malades trouvés sur 100, il en fallait 95 (rappel de 95 %).",
        ),
        (
            2,
            counted(1, 3, 1, 0),
            "Ils échappent tous au modèle 2 : 1 réponse juste sur 5, il en fallait 5 (exactitude de 88 %) "
            "; 1 enfant sain reconnu sur 4, il en fallait 3 (spécificité de 75 %) ; 0 malade trouvé sur 1, "
            "il en "
            "fallait 1 (rappel de 95 %).",
        ),
    ],
)
def test_the_sentence_counts_what_is_missing(position: int, test: Answers, sentence: str) -> None:
    (verdict,) = pneumonia_targets([decision(position, test=test)])
    assert words(verdict).replace("\u202f", " ") == sentence


@given(*[st.integers(1, 60)] * 4)
@settings(deadline=None, max_examples=60)
def test_the_outcome_follows_the_shares_and_their_bounds(tn: int, fp: int, fn: int, tp: int) -> None:
    (verdict,) = pneumonia_targets([decision(test=counted(tn, fp, fn, tp))])
    measured = {
        "exactitude": (tn + tp, tn + fp + fn + tp, ACCURACY),
        "spécificité": (tn, tn + fp, SPECIFICITY),
        "rappel": (tp, tp + fn, RECALL),
    }
    lows = {
        name: binomtest(count, total).proportion_ci(0.95, method="wilson").low
        for name, (count, total, _) in measured.items()
    }
    for name, low in lows.items():
        assert evidence(verdict, f"Borne inférieure, {name}") == pytest.approx(low)
    # Percentages are exact hundredths: compare as whole numbers.
    reached = all(100 * count >= round(100 * target) * total for count, total, target in measured.values())
    sure = reached and all(lows[name] >= target for name, (_, _, target) in measured.items())
    assert verdict.outcome is (TRUE if sure else INCONCLUSIVE if reached else FALSE)
