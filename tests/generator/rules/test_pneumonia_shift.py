"""The rule says whether healthy children are harder to recognise on test than on validation."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from generator.rules.pneumonia_shift import pneumonia_shift
from generator.statistics import SIGNIFICANCE
from generator.verdict import Outcome
from tests.generator.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, decision, evidence
from tests.generator.pneumonia.sample import Answers, counted
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
    one, other = (decision(n, validation=counted(20, 0, 0, 8), test=counted(3, 2, 0, 20)) for n in (1, 2))
    p_value = float(fisher_exact([[20, 0], [3, 2]]).pvalue)
    assert SIGNIFICANCE / 2 < p_value < SIGNIFICANCE
    assert [v.outcome for v in pneumonia_shift([one])] == [TRUE]
    together = pneumonia_shift([one, other])
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[0], "p corrigée (Holm)") == pytest.approx(2 * p_value)


COUNTS = st.integers(1, 40)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
@settings(deadline=None, max_examples=40)
def test_the_outcome_follows_the_test_of_fisher(well: int, alarmed: int, calm: int, called: int) -> None:
    made = decision(validation=counted(well, alarmed, 1, 1), test=counted(calm, called, 1, 1))
    (verdict,) = pneumonia_shift([made])
    if fisher_exact([[well, alarmed], [calm, called]]).pvalue >= SIGNIFICANCE:
        assert verdict.outcome is INCONCLUSIVE
    else:
        harder = calm / (calm + called) < well / (well + alarmed)
        assert verdict.outcome is (TRUE if harder else FALSE)
