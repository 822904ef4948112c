"""The rule says who reads better, whichever way the results turn."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules.better_than import RULE, better_than
from generator.rules.decision import Outcome, Verdict
from generator.statistics.corrections import Chance
from generator.statistics.tournament import Tournament, contrast
from tests.generator.chosen_models import models
from tests.generator.rule_text import plain, said, spoken, words
from tests.generator.seeds import trained

Trainings = list[range]


def judged(first: Trainings, second: Trainings) -> Verdict:
    return better_than(contrast(trained("cnn-1", *first), trained("mlp-raw-1", *second), "test"))


GOOD = [range(2), range(1), range(3)]
POOR = [range(12), range(14), range(13)]
CASES = [
    ([range(0)], [range(12)], "better"),
    ([range(12)], [range(0)], "worse"),
    ([range(3)], [range(1)], "level"),
    ([range(0)], [range(0)], "same"),
    ([range(3)], [range(20, 23)], "same"),
    ([range(2), range(4)], [range(4), range(2)], "same"),
    (GOOD, POOR, "better-seeds"),
    (POOR, GOOD, "worse-seeds"),
    ([range(2), range(9)], [range(12), range(3)], "level-seeds"),
]


@pytest.mark.parametrize(("first", "second", "case"), CASES)
def test_every_case_and_the_sources_of_its_numbers(first: Trainings, second: Trainings, case: str) -> None:
    verdict = judged(first, second)
    assert (verdict.case, verdict.subjects) == (case, ("cnn-1", "mlp-raw-1"))
    sentence = said(verdict).sentence
    assert "results/cnn-1.json#/evaluation/test/" in sentence
    outside = re.sub(r"<data.*?</data>", "", sentence)
    for name in ("CNN 1", "MLP 1"):
        outside = outside.replace(name, "")
    assert not re.search(r"\d", outside)


def test_every_case_was_driven() -> None:
    assert {case for *_, case in CASES} == set(RULE.cases)


def test_the_winner_is_named_first_with_its_own_numbers() -> None:
    assert words(judged([range(12)], [range(30, 31)])) == (
        "Le MLP 1 sur les pixels classe correctement 97\u202f% des images de test, contre 70\u202f% pour le "
        "CNN 1 : le hasard des images expliquerait mal cet écart. Un seul entraînement de chacun est "
        "comparé : le hasard de la graine n’est pas compté."
    )
    assert words(judged(GOOD, POOR)).startswith(
        "En moyenne, le CNN 1 classe correctement 95\u202f% des images de test (3 entraînements), contre "
        "68\u202f% pour le MLP 1 sur les pixels (3 entraînements)."
    )


def test_replicates_of_one_model_alone_favour_neither() -> None:
    assert "Un seul entraînement de chacun est comparé" in words(judged(GOOD, [range(12)]))


def test_a_model_without_replicates_changes_nothing_in_what_is_said_of_two_others() -> None:
    good, poor, alone = trained("cnn-1", *GOOD), trained("mlp-raw-1", *POOR), trained("mlp-hog-1", range(5))
    among = Tournament([good, poor, alone], "test").contrast(good, poor)
    apart = contrast(good, poor, "test")
    assert among.test is apart.test
    assert better_than(among).case == better_than(apart).case == "better-seeds"
    assert said(better_than(among)).sentence == said(better_than(apart)).sentence


def test_a_difference_has_no_more_digits_than_its_interval() -> None:
    # Half of the interval is more than ten points.
    found = contrast(trained("cnn-1", range(9)), trained("mlp-raw-1", range(9, 20)), "test")
    assert plain(said(better_than(found)).evidence[0].value) == "+5\xa0points"


def test_comparisons_made_at_once_are_corrected() -> None:
    made = models([()] * 3, [range(0), range(6), range(1)], [10, 10, 10])
    alone, among = contrast(*made[:2], "test"), Tournament(made, "test").contrast(*made[:2])
    assert better_than(alone).outcome is Outcome.TRUE  # p = 2 / 2⁶
    assert better_than(among).outcome is Outcome.INCONCLUSIVE
    assert [item.name for item in better_than(alone).evidence][-1] == "chance"
    assert [item.name for item in better_than(among).evidence][-1] == "corrected"


def test_a_difference_that_would_be_sure_alone_is_not_said_to_be_small() -> None:
    """Its p-value and its interval, shown beside it, would belie that; 16 comparisons take p above 0.05."""
    found = contrast(trained("cnn-1", *GOOD), trained("mlp-raw-1", *POOR), "test")
    for each, order in (
        (found, "l’ordre pourrait s’inverser"),
        (contrast(trained("cnn-1", range(3)), trained("mlp-raw-1", range(9)), "test"), "trop proche"),
    ):
        among = replace(each, chance=Chance(0.017, 0.1, 16))
        assert better_than(among).case.startswith("level")
        assert (
            "jugé seul, cet écart serait sûr (p = 0,017) ; parmi 16 comparaisons faites ensemble, "
            "il ne l’est pas."
        ) in spoken(said(better_than(among)).sentence)
        unsure = replace(each, chance=Chance(0.06, 0.1, 16))
        assert order in words(better_than(unsure))
        assert "jugé seul" not in words(better_than(unsure))


def test_a_sure_difference_never_stands_between_equal_numbers() -> None:
    """Whatever the digits that the sample supports, those that tell the two apart are shown."""
    found = replace(
        contrast(trained("cnn-1", *GOOD), trained("mlp-raw-1", *POOR), "test"),
        accuracies=(0.9714, 0.9706),
        low=0.0001,
        high=0.0015,
    )
    sentence = spoken(said(better_than(found)).sentence)
    first, second = re.findall(r"[\d,]+ %", sentence)[:2]
    assert first != second
    interval = spoken(said(better_than(found)).evidence[1].value)
    assert interval == "de +0,01 point à +0,15 point"


def test_a_training_that_collapsed_is_said() -> None:
    steady = trained("cnn-1", *[range(1)] * 5)
    broken = trained("mlp-raw-1", *[range(1)] * 4, range(38))
    verdict = better_than(contrast(broken, steady, "test"))
    assert verdict.case == "level-seeds"
    assert spoken(said(verdict).sentence).endswith(
        "Un des 5 entraînements du MLP 1 sur les pixels finit loin au-dessous des autres, à 5 % au lieu d’au "
        "moins 97 % : il pèse sur cette moyenne et la rend incertaine."
    )
    assert "loin au-dessous" not in words(better_than(contrast(steady, trained("mlp-raw-1", *GOOD), "test")))


@given(st.sets(st.integers(0, 39)), st.sets(st.integers(0, 39)))
def test_the_outcome_never_contradicts_the_accuracies(one: set[int], other: set[int]) -> None:
    first, second = trained("cnn-1", one), trained("mlp-raw-1", other)
    outcome = better_than(contrast(first, second, "test")).outcome
    gap = first.evaluation["test"].accuracy - second.evaluation["test"].accuracy
    assert (outcome is Outcome.TRUE) <= (gap > 0)
    assert (outcome is Outcome.FALSE) <= (gap < 0)
    mirrored = {Outcome.TRUE: Outcome.FALSE, Outcome.FALSE: Outcome.TRUE}.get(outcome, outcome)
    assert better_than(contrast(second, first, "test")).outcome is mirrored
