"""The rule on overfitting follows where the validation loss turned and how far it ends from training."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.overfitting import RULE, has_dropout, overfitting
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.generalization_gap import generalization_gap
from tests.generator.histories import CURVES, ERRORS, FLAT, STEEP, TURNED, trained
from tests.generator.rule_text import words
from tests.generator.samples import sample, sample_record

APART, TOGETHER = (0.5, 0.1), (0.5, 0.499)
DOUBTFUL = [0.5, 0.3, 0.35, 0.33, 0.34]
UNKNOWN = "On ne peut pas l’affirmer"
CASES = [
    (trained(TURNED, losses=APART), "turned", Outcome.TRUE, "Oui"),
    (trained(TURNED, patience=9), "undone", Outcome.TRUE, "Oui, après l’époque gardée"),
    (trained(STEEP, losses=TOGETHER), "close", Outcome.FALSE, "Non"),
    (trained(FLAT, losses=(0.1, 0.5)), "close", Outcome.FALSE, "Non"),
    (trained(FLAT, error=0.25, losses=(0.5, 0.068)), "imprecise", Outcome.INCONCLUSIVE, UNKNOWN),
    (trained(STEEP, error=0.25, losses=(0.5, 0.49)), "imprecise", Outcome.INCONCLUSIVE, UNKNOWN),
    (trained(STEEP, losses=APART), "falling", Outcome.FALSE, "Pas à ce stade"),
    (trained(FLAT, losses=APART), "gap", Outcome.INCONCLUSIVE, "Seulement un écart"),
    (trained([0.5], losses=APART), "gap", Outcome.INCONCLUSIVE, "Seulement un écart"),
    (trained(DOUBTFUL, losses=APART), "unsure", Outcome.INCONCLUSIVE, UNKNOWN),
    (trained(TURNED, TURNED), "diverged", Outcome.INCONCLUSIVE, UNKNOWN),
]


def at(result: Result, position: int) -> Verdict:
    """Judge the same model as if it were another of its family."""
    return overfitting(result.model_copy(update={"position": position}))


@pytest.mark.parametrize(("result", "case", "outcome", "label"), CASES)
def test_every_case(result: Result, case: str, outcome: Outcome, label: str) -> None:
    verdict = overfitting(result)
    assert (verdict.outcome, verdict.label) == (outcome, label)
    assert verdict.question == "Le MLP 1 sur les pixels surapprend-il ?"
    assert (verdict.code, verdict.subjects) == ("surapprentissage", ("mlp-raw-1",))
    variants = len(RULE.wordings[case].sentences)
    assert variants >= 3
    assert len({words(at(result, rank)) for rank in range(1, variants + 1)}) == variants


def test_all_cases_are_driven() -> None:
    assert {case for _, case, _, _ in CASES} == set(RULE.wordings)


def test_the_sentence_of_a_curve_that_turned() -> None:
    result = trained(TURNED)
    assert words(overfitting(result)) == (
        "La perte de validation a cessé de baisser à l’époque 6 et a remonté de 0,09 depuis, pendant que "
        "celle d’entraînement baissait encore."
    )
    assert words(at(result, 3)) == (
        "Après son minimum de 0,30 à l’époque 6, la perte de validation remonte jusqu’à 0,39, alors que "
        "celle d’entraînement continue de descendre."
    )


def test_a_rise_that_may_be_noise_is_not_announced() -> None:
    assert words(overfitting(trained(DOUBTFUL))) == (
        "La perte de validation finit 0,04 au-dessus de son minimum de l’époque 2, mais ce peut être un "
        "simple à-coup."
    )
    assert overfitting(trained(TURNED, error=0.1, losses=(0.1, 0.9))).outcome is Outcome.FALSE


@pytest.mark.parametrize(
    ("identifier", "place"),
    [("mlp-raw-1", "à l’entraînement"), ("mlp-raw-2", "à l’entraînement (sans dropout)")],
)
def test_the_gap_says_that_it_is_measured_without_dropout(identifier: str, place: str) -> None:
    result = trained(FLAT, identifier=identifier, position=1, losses=APART)
    verdict = overfitting(result)
    assert words(verdict) == (
        f"La perte vaut 0,50 en validation, contre 0,10 {place} : le modèle connaît mieux les images qu’il a "
        f"apprises."
    )
    assert ("Dropout" in {item.name for item in verdict.evidence}) is has_dropout(result)


def test_dropout_counts_only_where_it_acts() -> None:
    assert not has_dropout(sample("mlp-raw-1"))
    assert has_dropout(sample("mlp-raw-2"))
    record = sample_record("mlp-raw-2")
    record["model"]["layers"][1]["connected"] = False
    assert not has_dropout(Result.model_validate(record))


def test_sixteen_images_do_not_show_that_there_is_no_gap() -> None:
    few = trained(FLAT, error=0.25, losses=(0.5, 0.068))
    assert generalization_gap(few).p_value > 0.05
    assert overfitting(few).outcome is Outcome.INCONCLUSIVE
    assert words(overfitting(few)) == (
        "Avec une perte de 0,5 en validation et de 0,1 à l’entraînement, l’écart est trop mal connu pour "
        "dire si le modèle connaît mieux ses propres images."
    )
    assert words(at(few, 2)) == (
        "La perte vaut 0,5 en validation et 0,1 à l’entraînement : il faudrait plus d’images pour savoir si "
        "l’écart compte."
    )


@given(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.001, 0.5))
def test_no_is_said_of_a_flat_curve_only_without_a_gap_or_if_it_is_surely_small(
    validation: float, training: float, error: float
) -> None:
    # A loss that never moves neither rises nor falls: the gap alone decides.
    result = trained([0.5] * 12, error=error, losses=(validation, training))
    gap = generalization_gap(result)
    assert (overfitting(result).outcome is Outcome.FALSE) == (
        gap.size <= 0 or (not gap.sure and gap.high <= gap.limit)
    )
    assert (overfitting(result).label == "Seulement un écart") == gap.sure


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


@pytest.mark.parametrize("result", [result for result, *_ in CASES])
@pytest.mark.parametrize("position", range(1, 5))
def test_every_number_of_the_sentence_has_its_sources(result: Result, position: int) -> None:
    sentence = at(result, position).sentence
    assert not re.search(r"[\d{}]", re.sub(r"<data.*?</data>", "", sentence))
    for sources in re.findall(r'data-source="([^"]*)"', sentence):
        assert re.match(
            r"results/mlp-raw-1.json#/(history/val_loss|evaluation/(validation|train)/loss)", sources
        )


def test_the_evidence_gives_rise_slopes_and_gap() -> None:
    evidence = overfitting(trained(TURNED, losses=APART, error=0.02)).evidence
    said = {item.name: re.sub(r"<[^>]*>", "", item.value.__html__()) for item in evidence}
    for name, losses in (("validation", TURNED[6:]), ("entraînement", np.linspace(1, 0.5, 15)[6:])):
        slope = np.polynomial.polynomial.polyfit(range(9), losses, 1)[1]
        text = said.pop(f"Pente par époque depuis le minimum, {name}")
        assert text.startswith(f"{slope:#.2g} (".replace(".", ",").replace("-", "−"))
    assert re.fullmatch(r"\d,\d × 10⁻\S+", said.pop("p de cet écart"))
    assert said == {
        "Époque de la plus petite perte de validation": "6",
        "Perte de validation à cette époque": "0,30",
        "Perte de validation à la dernière époque": "0,39",
        "Remontée, en erreurs standard de cette perte": "4,6",
        "Perte du modèle gardé, en validation": "0,50",
        "Perte du modèle gardé, à l’entraînement": "0,10",
        "Cet écart, au plus (à 95\u202f%)": "0,45",
        "Écart dit petit, jusqu’à": "0,010",
    }
