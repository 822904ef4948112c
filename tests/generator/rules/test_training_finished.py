"""The rule on the end of a training says what its last epochs do."""

import numpy as np
import pytest
from hypothesis import given

from generator.rules.decision import Outcome
from generator.rules.training_finished import RULE, training_finished
from tests.generator.histories import CURVES, ERRORS, FLAT, STEEP, TURNED, trained, trained_again
from tests.generator.rule_text import plain, said, words

JUMPING = [0.3, 0.2, 0.28, 0.21, 0.29, 0.2, 0.27, 0.22, 0.28, 0.2, 0.3, 0.21]
CASES = [
    (TURNED, "rises"),
    (FLAT, "level"),
    (STEEP, "falls"),
    (JUMPING, "noisy"),
    ([0.3, 0.2, 0.19], "short"),
    ([0.3], "short"),
]


@pytest.mark.parametrize(("losses", "case"), CASES)
def test_every_case(losses: list[float], case: str) -> None:
    verdict = training_finished(trained(losses))
    assert verdict.case == case
    assert verdict.subjects == ("mlp-raw-1",)
    assert said(verdict).sentence


def test_all_cases_are_driven() -> None:
    assert {case for _, case in CASES} == set(RULE.cases)


def test_the_sentence() -> None:
    verdict = training_finished(trained([0.5, 0.45, 0.41, 0.36, 0.31, 0.25]))
    assert said(verdict).question == "L’entraînement du MLP 1 sur les pixels est-il terminé ?"
    assert words(verdict) == (
        "Sur les 3 dernières époques, la perte de validation baisse encore de 0,055 par époque."
    )
    assert words(training_finished(trained([0.3]))) == (
        "Avec 1 époque seulement, la courbe ne montre pas si la perte de validation baisse encore."
    )


def test_a_fall_turned_back_in_time_turns_the_outcome() -> None:
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
    assert (verdict.case == "rises") <= (slope > 0)
    assert (len(losses) < 3) <= (verdict.outcome is Outcome.INCONCLUSIVE)


def test_the_evidence_says_what_one_more_epoch_would_gain() -> None:
    losses = [0.6, 0.55, 0.5, 0.4, 0.31, 0.2]
    evidence = said(training_finished(trained(losses, error=0.05))).evidence
    assert {item.name: plain(item.value) for item in evidence} == {
        "Fin de l’entraînement, telle qu’elle est lue": "3 époques",
        "Pente de la perte de validation par époque": "−0,10 (intervalle à 95\u202f% : de −0,17 à −0,03)",
        "Baisse par époque qui serait visible": "0,0083",
        "Ce que ferait gagner une époque de plus, en erreurs standard": "2,0",
    }


def test_what_cannot_be_measured_is_no_evidence() -> None:
    assert training_finished(trained([0.5])).evidence == ()
    certain = training_finished(trained(FLAT, error=0.0))
    assert [item.name for item in certain.evidence] == ["window", "end", "noticeable"]


def test_what_is_said_holds_over_the_seeds() -> None:
    """Three epochs say nothing alone; three trainings that agree do."""
    falling = [[0.5, 0.4, 0.3 + 0.01 * seed] for seed in range(3)]
    alone, together = trained(falling[0]), trained_again(trained(falling[0]), *falling[1:])
    assert training_finished(alone).case == "falls"
    verdict = training_finished(together)
    assert verdict.case == "falls"
    assert words(verdict) == (
        "Sur les 2 dernières époques, la perte de validation baisse encore de 0,090 par époque (en "
        "moyenne sur 3 graines)."
    )
    torn = trained_again(trained([0.5, 0.4, 0.3]), [0.3, 0.4, 0.5], [0.4, 0.4, 0.4])
    assert training_finished(torn).outcome is Outcome.INCONCLUSIVE


def test_trainings_that_stopped_at_different_epochs_are_read_over_different_numbers_of_them() -> None:
    curves = [list(np.linspace(1.0, 0.2, epochs)) for epochs in (9, 15, 30)]
    verdict = training_finished(trained_again(trained(curves[0], patience=3), *curves[1:]))
    assert words(verdict).startswith("Sur les 3 à 10 dernières époques, selon la graine, la perte")
    assert plain(said(verdict).evidence[0].value) == "3 à 10 époques, selon la graine"
