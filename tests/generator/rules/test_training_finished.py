"""The rule on the end of a training says what its last epochs do."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules.training_finished import RULE, training_finished
from generator.rules.verdict import Outcome
from tests.generator.histories import CURVES, ERRORS, FLAT, STEEP, TURNED, trained
from tests.generator.rule_text import words

JUMPING = [0.3, 0.2, 0.28, 0.21, 0.29, 0.2, 0.27, 0.22, 0.28, 0.2, 0.3, 0.21]
BRIEF = [0.3, 0.2, 0.19]
CASES = [
    (TURNED, "RISES", Outcome.TRUE, "Oui"),
    (FLAT, "LEVEL", Outcome.TRUE, "Oui"),
    (STEEP, "FALLS", Outcome.FALSE, "Pas encore"),
    (JUMPING, "NOISY", Outcome.INCONCLUSIVE, "On ne peut pas le dire"),
    (BRIEF, "SHORT", Outcome.INCONCLUSIVE, "On ne peut pas le dire"),
    ([0.3], "SHORT", Outcome.INCONCLUSIVE, "On ne peut pas le dire"),
]


@pytest.mark.parametrize(("losses", "case", "outcome", "label"), CASES)
def test_every_case(losses: list[float], case: str, outcome: Outcome, label: str) -> None:
    verdict = training_finished(trained(losses))
    assert (verdict.outcome, verdict.label) == (outcome, label)
    assert verdict.question == "L’entraînement du MLP 1 sur les pixels est-il terminé ?"
    assert (verdict.code, verdict.subjects) == ("entrainement-termine", ("mlp-raw-1",))
    said = [words(training_finished(trained(losses, position=rank))) for rank in range(1, 5)]
    assert len(set(said)) == len(said) == len(RULE.wordings[case].sentences)


def test_all_cases_are_driven() -> None:
    assert {case for _, case, _, _ in CASES} == set(RULE.wordings)


@pytest.mark.parametrize(
    ("losses", "sentence"),
    [
        (
            [0.5, 0.45, 0.41, 0.36, 0.31, 0.25],
            "Sur les 3 dernières époques, la perte de validation baisse encore de 0,055 par époque.",
        ),
        (TURNED, "Sur les 5 dernières époques, la perte de validation ne baisse plus : elle remonte."),
        (
            FLAT,
            "Sur les 4 dernières époques, la perte de validation ne baisse plus de façon visible.",
        ),
        (
            JUMPING,
            "Sur les 4 dernières époques, la perte de validation n’a pas de pente assez nette pour dire si "
            "elle baisse encore.",
        ),
        (
            [0.3],
            "Avec 1 époque seulement, la courbe ne montre pas si la perte de validation baisse encore.",
        ),
    ],
)
def test_the_sentence(losses: list[float], sentence: str) -> None:
    assert words(training_finished(trained(losses))) == sentence


def test_a_fall_turned_back_in_time_turns_the_sentence() -> None:
    assert training_finished(trained(STEEP)).outcome is Outcome.FALSE
    assert training_finished(trained(STEEP[::-1])).outcome is Outcome.TRUE


def test_a_fall_too_small_for_the_precision_of_the_loss_is_over() -> None:
    losses = [0.5 - 0.001 * rank for rank in range(12)]
    assert training_finished(trained(losses, error=0.01)).outcome is Outcome.FALSE
    assert training_finished(trained(losses, error=0.02)).outcome is Outcome.TRUE


@given(CURVES, ERRORS)
def test_the_outcome_never_contradicts_the_slope(losses: list[float], error: float) -> None:
    verdict = training_finished(trained(losses, error=error))
    last = losses[-max(3, -(-len(losses) // 3)) :]
    slope = np.polynomial.polynomial.polyfit(range(len(last)), last, 1)[1] if len(losses) > 2 else 0.0
    assert (verdict.outcome is Outcome.FALSE) <= (slope < 0)
    assert ("remonte" in words(verdict)) <= (slope > 0)
    assert (len(losses) < 3) <= (verdict.outcome is Outcome.INCONCLUSIVE)


@given(CURVES, st.integers(1, 4))
def test_every_number_of_the_sentence_has_its_sources(losses: list[float], position: int) -> None:
    sentence = training_finished(trained(losses, position=position)).sentence
    assert not re.search(r"[\d{}]", re.sub(r"<data.*?</data>", "", sentence))
    sources = set(re.findall(r'data-source="([^"]*)"', sentence))
    assert sources <= {"results/mlp-raw-1.json#/history/val_loss"}


def test_the_evidence_says_what_one_more_epoch_would_gain() -> None:
    losses = [0.6, 0.55, 0.5, 0.4, 0.31, 0.2]
    evidence = training_finished(trained(losses, error=0.05)).evidence
    said = {item.name: re.sub(r"<[^>]*>", "", item.value.__html__()) for item in evidence}
    assert said == {
        "Dernières époques lues": "3",
        "Pente de la perte de validation par époque": "−0,10 (intervalle à 95\u202f% : de −0,17 à −0,027)",
        "Baisse par époque qui serait visible": "0,0083",
        "Ce que gagnerait une époque de plus, en erreurs standard": "2,0",
    }
    assert training_finished(trained([0.5])).evidence == ()
    names = {item.name for item in training_finished(trained(losses, error=0.0)).evidence}
    assert names == set(said) - {"Ce que gagnerait une époque de plus, en erreurs standard"}
