"""The rule says who reads better, whichever way the results turn."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules.better_than import better_than
from generator.verdict import Outcome, Verdict
from tests.generator.samples import LABELS, with_predictions


def errors(*ranks: int) -> dict[int, str]:
    """Make a model wrong on these images."""
    return {rank: "1" if LABELS[rank] == "0" else "0" for rank in ranks}


def words(verdict: Verdict) -> str:
    return re.sub(r"<[^>]*>", "", verdict.sentence)


CASES = [
    (range(0), range(12), Outcome.TRUE, "Oui"),
    (range(12), range(0), Outcome.FALSE, "Non, au contraire"),
    (range(3), range(1), Outcome.INCONCLUSIVE, "Différence non concluante"),
    (range(0), range(0), Outcome.INCONCLUSIVE, "Différence non concluante"),
]


@pytest.mark.parametrize(("first", "second", "outcome", "label"), CASES)
def test_every_outcome(first: range, second: range, outcome: Outcome, label: str) -> None:
    verdict = better_than(
        with_predictions("cnn-1", errors(*first)), with_predictions("mlp-raw-1", errors(*second))
    )
    assert (verdict.outcome, verdict.label) == (outcome, label)
    assert verdict.question == "Le CNN 1 lit-il mieux les chiffres que le MLP 1 sur les pixels ?"
    assert verdict.css == f"verdict-{outcome.value}"


def test_the_winner_is_named_first_with_its_own_numbers() -> None:
    poor, good = with_predictions("cnn-1", errors(*range(12))), with_predictions("mlp-raw-1", errors(30))
    assert words(better_than(poor, good)) == (
        "Le MLP 1 sur les pixels lit bien 97\u202f% des images de test, le CNN 1 70\u202f%. Images que le "
        "premier est seul à bien lire : 12 ; le second : 1. Le hasard seul expliquerait mal un tel écart "
        "(p = 0,0034)."
    )
    assert words(better_than(good, poor)) == words(better_than(poor, good))


@given(st.sets(st.integers(0, 39)), st.sets(st.integers(0, 39)))
def test_the_outcome_never_contradicts_the_accuracies(one: set[int], other: set[int]) -> None:
    first, second = with_predictions("cnn-1", errors(*one)), with_predictions("mlp-raw-1", errors(*other))
    outcome = better_than(first, second).outcome
    gap = first.evaluation["test"].accuracy - second.evaluation["test"].accuracy
    assert (outcome is Outcome.TRUE) <= (gap > 0)
    assert (outcome is Outcome.FALSE) <= (gap < 0)
    mirrored = {Outcome.TRUE: Outcome.FALSE, Outcome.FALSE: Outcome.TRUE}.get(outcome, outcome)
    assert better_than(second, first).outcome is mirrored


def test_every_number_of_the_sentence_has_its_sources() -> None:
    sentence = better_than(with_predictions("cnn-1", {}), with_predictions("mlp-raw-1", errors(1))).sentence
    assert "results/cnn-1.json#/evaluation/test/accuracy" in sentence
    assert "results/mlp-raw-1.json#/evaluation/test/predictions" in sentence
    names = ("CNN 1", "MLP 1")
    outside = re.sub(r"<data.*?</data>", "", sentence)
    for name in names:
        outside = outside.replace(name, "")
    assert not re.search(r"\d", outside)
