"""The rule on overfitting follows where the validation loss turned and how far it ends from training."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.decision import Outcome
from generator.rules.overfitting import RULE, overfitting
from generator.statistics.factors import has_dropout
from generator.statistics.generalization_gap import generalization_gap
from tests.generator.histories import CURVES, ERRORS, FLAT, STEEP, TURNED, trained
from tests.generator.rule_text import plain, said, words
from tests.generator.samples import sample_record

APART, TOGETHER = (0.5, 0.1), (0.5, 0.499)
DOUBTFUL = [0.5, 0.3, 0.35, 0.33, 0.34]
CASES = [
    (trained(TURNED, losses=APART), "turned"),
    (trained(TURNED, patience=9), "undone"),
    (trained(STEEP, losses=TOGETHER), "close"),
    (trained(FLAT, losses=(0.1, 0.5)), "close"),
    # A rise within one standard error is none.
    (trained(TURNED, error=0.1, losses=(0.1, 0.9)), "close"),
    (trained(FLAT, error=0.25, losses=(0.5, 0.068)), "imprecise"),
    (trained(STEEP, error=0.25, losses=(0.5, 0.49)), "imprecise"),
    (trained(STEEP, losses=APART), "falling"),
    (trained(FLAT, losses=APART), "gap"),
    (trained([0.5], losses=APART), "gap"),
    (trained(DOUBTFUL, losses=APART), "unsure"),
    (trained(TURNED, TURNED), "diverged"),
]


@pytest.mark.parametrize(("result", "case"), CASES)
def test_every_case(result: Result, case: str) -> None:
    verdict = overfitting(result)
    assert verdict.case == case
    assert verdict.subjects == ("mlp-raw-1",)
    assert said(verdict).sentence


def test_all_cases_are_driven() -> None:
    assert {case for _, case in CASES} == set(RULE.cases)


def test_the_sentence() -> None:
    verdict = overfitting(trained(TURNED))
    assert said(verdict).question == "Le MLP 1 sur les pixels surapprend-il ?"
    assert words(verdict) == (
        "La perte de validation a cessé de baisser à l’époque 6 et a remonté de 0,09 depuis, pendant que "
        "celle d’entraînement baissait encore."
    )


@pytest.mark.parametrize(
    ("identifier", "place"),
    [("mlp-raw-1", "à l’entraînement"), ("mlp-raw-2", "à l’entraînement (sans dropout)")],
)
def test_the_gap_says_that_it_is_measured_without_dropout(identifier: str, place: str) -> None:
    result = trained(FLAT, identifier=identifier, losses=APART)
    verdict = said(overfitting(result))
    assert plain(verdict.sentence).startswith(
        f"La perte vaut 0,50 en validation, contre 0,10 {place} : le modèle connaît mieux les images de son"
    )
    assert ("Dropout" in {item.name for item in verdict.evidence}) is has_dropout(result)


def test_nothing_is_said_of_a_dropout_of_rate_zero() -> None:
    record = sample_record("mlp-raw-2")
    record["model"]["layers"][1]["config"]["rate"] = 0.0
    assert "Dropout" not in {item.name for item in said(overfitting(Result.model_validate(record))).evidence}


@given(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.001, 0.5))
def test_no_is_said_of_a_flat_curve_only_without_a_gap_or_if_it_is_surely_small(
    validation: float, training: float, error: float
) -> None:
    # A loss that never moves neither rises nor falls: the gap alone decides.
    result = trained([0.5] * 12, error=error, losses=(validation, training))
    gap, verdict = generalization_gap(result), overfitting(result)
    small = gap.size <= 0 or (not gap.sure and gap.high <= gap.limit)
    assert (verdict.outcome is Outcome.FALSE) == small
    assert (verdict.case == "gap") == gap.sure


@given(CURVES, ERRORS, st.sampled_from([None, 2]), st.sampled_from([APART, TOGETHER]))
def test_the_outcome_never_contradicts_the_numbers(
    losses: list[float], error: float, patience: int | None, kept: tuple[float, float]
) -> None:
    verdict = overfitting(trained(losses, error=error, patience=patience, losses=kept))
    rise = losses[-1] - min(losses)
    assert (verdict.outcome is Outcome.TRUE) <= (rise > error)
    assert (verdict.outcome is Outcome.FALSE) <= (rise <= error)


@given(CURVES, ERRORS)
def test_a_training_loss_that_rises_too_is_never_overfitting(losses: list[float], error: float) -> None:
    rising = list(np.linspace(0.5, 1.0, len(losses)))
    assert overfitting(trained(losses, rising, error=error)).outcome is not Outcome.TRUE


def test_the_evidence_gives_rise_slopes_and_gap() -> None:
    evidence = said(overfitting(trained(TURNED, losses=APART, error=0.02))).evidence
    shown = {item.name: plain(item.value) for item in evidence}
    for name, losses in (("validation", TURNED[6:]), ("entraînement", np.linspace(1, 0.5, 15)[6:])):
        slope = np.polynomial.polynomial.polyfit(range(9), losses, 1)[1]
        text = shown.pop(f"Pente par époque depuis le minimum, {name}")
        assert text.startswith(f"{slope:#.2g} (".replace(".", ",").replace("-", "−"))
    assert re.fullmatch(r"\d,\d × 10⁻\S+", shown.pop("p (test de Welch, unilatéral)"))
    assert shown == {
        "Époque de la plus petite perte de validation": "6",
        "Perte de validation à cette époque": "0,30",
        "Perte de validation à la dernière époque": "0,39",
        "Remontée, en erreurs standard de cette perte": "4,6",
        "Perte du modèle gardé, en validation": "0,50",
        "Perte du modèle gardé, à l’entraînement": "0,10",
        "Écart de ces deux pertes, au plus (à 95\u202f%)": "0,45",
        "Plus grand écart dit petit": "0,010",
    }
