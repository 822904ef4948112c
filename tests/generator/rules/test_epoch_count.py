"""The rule on the number of epochs, and that the three rules on the curves never contradict each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.language import percent
from experiments.results.schema import Result
from generator.facts.quantity import Quantity
from generator.rules.decision import Outcome
from generator.rules.epoch_count import RULE, epoch_count
from generator.rules.training_finished import training_finished
from generator.rules.validation_rise import validation_rise
from tests.generator.histories import CURVES, ERRORS, FLAT, LUCKY, STEEP, TURNED, trained, trained_again
from tests.generator.rule_text import plain, said, words

DOUBTFUL = [0.5, 0.3, 0.35, 0.33, 0.34]
BETTER_LATE = [0.5] * 14 + [0.575]
BETTER_EARLY = [0.5] * 14 + [0.475]
TOO_FEW = {"more", "kept-too-soon"}
NOISY = [0.5, 0.3, 0.35, 0.28, 0.36, 0.29, 0.3]
CASES = [
    (trained(FLAT), "enough"),
    (trained(STEEP), "more"),
    (trained(TURNED, error=0.1), "nearly"),
    (trained(TURNED, error=0.1, accuracy=BETTER_EARLY), "nearly"),
    (trained(TURNED, error=0.1, accuracy=BETTER_LATE), "nearly-gaining"),
    # Of three trainings, one alone gains answers.
    (trained_again(trained(TURNED, error=0.1, accuracy=BETTER_LATE), TURNED, TURNED), "nearly"),
    (trained(TURNED), "fewer"),
    (trained(TURNED, accuracy=BETTER_EARLY), "fewer"),
    (trained(TURNED, accuracy=BETTER_LATE), "disagree"),
    # Of three trainings, one alone gains answers.
    (trained_again(trained(TURNED, accuracy=BETTER_LATE), TURNED, TURNED), "fewer-for-the-loss"),
    (trained([0.3]), "single"),
    (trained([0.3], patience=2, allowed=9), "single"),
    (trained([0.3, 0.2, 0.19]), "last"),
    (trained(DOUBTFUL), "stop-or-continue"),
    (trained(LUCKY), "stop"),
    (trained(NOISY, error=0.05), "continue"),
    (trained(TURNED, patience=9, allowed=30), "kept"),
    (trained(FLAT, patience=20), "kept"),
    (trained(STEEP, patience=3), "kept-too-soon"),
    (trained(DOUBTFUL, patience=3, allowed=9), "kept-unclear"),
]


@pytest.mark.parametrize(("result", "case"), CASES)
def test_every_case(result: Result, case: str) -> None:
    verdict = epoch_count(result)
    assert verdict.case == case
    assert verdict.subjects == ("mlp-raw-1",)
    assert said(verdict).sentence


def test_all_cases_are_driven() -> None:
    assert {case for _, case in CASES} == set(RULE.cases)


@pytest.mark.parametrize(
    ("accuracy", "gained"), [(BETTER_LATE, "3 images"), ([0.5] * 14 + [0.525], "1 image")]
)
def test_loss_and_accuracy_may_disagree(accuracy: list[float], gained: str) -> None:
    verdict = epoch_count(trained(TURNED, accuracy=accuracy))
    assert said(verdict).question == "Le nombre d’époques du MLP 1 sur les pixels convient-il ?"
    assert words(verdict) == (
        "S’arrêter à l’époque 6 aurait donné une perte de validation plus basse, 0,30 au lieu de 0,39 ; "
        f"mais, à la fin, le modèle classe correctement {gained} de validation de plus."
    )


def test_a_sure_gain_is_told_beside_a_rise_within_the_standard_error() -> None:
    """Once, stopping earlier « n’aurait presque rien changé » where every training gained answers."""
    assert words(epoch_count(trained(TURNED, error=0.1, accuracy=BETTER_LATE))) == (
        "S’arrêter à l’époque 6 aurait donné une perte de validation plus basse de moins d’une erreur "
        "standard, 0,3 au lieu de 0,4 ; mais, à la fin, le modèle classe correctement 3 images de "
        "validation de plus."
    )


@given(CURVES, ERRORS)
def test_what_is_left_open_is_what_is_not_known(losses: list[float], error: float) -> None:
    """Once, a dip of a hundredth of a standard error raised whether to stop there, not whether to go on."""
    result = trained(losses, error=error)
    verdict, finished = epoch_count(result), training_finished(result)
    if verdict.case in ("continue", "stop-or-continue"):
        assert finished.outcome is not Outcome.TRUE
    if verdict.case in ("stop", "stop-or-continue"):
        assert losses[-1] - min(losses) > error
    if verdict.case == "stop":
        assert finished.outcome is Outcome.TRUE


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (
            trained(TURNED, patience=9, allowed=30),
            "L’entraînement s’est arrêté de lui-même à l’époque 15, après 9 époques sans progrès, et le "
            "modèle garde les poids de l’époque 6 ; continuer n’aurait rien apporté de visible.",
        ),
        (
            trained([0.5, 0.3, 0.35], patience=1, allowed=9),
            "L’entraînement s’est arrêté de lui-même à l’époque 3, après 1 époque sans progrès, et le modèle "
            "garde les poids de l’époque 2, sans que l’on sache ce qu’aurait donné la suite.",
        ),
        (
            trained(STEEP, patience=3),
            "L’entraînement est allé à sa limite de 12 époques et le modèle garde les poids de l’époque 12, "
            "alors que la perte de validation baissait encore.",
        ),
    ],
)
def test_early_stopping_is_told_as_it_went(result: Result, sentence: str) -> None:
    assert words(epoch_count(result)) == sentence


def test_the_evidence_sets_the_best_epoch_beside_the_last() -> None:
    evidence = said(epoch_count(trained(TURNED, accuracy=BETTER_LATE, patience=9))).evidence
    assert {item.name: plain(item.value) for item in evidence} == {
        "Meilleure époque en validation": "à l’époque 6",
        "Perte de validation à cette époque": "0,30",
        "Exactitude de validation à cette époque": "50\u202f%",
        "Perte de validation à la dernière époque": "0,39",
        "Exactitude de validation à la dernière époque": "57\u202f%",
        "Époques sans progrès qui arrêtent l’entraînement": "9",
    }
    assert epoch_count(trained(TURNED)).evidence[-1].name == "last-accuracy"


@pytest.mark.parametrize(
    ("losses", "accuracy", "error", "shown"),
    [
        ([0.5, 0.4, 0.3], None, 0.01, False),
        (TURNED, BETTER_LATE, 0.01, True),
        (TURNED, BETTER_LATE, 0.1, True),
        # The best epoch was chosen on these examples: of a loss since, it would say too much.
        (TURNED, BETTER_EARLY, 0.01, False),
        (TURNED, BETTER_EARLY, 0.1, False),
        # What the answer makes nothing of.
        (NOISY, [0.5] * 6 + [0.6], 0.05, False),
    ],
)
def test_the_chance_of_a_gain_is_shown_only_where_the_answer_weighs_a_gain(
    losses: list[float], accuracy: list[float] | None, error: float, shown: bool
) -> None:
    verdict = epoch_count(trained_again(trained(losses, accuracy=accuracy, error=error), losses, losses))
    assert ("accuracy-chance" in [item.name for item in verdict.evidence]) is shown


@given(st.integers(0, 40))
def test_the_accuracy_is_the_one_that_the_evaluation_gives(right: int) -> None:
    recorded = float(np.float32(right / 40))
    accuracy = epoch_count(trained([0.4, 0.3], accuracy=[0.5, recorded])).evidence[-1].value
    assert isinstance(accuracy, Quantity)
    assert (accuracy.value, accuracy.text) == (right / 40, percent(right / 40, 40))
    assert accuracy.sources == (
        "results/mlp-raw-1.json#/history/val_accuracy",
        "results/mlp-raw-1.json#/evaluation/validation/count",
    )


PATIENCE = st.sampled_from([None, 3])
ACCURACY = st.sampled_from([0.25, 0.5, 0.75])


@given(CURVES, ERRORS, PATIENCE, ACCURACY, st.booleans())
def test_the_three_rules_never_contradict_each_other(
    losses: list[float],
    error: float,
    patience: int | None,
    final: float,
    learns: bool,
) -> None:
    training = [2 - 0.01 * rank if learns else 2.0 for rank in range(len(losses))]
    accuracy = [*[0.5] * (len(losses) - 1), final]
    result = trained(losses, training, error=error, patience=patience, accuracy=accuracy)
    finished, rises, count = training_finished(result), validation_rise(result), epoch_count(result)
    if finished.outcome is Outcome.FALSE:
        assert rises.outcome is not Outcome.TRUE
        assert count.outcome is not Outcome.TRUE
    if rises.outcome is Outcome.TRUE:
        assert finished.outcome is Outcome.TRUE
        assert count.case not in TOO_FEW
        assert patience is not None or count.outcome is not Outcome.TRUE
    if count.case in TOO_FEW:
        assert finished.outcome is Outcome.FALSE
    if count.case == "fewer":
        assert finished.outcome is Outcome.TRUE
        assert rises.outcome is (Outcome.TRUE if learns else Outcome.INCONCLUSIVE)
        assert final <= 0.5
    if count.outcome is Outcome.TRUE:
        assert finished.outcome is Outcome.TRUE


def test_a_last_epoch_that_is_the_best_of_a_mean_says_so() -> None:
    verdict = epoch_count(trained_again(trained([0.3, 0.2, 0.19]), [0.5, 0.3, 0.25]))
    assert words(verdict).startswith(
        "La perte de validation est la plus basse à l’époque 3, la dernière (en moyenne sur 2 graines) : "
    )
