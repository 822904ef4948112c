"""The rule says whether healthy children are harder to recognise on test than on validation."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact, norm

from generator.lab.rules.pneumonia_shift import INTERVAL, fall_interval, pneumonia_shift
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.corrections import SIGNIFICANCE
from tests.generator.lab.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, decision, evidence
from tests.generator.lab.pneumonia.sample import Answers, counted
from tests.generator.rule_text import words

UNKNOWN = "On ne peut pas l’affirmer"
CASES = [
    (counted(30, 0, 0, 30), counted(50, 50, 1, 99), TRUE, "Oui"),
    (counted(10, 20, 0, 30), counted(95, 5, 1, 99), FALSE, "Non, au contraire"),
    (counted(8, 0, 0, 8), counted(90, 10, 1, 99), INCONCLUSIVE, UNKNOWN),
]


@pytest.mark.parametrize("position", [1, 2])
@pytest.mark.parametrize(("validation", "test", "outcome", "label"), CASES)
def test_every_case(validation: Answers, test: Answers, outcome: Outcome, label: str, position: int) -> None:
    (verdict,) = pneumonia_shift([decision(position, validation=validation, test=test)])
    assert case(verdict) == (outcome, label)
    assert verdict.question == (
        f"Le modèle {position} reconnaît-il moins bien les enfants sains du test que ceux de la validation ?"
    )


def test_without_a_healthy_child_nothing_is_compared() -> None:
    made = decision()
    ill = np.ones_like(made.validation.labels)
    (verdict,) = pneumonia_shift([replace(made, validation=replace(made.validation, labels=ill))])
    assert case(verdict) == (INCONCLUSIVE, UNKNOWN)
    assert words(verdict) == "L’une des deux partitions du modèle 1 ne compte aucun enfant sain."


@pytest.mark.parametrize(
    ("position", "validation", "test", "sentence"),
    [
        (
            1,
            counted(30, 0, 0, 30),
            counted(50, 50, 1, 99),
            "Au même seuil, le modèle 1 reconnaît 30 enfants sains sur 30 dans la validation (100 %), mais "
            "50 sur 100 dans le test (50 %). La validation promet donc trop, et rien ne dit ce que "
            "donnerait un "
            "autre hôpital.",
        ),
        (
            2,
            counted(30, 0, 0, 30),
            counted(50, 50, 1, 99),
            "Pour le modèle 2, la part d’enfants sains reconnus tombe de 100 % dans la validation (30 sur "
            "30) "
            "à 50 % dans le test (50 sur 100). Ce que promettait la validation n’est pas tenu.",
        ),
        (
            2,
            counted(10, 20, 0, 30),
            counted(95, 5, 1, 99),
            "Pour le modèle 2, la part d’enfants sains reconnus monte de 33 % dans la validation (10 sur "
            "30) à "
            "95 % dans le test (95 sur 100).",
        ),
        (
            1,
            counted(1, 7, 0, 8),
            counted(20, 80, 1, 99),
            "Au même seuil, le modèle 1 reconnaît 1 enfant sain sur 8 dans la validation (12 %) et 20 sur "
            "100 "
            "dans le test (20 %) : le hasard des images peut l’expliquer.",
        ),
    ],
)
def test_the_sentence_counts_children(
    position: int, validation: Answers, test: Answers, sentence: str
) -> None:
    (verdict,) = pneumonia_shift([decision(position, validation=validation, test=test)])
    assert words(verdict).replace("\u202f", " ") == sentence


def test_models_judged_together_are_corrected() -> None:
    one, other = (decision(n, validation=counted(99, 0, 0, 8), test=counted(94, 6, 0, 20)) for n in (1, 2))
    p_value = float(fisher_exact([[99, 0], [94, 6]]).pvalue)
    assert SIGNIFICANCE / 2 < p_value < SIGNIFICANCE
    assert [v.outcome for v in pneumonia_shift([one])] == [TRUE]
    together = pneumonia_shift([one, other])
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[0], "p corrigée (Holm)") == pytest.approx(2 * p_value)


COUNTS = st.integers(1, 40)


def bounds(verdict: Verdict) -> tuple[float, float]:
    """Return the ends of the interval that a conclusion rests on."""
    (found,) = [item.value for item in verdict.evidence if item.name == INTERVAL]
    low, high = re.findall(r'value="([^"]+)"', found.__html__())
    return float(low), float(high)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
@settings(deadline=None, max_examples=40)
def test_the_outcome_follows_the_test_of_fisher_and_the_interval(
    well: int, alarmed: int, calm: int, called: int
) -> None:
    made = decision(validation=counted(well, alarmed, 1, 1), test=counted(calm, called, 1, 1))
    (verdict,) = pneumonia_shift([made])
    low, high = bounds(verdict)
    if fisher_exact([[well, alarmed], [calm, called]]).pvalue >= SIGNIFICANCE or low <= 0 <= high:
        assert verdict.outcome is INCONCLUSIVE
    else:
        harder = calm / (calm + called) < well / (well + alarmed)
        assert verdict.outcome is (TRUE if harder else FALSE)


@pytest.mark.parametrize(("validation", "test"), [((180, 20), (140, 60)), ((60, 140), (300, 100))])
def test_the_interval_is_that_of_two_independent_samples(
    validation: tuple[int, int], test: tuple[int, int]
) -> None:
    made = decision(validation=counted(*validation, 1, 1), test=counted(*test, 1, 1))
    found = fall_interval(made)
    assert found is not None
    shares = [right / (right + wrong) for right, wrong in (validation, test)]
    variances = [p * (1 - p) / sum(split) for p, split in zip(shares, (validation, test), strict=True)]
    half_width, difference = norm.ppf(0.975) * np.sqrt(sum(variances)), shares[0] - shares[1]
    assert found == pytest.approx((difference - half_width, difference + half_width), abs=0.015)
    (verdict,) = pneumonia_shift([made])
    assert bounds(verdict) == found


def test_many_images_of_few_patients_prove_nothing() -> None:
    made = decision(validation=counted(55, 5, 0, 30), test=counted(40, 20, 0, 30))
    assert case(*pneumonia_shift([made])) == (TRUE, "Oui")
    # Thirty ill children, then four healthy ones with fifteen images each, of whom one is mostly misread.
    few = np.concatenate([np.arange(30), 30 + np.arange(60) // 15])
    grouped = replace(made, test=replace(made.test, patients=few))
    assert case(*pneumonia_shift([grouped])) == (INCONCLUSIVE, UNKNOWN)


def test_where_all_patients_fare_alike_nothing_is_concluded() -> None:
    (verdict,) = pneumonia_shift([decision(validation=counted(30, 0, 0, 30), test=counted(0, 30, 0, 30))])
    assert case(verdict) == (INCONCLUSIVE, UNKNOWN)
    assert words(verdict).replace("\u202f", " ") == (
        "Au même seuil, le modèle 1 reconnaît 30 enfants sains sur 30 dans la validation (100 %) et 0 sur 30 "
        "dans le test (0 %). Dans chacune, les patients ont tous le même sort : rien ne dit ce que d’autres "
        "auraient donné."
    )
    assert INTERVAL not in {item.name for item in verdict.evidence}
