"""The rule names the classes that are surely harder, and no other."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from experiments.results.schema import Result
from generator.rules.decision import Outcome, Verdict
from generator.rules.hardest_classes import hardest_classes
from generator.statistics.corrections import SIGNIFICANCE, holm
from tests.generator.rule_text import plain, said, words
from tests.generator.samples import LABELS
from tests.generator.seeds import trained
from tests.generator.statistics.test_classes import from_matrix


def wrong(errors: list[int], examples: int = 100) -> Result:
    """Return a model that makes so many errors on each class, all of them with as many examples."""
    matrix = [[0] * len(errors) for _ in errors]
    for rank, number in enumerate(errors):
        matrix[rank][rank] = examples - number
        matrix[rank][(rank + 1) % len(errors)] += number
    return from_matrix(matrix)


def named(verdict: Verdict) -> list[int]:
    """Return the classes that the sentence names, in order."""
    return [int(name) for name in re.findall("« (.) »", words(verdict))]


ONE_HARD = [2, 2, 2, 2, 2, 2, 2, 2, 2, 20]
TWO_HARD = [2, 2, 2, 20, 2, 2, 2, 2, 25, 2]
ONE_EASY = [0, 20, 20, 20, 20, 20, 20, 20, 21, 20]
CHANCE = [10, 10, 10, 10, 14, 10, 10, 10, 10, 10]
FEW = [0, 0, 1, 0, 0, 2, 0, 0, 0, 0]
TIED = [0, 0, 2, 0, 0, 2, 0, 0, 1, 0]


@pytest.mark.parametrize(
    ("errors", "case", "classes"),
    [
        (ONE_HARD, "harder", [9]),
        (TWO_HARD, "harder", [8, 3]),
        (ONE_EASY, "uneven", [8]),
        (CHANCE, "undecided", [4]),
        (FEW, "undecided", [5]),
        (TIED, "undecided", [2, 5]),
        ([3] * 10, "level", []),
        ([0] * 10, "no-error", []),
    ],
)
def test_every_case(errors: list[int], case: str, classes: list[int]) -> None:
    verdict = hardest_classes(wrong(errors))
    assert (verdict.case, named(verdict), verdict.subjects) == (case, classes, ("cnn-1",))


def test_sentences() -> None:
    assert words(hardest_classes(wrong(TWO_HARD))) == (
        "Le CNN 1 se trompe plus souvent sur « 8 » (25\u202f% d’erreurs) et « 3 » (20\u202f%) que sur le "
        "reste ; sur l’ensemble, il se trompe sur 6\u202f% des images de test."
    )
    assert words(hardest_classes(wrong([3] * 10))) == (
        "Le CNN 1 se trompe aussi souvent sur chaque chiffre : le taux d’erreur est partout de 3\u202f%."
    )


@given(st.lists(st.integers(0, 30), min_size=2, max_size=10))
def test_the_classes_named_as_harder_are_those_of_the_exact_test(errors: list[int]) -> None:
    """The one-sided test of Fisher draws the errors among all examples, as balls from an urn."""
    verdict = hardest_classes(wrong(errors))
    urn = hypergeom(100 * len(errors), sum(errors), 100)
    corrected = holm([float(urn.sf(number - 1)) for number in errors])
    harder = [rank for rank, p in enumerate(corrected) if p < SIGNIFICANCE]
    assert (verdict.outcome is Outcome.TRUE) == bool(harder)
    assert (verdict.outcome is Outcome.FALSE) == (sum(errors) == 0)
    if harder:
        assert sorted(named(verdict)) == harder
        assert all(errors[rank] > sum(errors) / len(errors) for rank in harder)
    rates = [errors[rank] for rank in named(verdict)]
    assert rates == sorted(rates, reverse=True)


def test_of_many_classes_a_few_are_named_and_the_others_counted() -> None:
    worst = hardest_classes(wrong([1] * 30 + [0] * 70, examples=10))
    assert words(worst).startswith("C’est sur « 0 » (10\u202f% d’erreurs), « 1 » (10\u202f%), ")
    assert "« 9 » (10\u202f%) et 20 autres chiffres que le CNN 1 se trompe le plus souvent" in words(worst)
    shown = [item.name for item in said(worst).evidence]
    assert shown[:10] == [f"Erreurs sur « {rank} »" for rank in range(10)]
    assert shown[10:20] == [f"Le plus petit taux d’erreurs, sur « {rank} »" for rank in range(30, 40)]
    assert shown[20] == "Nombre de chiffres à ce plus petit taux"
    assert plain(said(worst).evidence[20].value) == "70"
    eleven = words(hardest_classes(wrong([1] * 11 + [0] * 20, examples=10)))
    assert "« 10 » (10\u202f%) que le CNN 1" in eleven and "autres" not in eleven


def test_a_class_without_examples_is_left_out() -> None:
    verdict = hardest_classes(from_matrix([[50, 50, 0], [1, 99, 0], [0, 0, 0]]))
    assert (verdict.case, named(verdict)) == ("harder", [0])
    assert len(verdict.evidence) == 3


def test_evidence_counts_errors_and_examples() -> None:
    evidence = said(hardest_classes(wrong([30, 1, 0]))).evidence
    shown = [(item.name, plain(item.value)) for item in evidence]
    assert shown[0][0] == "Erreurs sur « 0 »"
    assert shown[0][1].startswith("30 sur 100 réponses ; p corrigée (Holm) : ")
    assert shown[1] == ("Le plus petit taux d’erreurs, sur « 2 »", "0 sur 100 réponses")


def test_a_single_answer_is_no_answers() -> None:
    evidence = said(hardest_classes(from_matrix([[5, 5, 0], [0, 10, 0], [0, 0, 1]]))).evidence
    assert any(plain(item.value) == "0 sur 1 réponse" for item in evidence)


def test_answers_of_several_trainings_are_not_said_to_be_as_many_examples() -> None:
    verdict = said(hardest_classes(trained("cnn-1", *[[0, 1, 2]] * 5)))
    answers = [plain(item.value) for item in verdict.evidence if "réponses" in plain(item.value)]
    assert answers
    assert all("en tout sur 5 entraînements" in each for each in answers)


def test_too_few_errors_say_nothing_of_all_classes_together() -> None:
    few, enough = (
        [item.name for item in hardest_classes(wrong(errors)).evidence] for errors in (FEW, CHANCE)
    )
    assert ("chance" in few, "chance" in enough) == (False, True)


def test_what_is_said_is_that_of_all_the_trainings() -> None:
    """A class that the primary training alone finds hard is not hard for the model."""
    zeros = [rank for rank, label in enumerate(LABELS) if label == "0"]
    lucky, alone = trained("cnn-1", zeros[:6], [], [], []), trained("cnn-1", zeros[:6])
    assert hardest_classes(alone).case == "harder"
    verdict = hardest_classes(lucky)
    assert verdict.case != "harder"
    assert "(en moyenne sur 4 graines)" in words(verdict)
    assert hardest_classes(trained("cnn-1", *[zeros[:6]] * 4)).case == "harder"
