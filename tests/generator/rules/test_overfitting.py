"""The rule on overfitting judges the model kept, by the gap between its losses, over its seeds."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.facts.quantity import Quantity
from generator.rules.decision import Outcome, Phrase
from generator.rules.overfitting import RULE, _gap_evidence, overfitting
from generator.statistics.factors import has_dropout
from generator.statistics.generalization_gap import generalization_gap, losses_of_model_kept
from tests.generator.histories import CURVES, FLAT, STEEP, TURNED, trained
from tests.generator.replicas import replicated
from tests.generator.rule_text import plain, said, words
from tests.generator.samples import evaluation, sample_record

PLACES = ("en validation", "sur l’entraînement")
APART, TOGETHER = (0.5, 0.1), (0.5, 0.499)
CASES = [
    (trained(TURNED, losses=APART), "overfits"),
    (trained(TURNED, patience=9, losses=APART), "overfits"),
    (trained(STEEP, losses=APART), "overfits"),
    (trained([0.5], losses=APART), "overfits"),
    (trained(TURNED, losses=TOGETHER), "close"),
    (trained(FLAT, losses=(0.1, 0.5)), "close"),
    (trained(TURNED, patience=9, losses=TOGETHER), "flattered"),
    (trained([0.5], patience=9, losses=TOGETHER), "close"),
    (trained(FLAT, losses=(0.55, 0.5), error=0.01), "slightly"),
    (trained(FLAT, error=0.25, losses=(0.5, 0.068)), "imprecise"),
    (trained(STEEP, error=0.25, losses=(0.5, 0.49)), "imprecise"),
]


@pytest.mark.parametrize(("result", "case"), CASES)
def test_every_case(result: Result, case: str) -> None:
    verdict = overfitting(result)
    assert verdict.case == case
    assert verdict.subjects == ("mlp-raw-1",)
    assert said(verdict).sentence


@pytest.mark.parametrize(
    ("losses", "is_not"), [(TOGETHER, "nettement plus haute"), ((0.1, 0.5), "plus haute")]
)
def test_a_lower_loss_is_not_said_to_be_not_clearly_higher(losses: tuple[float, float], is_not: str) -> None:
    sentence = words(overfitting(trained(FLAT, losses=losses)))
    assert sentence.startswith(f"La perte n’est pas {is_not} en validation")


def test_all_cases_are_driven() -> None:
    assert {case for _, case in CASES} == set(RULE.cases)


def test_a_larger_gap_never_gets_a_weaker_verdict_for_a_curve_that_rose() -> None:
    """Once, a gap of 0.76 beside a rise was said with less certainty than one of 0.012 without any."""
    large = trained([0.3, 0.2, 1.0, 0.9, 1.1], losses=(1.1, 0.34), error=0.1)
    small = trained([0.05, 0.04, 0.033], losses=(0.033, 0.021), error=0.003)
    assert overfitting(large).case == overfitting(small).case == "overfits"


@pytest.mark.parametrize(
    ("identifier", "place"),
    [("mlp-raw-1", "à l’entraînement"), ("mlp-raw-2", "à l’entraînement (sans dropout)")],
)
def test_the_gap_says_that_it_is_measured_without_dropout(identifier: str, place: str) -> None:
    result = trained(FLAT, identifier=identifier, losses=APART)
    verdict = said(overfitting(result))
    assert plain(verdict.sentence).startswith(
        f"Le {result.names.model} connaît mieux les images de son entraînement : sa perte vaut 0,10 {place}, "
        "contre 0,50 en validation."
    )
    assert ("Dropout" in {item.name for item in verdict.evidence}) is has_dropout(result)


@pytest.mark.parametrize(
    ("identifier", "place"),
    [
        ("mlp-raw-1", "à l’entraînement (sans transformations aléatoires)"),
        ("mlp-raw-2", "à l’entraînement (sans dropout ni transformations aléatoires)"),
    ],
)
def test_the_gap_says_that_it_is_measured_without_random_changes(identifier: str, place: str) -> None:
    """Layers that change the examples raise the curve of training as a dropout does."""
    result = trained(FLAT, identifier=identifier, losses=APART)
    noise = result.model.layers[0].model_copy(
        update={"type": "RandomContrast", "config": {"factor": 0.4}, "parameters": 0}
    )
    changed = result.model_copy(
        update={"model": result.model.model_copy(update={"layers": [noise, *result.model.layers]})}
    )
    verdict = said(overfitting(changed))
    assert f"sa perte vaut 0,10 {place}, contre" in plain(verdict.sentence)
    assert "Transformations aléatoires" in {item.name for item in verdict.evidence}


def test_the_smallest_of_several_losses_does_not_prove_that_nothing_is_learned_by_heart() -> None:
    verdict = overfitting(trained(TURNED, patience=9, losses=TOGETHER))
    assert verdict.outcome is Outcome.INCONCLUSIVE
    assert words(verdict).endswith(": ailleurs, elle serait sans doute plus haute.")


def test_nothing_is_said_of_a_dropout_of_rate_zero() -> None:
    record = sample_record("mlp-raw-2")
    record["model"]["layers"][1]["config"]["rate"] = 0.0
    assert "Dropout" not in {item.name for item in said(overfitting(Result.model_validate(record))).evidence}


@given(CURVES, st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.001, 0.5))
def test_the_gap_alone_decides(curve: list[float], validation: float, training: float, error: float) -> None:
    result = trained(curve, error=error, losses=(validation, training))
    gap, verdict = generalization_gap(result), overfitting(result)
    assert (verdict.outcome is Outcome.FALSE) == (gap.high <= gap.limit)
    assert (verdict.outcome is Outcome.TRUE) == (gap.low > gap.limit)
    first, second = re.findall(r"\d+,?\d*", words(verdict).removeprefix("Le MLP 1"))[:2]
    assert (first == second) <= (abs(validation - training) < 1e-8)


def test_a_gap_must_hold_over_the_seeds() -> None:
    """The primary training alone would show a gap; the others do not."""
    result = trained(FLAT, losses=(0.5, 0.4), error=0.01)
    assert overfitting(result).outcome is Outcome.TRUE
    steady = [evaluation({}) | {"loss": loss, "loss_standard_error": 0.01} for loss in (0.4, 0.38, 0.41)]
    verdict = overfitting(replicated(result, [{"validation": each} for each in steady]))
    assert verdict.outcome is Outcome.INCONCLUSIVE
    assert "(en moyenne sur 4 graines)" in words(verdict)
    assert "results/replicates/mlp-raw-1-seed-2.json#/training_scores/loss" in said(verdict).sentence


def test_the_evidence_gives_the_losses_and_their_gap() -> None:
    evidence = said(overfitting(trained(TURNED, losses=APART, error=0.02))).evidence
    shown = {item.name: plain(item.value) for item in evidence}
    assert re.fullmatch(r"\d,\d × 10⁻\S+", shown.pop("p (test de Welch, unilatéral)"))
    assert shown == {
        "Perte en validation, après la dernière époque": "0,50",
        "Perte sur l’entraînement, après la dernière époque": "0,10",
        "Écart de ces deux pertes (deux bornes, chacune sûre à 95\u202f%)": "de 0,35 à 0,45",
        "Plus grand écart dit petit": "0,010",
    }


@pytest.mark.parametrize(("patience", "when"), [(None, "après la dernière époque"), (9, "à l’époque gardée")])
def test_the_evidence_says_when_the_losses_were_measured(patience: int | None, when: str) -> None:
    """Once, « le modèle gardé » of trainings that keep no earlier epoch read like the model selected."""
    evidence = said(overfitting(trained(TURNED, losses=APART, patience=patience))).evidence
    assert [item.name for item in evidence[:2]] == [f"Perte {where}, {when}" for where in PLACES]


def test_the_question_names_what_it_asks() -> None:
    """A gap and a rise are judged apart: « oui » to one alone is no riddle."""
    question = said(overfitting(trained(FLAT, losses=APART))).question
    assert question == "L’écart des pertes du MLP 1 sur les pixels montre-t-il un surapprentissage ?"


def test_each_loss_has_the_digits_of_its_own_examples() -> None:
    """Where validation has few examples, the loss on training is known better than its own."""
    gap = generalization_gap(trained(FLAT, losses=(0.3123, 0.0841)))
    losses = losses_of_model_kept(replace(gap, errors=(0.2, 0.002)))
    assert [loss.text for loss in losses] == ["0,3", "0,084"]
    alike = losses_of_model_kept(replace(gap, losses=(0.3123, 0.3087), errors=(0.2, 0.2)))
    assert alike[0].text != alike[1].text


@pytest.mark.parametrize("low", [0.00186, 0.00194])
def test_a_bound_is_told_from_the_limit_that_it_is_compared_with(low: float) -> None:
    """Once, a gap « de 0,002 à 0,019 » stood beside a limit of 0,0019, above or below it."""
    gap = replace(generalization_gap(trained(FLAT, losses=(0.03, 0.019))), low=low, high=0.019)
    (shown,) = [each for each in _gap_evidence(gap, ()) if each.name == "gap"]
    assert isinstance(shown.value, Phrase)
    bound = shown.value.values["low"]
    assert isinstance(bound, Quantity)
    said_low = float(bound.text.replace(",", "."))
    assert (said_low > gap.limit) is (low > gap.limit)
    assert said_low != gap.limit
