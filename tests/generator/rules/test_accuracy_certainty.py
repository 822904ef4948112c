"""The rule says how closely the accuracy is known, over examples first, over seeds where there are some."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from experiments.measures.wilson import wilson_interval
from experiments.results.schema import Result
from generator.rules.accuracy_certainty import CLOSE, LOOSE, accuracy_certainty
from generator.rules.decision import Outcome
from tests.generator.rule_text import said, words
from tests.generator.seeds import with_seeds
from tests.generator.statistics.test_classes import from_matrix

Answers = tuple[int, int]


def answering(right: int, wrong: int) -> Result:
    return from_matrix([[right, wrong], [0, 0]])


def trained(primary: Answers, *others: Answers) -> Result:
    """Return a model with the right and wrong answers of its trainings, the primary one first."""
    result = answering(*primary)
    copies = with_seeds(result, [{}] * len(others)).replicates
    return result.with_replicates(
        copy.model_copy(update={"evaluation": answering(*other).evaluation})
        for copy, other in zip(copies, others, strict=True)
    )


@pytest.mark.parametrize(
    ("right", "wrong", "case"),
    [
        (9874, 126, "known"),
        (400, 0, "known"),
        (990, 10, "roughly"),
        (300, 0, "roughly"),
        (36, 4, "unknown"),
        (0, 40, "unknown"),
        (1, 0, "unknown"),
    ],
)
def test_every_case(right: int, wrong: int, case: str) -> None:
    verdict = accuracy_certainty(answering(right, wrong))
    assert (verdict.case, verdict.subjects) == (case, ("cnn-1",))
    # An interval without its level says nothing.
    assert "(intervalle à 95\u202f%)." in words(verdict)
    assert said(verdict).evidence[0].name == "Demi-largeur de l’intervalle à 95\u202f%"


@given(st.integers(0, 3000), st.integers(0, 30))
def test_the_outcome_is_that_of_the_interval_of_wilson(right: int, wrong: int) -> None:
    assume(right + wrong)
    low, high = wilson_interval(right, right + wrong)
    half_width = (high - low) / 2
    assume(min(abs(half_width - CLOSE), abs(half_width - LOOSE)) > 1e-9)
    outcome = accuracy_certainty(answering(right, wrong)).outcome
    assert (outcome is Outcome.TRUE) == (half_width < CLOSE)
    assert (outcome is Outcome.FALSE) == (half_width > LOOSE)


def test_sentences() -> None:
    assert words(accuracy_certainty(answering(9874, 126))) == (
        "Le CNN 1 classe correctement 98,7\u202f% des images de test ; sur un très grand nombre de cas "
        "semblables, cette part serait entre 98,5\u202f% et 98,9\u202f% (intervalle à 95\u202f%)."
    )
    assert words(accuracy_certainty(answering(1, 0))).startswith(
        "Avec 1 image de test, l’exactitude du CNN 1"
    )
    assert said(accuracy_certainty(answering(990, 10))).label == "À 1\u00a0point près seulement"


def test_trainings_with_other_seeds_are_spoken_of_and_do_not_change_the_outcome() -> None:
    alone = accuracy_certainty(answering(9874, 126))
    among = accuracy_certainty(trained((9874, 126), (5000, 5000), (9894, 106)))
    assert among.outcome is alone.outcome
    assert words(among) == words(alone).replace(" de test ;", " de test à son premier entraînement ;") + (
        " Ce calcul ne dit rien du hasard de l’entraînement : 3 entraînements, chacun avec sa graine, "
        "donnent de 50,0\u202f% à 98,9\u202f% (82,6\u202f% en moyenne). Un des 3 entraînements du CNN 1 "
        "finit loin au-dessous des autres, à 50,0\u202f% au lieu d’au moins 98,7\u202f% : il pèse sur cette "
        "moyenne et la rend incertaine."
    )
    assert [item.name for item in said(among).evidence[1:]] == [
        f"Exactitude avec la graine {seed}" for seed in (1, 2, 3)
    ]
    assert [item.value.value for item in among.evidence[1:]] == [0.9874, 0.5, 0.9894]  # type: ignore[union-attr]


def test_trainings_that_agree_to_the_last_digit_shown_have_no_range() -> None:
    sentence = words(accuracy_certainty(trained((9874, 126), (9872, 128))))
    assert sentence.endswith("2 entraînements, chacun avec sa graine, donnent tous 98,7\u202f%.")
