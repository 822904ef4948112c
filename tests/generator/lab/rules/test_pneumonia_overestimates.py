"""The rule says whether probabilities are too high or too low, on average."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.lab.rules.pneumonia_overestimates import pneumonia_overestimates
from tests.generator.lab.pneumonia.judged import FALSE, TRUE, case, decision, evidence, sentence
from tests.generator.lab.pneumonia.sample import noisy
from tests.generator.rule_text import said, spoken

CASES = [
    (
        0.75,
        "up",
        "Les probabilités du CNN 1 dépassent en moyenne de 25 points la part de pneumonies : elles ne "
        "peuvent pas être lues comme des risques.",
    ),
    (
        0.25,
        "down",
        "Les probabilités du CNN 1 restent en moyenne 25 points au-dessous de la part de pneumonies : elles "
        "ne peuvent pas être lues comme des risques.",
    ),
    (
        0.49,
        "unclear",
        "La moyenne des probabilités du CNN 1 est 1 point au-dessous de la part de pneumonies, ",
    ),
    (
        0.51,
        "unclear",
        "La moyenne des probabilités du CNN 1 est 1 point au-dessus de la part de pneumonies, ",
    ),
    (0.5, "level", "La moyenne des probabilités du CNN 1 est exactement la part de pneumonies. "),
]


@pytest.mark.parametrize(("probability", "expected", "start"), CASES)
def test_every_case(probability: float, expected: str, start: str) -> None:
    (verdict,) = pneumonia_overestimates([decision(test=([0, 1] * 40, [probability] * 80))])
    assert case(verdict) == expected
    assert sentence(verdict).startswith(start)


def test_models_judged_together_are_corrected() -> None:
    models = [decision(n, test=([0, 1] * 40, [0.8] * 80)) for n in (1, 2)]
    verdicts = pneumonia_overestimates(models)
    assert [evidence(v, "chance") for v in verdicts] == pytest.approx([2 / 1001] * 2)
    shown = [spoken(item.name + ": " + item.value) for item in said(verdicts[0]).evidence]
    assert "p (rééchantillonnage des patients): < 0,0020" in shown
    assert "tirés de nouveau 1 000 fois" in spoken(said(verdicts[0]).method)
    assert "au-dessous de 0,0020 ;" in spoken(said(verdicts[0]).method)
    assert [evidence(v, "corrected") for v in verdicts] == pytest.approx([4 / 1001] * 2)


@given(st.integers(0, 10_000), st.floats(0, 4))
@settings(deadline=None, max_examples=25)
def test_the_outcome_never_contradicts_the_mean(seed: int, strength: float) -> None:
    labels, probabilities = noisy(seed, 60, strength)
    (verdict,) = pneumonia_overestimates([decision(test=(labels, probabilities))])
    excess = evidence(verdict, "excess")
    assert excess == pytest.approx(np.mean(probabilities) - np.mean(labels))
    assert (verdict.outcome is TRUE) <= (excess > 0)
    assert (verdict.outcome is FALSE) <= (excess < 0)
