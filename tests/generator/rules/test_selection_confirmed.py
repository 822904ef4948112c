"""The rule says whether the test agrees with validation, and never changes the choice."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.selection_confirmed import RULE, selection_confirmed
from generator.rules.verdict import Outcome
from tests.generator.rule_text import words
from tests.generator.samples import LABELS, evaluation, sample_record
from tests.generator.seeds import with_seeds

RANKS = st.sets(st.integers(0, len(LABELS) - 1))
Wrong = range | set[int]


def errors(ranks: Wrong) -> dict[int, str]:
    """Make a model wrong on these images."""
    return {rank: "1" if LABELS[rank] == "0" else "0" for rank in ranks}


def models(*test: Wrong) -> list[Result]:
    """Make convolutional models wrong on these test images; validation selects the first."""
    made = []
    for position, wrong in enumerate(test, start=1):
        record: dict[str, Any] = {**sample_record("cnn-1"), "id": f"cnn-{position}", "position": position}
        record["evaluation"]["validation"] = evaluation(errors(range(position)))
        record["evaluation"]["test"] = evaluation(errors(wrong))
        made.append(Result.model_validate(record))
    return made


CASES = [
    ((range(2), range(14), range(3)), Outcome.TRUE, "Oui"),
    ((range(2), range(2, 4)), Outcome.TRUE, "Oui"),
    ((range(14), range(2), range(13)), Outcome.FALSE, "Non, mais le choix tient"),
    ((range(2), range(1), range(14)), Outcome.INCONCLUSIVE, "Pas tout à fait"),
    ((range(2),), Outcome.INCONCLUSIVE, "Un seul modèle"),
]


@pytest.mark.parametrize("variant", range(3))
@pytest.mark.parametrize(("test", "outcome", "label"), CASES)
def test_every_outcome(test: tuple[range, ...], outcome: Outcome, label: str, variant: int) -> None:
    verdict = selection_confirmed(models(*test), variant)
    assert (verdict.outcome, verdict.label) == (outcome, label)
    assert verdict.question == "Le test confirme-t-il le choix du CNN 1 ?"
    assert verdict.subjects == tuple(f"cnn-{position}" for position in range(1, len(test) + 1))
    outside = re.sub(r"<data.*?</data>|CNN [123]", "", verdict.sentence)
    assert not re.search(r"\d", outside)
    if len(test) > 1:
        assert "results/cnn-1.json#/evaluation/test/accuracy" in verdict.sentence


def test_only_the_models_that_do_better_are_named() -> None:
    assert words(selection_confirmed(models(range(2), range(14)))) == (
        "Sur le test aussi, aucun modèle ne fait mieux que le CNN 1 : il y lit bien 95\u202f% des images."
    )
    assert words(selection_confirmed(models(range(14), range(2), range(13)))) == (
        "Sur le test, le CNN 1 lit bien 65\u202f% des images ; le CNN 2 fait mieux, d’un écart que le "
        "hasard n’explique guère. Le choix "
        "tient malgré tout : choisir d’après le test donnerait un score flatteur."
    )
    assert words(selection_confirmed(models(range(14), range(2), range(0)), 1)) == (
        "Le CNN 1 lit bien 65\u202f% des images de test, et le CNN 2 et le CNN 3 font sûrement mieux. On ne "
        "change pas de modèle pour autant : un test qui sert à choisir ne juge plus."
    )
    assert words(selection_confirmed(models(range(4), range(2), range(2)), 1)) == (
        "Le CNN 1 lit bien 90\u202f% des images de test. Il n’est pas premier, car le CNN 2 et le CNN 3 font "
        "mieux, mais de trop peu pour que ce soit sûr : le choix tient."
    )


def test_other_seeds_count_and_are_spoken_of() -> None:
    first, second = models(range(0), range(1))
    trained = [
        with_seeds(first, [errors(range(20))] * 4),
        with_seeds(second, [errors(range(1)), errors(range(2))] * 2),
    ]
    verdict = selection_confirmed(trained)
    assert verdict.outcome is Outcome.FALSE
    assert "60\u202f% des images en moyenne sur ses graines ; le CNN 2 fait mieux" in words(verdict)
    assert "results/replicates/cnn-1-seed-2.json#/evaluation/test/accuracy" in verdict.sentence


def test_means_that_differ_by_rounding_only_are_equal() -> None:
    first, second = models(range(1), range(2))
    trained = [
        with_seeds(first, [errors(range(2)), errors(range(6))]),
        with_seeds(second, [errors(range(6)), errors(range(1))]),
    ]
    assert selection_confirmed(trained).outcome is Outcome.TRUE


@given(RANKS, RANKS, RANKS)
def test_the_outcome_never_contradicts_the_accuracies(a: set[int], b: set[int], c: set[int]) -> None:
    verdict = selection_confirmed(models(a, b, c))
    best = len(a) <= min(len(b), len(c))
    assert (verdict.outcome is Outcome.TRUE) is best
    assert verdict.subjects[0] == "cnn-1"


def test_sentences_hold_no_jargon() -> None:
    for wording in RULE.wordings.values():
        assert not any("p =" in sentence or "McNemar" in sentence for sentence in wording.sentences)
