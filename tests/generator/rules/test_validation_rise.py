"""The rule on the rise of the validation loss follows where it turned, over all the seeds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.decision import Outcome
from generator.rules.validation_rise import RULE, validation_rise
from tests.generator.histories import CURVES, ERRORS, FLAT, STEEP, TURNED, bent, trained, trained_again
from tests.generator.rule_text import plain, said, words

DOUBTFUL = [0.5, 0.3, 0.35, 0.33, 0.34]
# The mean ends at its minimum; two of the three do not, and nobody knows where it was heading.
PARTED = trained_again(trained([0.6, 0.4, 0.7, 0.2]), [0.5, 0.3, 0.29, 0.31], [0.7, 0.3, 0.31, 0.33])
CASES = [
    (trained(TURNED), "turned"),
    (trained(TURNED, patience=9), "undone"),
    (trained(STEEP), "at-the-minimum"),
    (trained(FLAT), "steady"),
    # A rise within one standard error is hardly one, however sure.
    (trained(TURNED, error=0.1), "slight"),
    (trained([0.5]), "at-the-minimum"),
    (PARTED, "parted"),
    (trained(DOUBTFUL), "unsure"),
    (trained(TURNED, TURNED), "diverged"),
]


@pytest.mark.parametrize(("result", "case"), CASES)
def test_every_case(result: Result, case: str) -> None:
    verdict = validation_rise(result)
    assert (verdict.case, verdict.subjects) == (case, ("mlp-raw-1",))
    assert said(verdict).sentence


def test_all_cases_are_driven() -> None:
    assert {case for _, case in CASES} == set(RULE.cases)


def test_the_sentence() -> None:
    verdict = validation_rise(trained(TURNED))
    assert said(verdict).question == "La perte de validation du MLP 1 sur les pixels remonte-t-elle ?"
    assert words(verdict) == (
        "La perte de validation a cessé de baisser à l’époque 6 et a remonté de 0,09 depuis, pendant que "
        "celle d’entraînement baissait encore."
    )


def test_a_mean_at_its_minimum_says_nothing_of_trainings_that_end_above_theirs() -> None:
    """Once, « Non » was said of a mean that three trainings of five contradicted."""
    verdict = validation_rise(PARTED)
    assert verdict.outcome is Outcome.INCONCLUSIVE
    assert words(verdict) == (
        "La courbe moyenne finit à son minimum, 0,28 (en moyenne sur 3 graines), mais 2 entraînements "
        "finissent au-dessus du leur, et l’on ne sait pas si la perte baissait encore."
    )
    agreeing = trained_again(trained([0.6, 0.4, 0.7, 0.2]), [0.5, 0.3, 0.29, 0.25])
    assert validation_rise(agreeing).case == "at-the-minimum"


def test_a_rise_within_the_standard_error_is_told_with_its_size() -> None:
    """Once, « très peu » stood for a rise of an eighth of the loss that every training showed."""
    verdict = validation_rise(trained(TURNED, error=0.1))
    assert said(verdict).label == "Un peu"
    assert words(verdict) == (
        "La perte de validation a remonté de 0,1 depuis son minimum, atteint à l’époque 6 ; sa pente est "
        "sûrement montante, mais cette remontée est inférieure à l’erreur standard de la perte : "
        "d’autres images de validation pourraient ne pas montrer cette remontée."
    )


def test_a_rise_must_hold_over_the_seeds() -> None:
    lucky = trained_again(trained(TURNED), STEEP + FLAT[:3], STEEP + FLAT[:3], STEEP + FLAT[:3])
    assert validation_rise(lucky).outcome is not Outcome.TRUE
    rising = [[loss + shift for loss in TURNED] for shift in (0.01, 0.02)]
    jittered = [
        [loss + 0.002 * (rank % (3 + k)) for rank, loss in enumerate(c)] for k, c in enumerate(rising)
    ]
    verdict = validation_rise(trained_again(trained(TURNED), *jittered))
    assert verdict.case == "turned"
    assert "(en moyenne sur 3 graines)" in words(verdict)


def test_with_early_stopping_each_training_has_its_own_best_epoch() -> None:
    result = trained_again(trained(bent(4, 5), patience=5, allowed=30), bent(7, 5), bent(5, 5))
    verdict = validation_rise(result)
    assert verdict.case == "undone"
    assert "atteint entre les époques 4 et 7, selon la graine" in words(verdict)


@given(CURVES, ERRORS, st.sampled_from([None, 2]))
def test_the_outcome_never_contradicts_the_numbers(
    losses: list[float], error: float, patience: int | None
) -> None:
    verdict = validation_rise(trained(losses, error=error, patience=patience))
    rise = losses[-1] - min(losses)
    assert (verdict.outcome is Outcome.TRUE) <= (rise > error)
    assert (verdict.outcome is Outcome.FALSE) <= (rise <= error)
    assert (verdict.case == "slight") <= (0 < rise <= error)


@given(CURVES, ERRORS)
def test_a_training_loss_that_rises_too_shows_no_more_than_a_rise(losses: list[float], error: float) -> None:
    rising = list(np.linspace(0.5, 1.0, len(losses)))
    assert validation_rise(trained(losses, rising, error=error)).outcome is not Outcome.TRUE


def test_the_evidence_gives_rise_and_slopes() -> None:
    evidence = said(validation_rise(trained(TURNED, error=0.02))).evidence
    shown = {item.name: plain(item.value) for item in evidence}
    for name, losses in (("validation", TURNED[6:]), ("entraînement", np.linspace(1, 0.5, 15)[6:])):
        slope = np.polynomial.polynomial.polyfit(range(9), losses, 1)[1]
        text = shown.pop(f"Pente par époque après celle du minimum, {name}")
        assert text.startswith(f"{slope:#.2g} (".replace(".", ",").replace("-", "−"))
    assert shown == {
        "Plus petite perte de validation": "à l’époque 6",
        "Perte de validation à cette époque": "0,30",
        "Perte de validation à la dernière époque": "0,39",
        "Remontée, en erreurs standard de cette perte": "4,6",
    }
