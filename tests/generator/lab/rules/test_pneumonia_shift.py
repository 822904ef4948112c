"""The rule says whether healthy children are harder to recognise on test than on validation."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from generator.lab.rules.pneumonia_shift import pneumonia_shift
from generator.statistics.corrections import SIGNIFICANCE
from generator.statistics.diagnosis.specificity_fall import fall_interval
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
    (
        counted(30, 0, 0, 30),
        counted(50, 50, 1, 99),
        "harder",
        "reconnaît 30 radiographies normales sur 30 dans la validation (100 %), mais 50 radiographies "
        "normales sur 100 dans le test (50 %). La validation promet donc trop, et rien ne dit ce que "
        "donnerait un autre hôpital.",
    ),
    (
        counted(10, 20, 0, 30),
        counted(95, 5, 1, 99),
        "easier",
        "reconnaît 10 radiographies normales sur 30 dans la validation (33 %), et 95 radiographies normales "
        "sur 100 dans le test (95 %). La validation était la plus sévère des deux.",
    ),
    (
        counted(1, 7, 0, 8),
        counted(20, 80, 1, 99),
        "unclear",
        "reconnaît 1 radiographie normale sur 8 dans la validation (12 %) et 20 radiographies normales sur "
        "100 dans le test (20 %) : le hasard peut l’expliquer.",
    ),
    (
        counted(30, 0, 0, 30),
        counted(0, 30, 0, 30),
        "harder",
        "reconnaît 30 radiographies normales sur 30 dans la validation (100 %), mais 0 radiographie normale "
        "sur 30 dans le test (0 %). La validation promet donc trop, et rien ne dit ce que donnerait un autre "
        "hôpital.",
    ),
]


@pytest.mark.parametrize(("validation", "test", "expected", "end"), CASES)
def test_every_case(validation: Answers, test: Answers, expected: str, end: str) -> None:
    (verdict,) = pneumonia_shift([decision(validation=validation, test=test)])
    assert case(verdict) == expected
    assert sentence(verdict) == f"Au même seuil, le CNN 1 {end}"
    assert "fall" in {item.name for item in verdict.evidence}


def test_without_a_healthy_child_nothing_is_compared() -> None:
    made = decision()
    ill = np.ones_like(made.validation.labels)
    (verdict,) = pneumonia_shift([replace(made, validation=replace(made.validation, labels=ill))])
    assert case(verdict) == "undefined"
    assert sentence(verdict) == "L’une des deux partitions du CNN 1 ne compte aucune radiographie normale."


def test_models_judged_together_are_corrected() -> None:
    one, other = (decision(n, validation=counted(99, 0, 0, 8), test=counted(94, 6, 0, 20)) for n in (1, 2))
    p_value = float(fisher_exact([[99, 0], [94, 6]]).pvalue)
    assert SIGNIFICANCE / 2 < p_value < SIGNIFICANCE
    assert [v.outcome for v in pneumonia_shift([one])] == [TRUE]
    together = pneumonia_shift([one, other])
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[0], "corrected") == pytest.approx(2 * p_value)


COUNTS = st.integers(1, 40)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
@settings(deadline=None, max_examples=40)
def test_the_outcome_follows_the_test_of_fisher_and_the_interval(
    well: int, alarmed: int, calm: int, called: int
) -> None:
    made = decision(validation=counted(well, alarmed, 1, 1), test=counted(calm, called, 1, 1))
    (verdict,) = pneumonia_shift([made])
    low, high = fall_interval(made)
    if fisher_exact([[well, alarmed], [calm, called]]).pvalue >= SIGNIFICANCE or low <= 0 <= high:
        assert verdict.outcome is INCONCLUSIVE
    else:
        harder = calm / (calm + called) < well / (well + alarmed)
        assert verdict.outcome is (TRUE if harder else FALSE)


def test_many_images_of_few_patients_prove_nothing() -> None:
    made = decision(validation=counted(55, 5, 0, 30), test=counted(40, 20, 0, 30))
    assert case(*pneumonia_shift([made])) == "harder"
    # Thirty ill children, then four healthy ones with fifteen images each, of whom one is mostly misjudged.
    few = np.concatenate([np.arange(30), 30 + np.arange(60) // 15])
    grouped = replace(made, test=replace(made.test, patients=few))
    assert case(*pneumonia_shift([grouped])) == "unclear"
