"""The rule says whether the test agrees with validation, and never changes the choice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.decision import Outcome
from generator.rules.selection_confirmed import selection_confirmed
from tests.generator.chosen_models import Wrong, models
from tests.generator.rule_text import said, words
from tests.generator.samples import LABELS, errors
from tests.generator.seeds import with_seeds

RANKS = st.sets(st.integers(0, len(LABELS) - 1))


def on_test(*test: Wrong) -> list[Result]:
    """Make models wrong on these test examples; validation selects the first."""
    return models([range(rank) for rank in range(len(test))], test, [10] * len(test))


@pytest.mark.parametrize(
    ("test", "case"),
    [
        ((range(2), range(14), range(3)), "confirmed"),
        ((range(2), range(2, 4)), "confirmed"),
        ((range(14), range(2), range(13)), "contradicted"),
        ((range(2), range(1), range(14)), "undecided"),
        ((range(2),), "single"),
    ],
)
def test_every_case(test: tuple[range, ...], case: str) -> None:
    verdict = selection_confirmed(on_test(*test))
    assert verdict.case == case
    assert verdict.subjects == tuple(f"cnn-{position}" for position in range(1, len(test) + 1))
    assert said(verdict).question == "Le test confirme-t-il le choix du CNN 1 ?"


def test_only_the_models_that_do_better_are_named() -> None:
    assert words(selection_confirmed(on_test(range(2), range(14)))) == (
        "Sur le test aussi, aucun modèle ne fait mieux que le CNN 1 : il y classe correctement 95\u202f% des "
        "images."
    )
    assert words(selection_confirmed(on_test(range(14), range(2), range(13)))) == (
        "Sur le test, le CNN 1 classe correctement 65\u202f% des images ; le CNN 2 fait mieux, d’un écart "
        "que le hasard expliquerait mal. Le choix tient malgré tout : choisir d’après le test donnerait un "
        "score flatteur."
    )
    assert "le CNN 2 et le CNN 3 font mieux" in words(
        selection_confirmed(on_test(range(4), range(2), range(2)))
    )


def test_other_seeds_count_and_are_spoken_of() -> None:
    first, second = on_test(range(0), range(1))
    verdict = selection_confirmed(
        [
            with_seeds(first, [errors(range(20))] * 4),
            with_seeds(second, [errors(range(1)), errors(range(2))] * 2),
        ]
    )
    assert verdict.case == "contradicted"
    assert "60\u202f% des images en moyenne sur ses graines ; le CNN 2 fait mieux" in words(verdict)
    assert "results/replicates/cnn-1-seed-2.json#/evaluation/test/accuracy" in said(verdict).sentence


@pytest.mark.parametrize(
    ("second", "third", "said_of_it"),
    [
        (
            range(20),
            range(0),
            "70\u202f% des images à son premier entraînement ; le CNN 3 fait mieux",
        ),
        (
            range(1),
            range(14),
            "91\u202f% des images en moyenne sur ses graines ; le CNN 2 fait mieux",
        ),
        (
            range(20),
            range(20),
            "91\u202f% des images en moyenne sur ses graines, et 70\u202f% à son premier entraînement, seul "
            "comparé aux modèles qui n’en ont qu’un.",
        ),
    ],
)
def test_the_accuracy_is_that_of_the_comparison_cited(second: range, third: range, said_of_it: str) -> None:
    chosen, other, alone = on_test(range(12), second, third)
    trained = [with_seeds(chosen, [errors(range(1))] * 3), with_seeds(other, [errors(second)] * 3), alone]
    assert said_of_it in words(selection_confirmed(trained))


def test_means_that_differ_by_rounding_only_are_equal() -> None:
    first, second = on_test(range(1), range(2))
    trained = [
        with_seeds(first, [errors(range(2)), errors(range(6))]),
        with_seeds(second, [errors(range(6)), errors(range(1))]),
    ]
    assert selection_confirmed(trained).case == "confirmed"


@given(RANKS, RANKS, RANKS)
def test_the_outcome_never_contradicts_the_accuracies(a: set[int], b: set[int], c: set[int]) -> None:
    verdict = selection_confirmed(on_test(a, b, c))
    assert (verdict.outcome is Outcome.TRUE) is (len(a) <= min(len(b), len(c)))
    assert verdict.subjects[0] == "cnn-1"
