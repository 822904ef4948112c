"""The rule says how closely the accuracy is known, over images first, over seeds where there are some."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.formulas.wilson import wilson_interval
from generator.rules.accuracy_certainty import CLOSE, LOOSE, RULE, accuracy_certainty
from generator.rules.verdict import Outcome
from tests.generator.page_tree import parse
from tests.generator.rule_text import words
from tests.generator.seeds import with_seeds
from tests.generator.statistics.test_classes import from_matrix

Answers = tuple[int, int]


def answering(right: int, wrong: int, position: int = 1) -> Result:
    return from_matrix([[right, wrong], [0, 0]], position=position)


def trained(position: int, primary: Answers, *others: Answers) -> Result:
    """Return a model with the right and wrong answers of its trainings, the primary one first."""
    result = answering(*primary, position)
    copies = with_seeds(result, [{}] * len(others)).replicates
    return result.with_replicates(
        copy.model_copy(update={"evaluation": answering(*other).evaluation})
        for copy, other in zip(copies, others, strict=True)
    )


CASES = [
    (9874, 126, Outcome.TRUE, "Oui"),
    (400, 0, Outcome.TRUE, "Oui"),
    (990, 10, Outcome.INCONCLUSIVE, "À 1\u00a0point près seulement"),
    (300, 0, Outcome.INCONCLUSIVE, "À 1\u00a0point près seulement"),
    (36, 4, Outcome.FALSE, "Non"),
    (0, 40, Outcome.FALSE, "Non"),
    (1, 0, Outcome.FALSE, "Non"),
]
EVERY_CASE = pytest.mark.parametrize(("right", "wrong", "outcome", "label"), CASES)
EVERY_VARIANT = pytest.mark.parametrize("position", range(1, 5))


@EVERY_VARIANT
@EVERY_CASE
def test_every_outcome(right: int, wrong: int, outcome: Outcome, label: str, position: int) -> None:
    verdict = accuracy_certainty(answering(right, wrong, position))
    assert (verdict.outcome, verdict.label) == (outcome, label)
    assert verdict.question == f"Sait-on l’exactitude du CNN {position} à 0,5\u00a0point près ?"
    assert verdict.subjects == ("cnn-1",)


@given(st.integers(0, 3000), st.integers(0, 30))
def test_the_outcome_is_that_of_the_interval_of_wilson(right: int, wrong: int) -> None:
    assume(right + wrong)
    low, high = (float(bound.value) for bound in wilson_interval(right, right + wrong))
    half_width = (high - low) / 2
    assume(min(abs(half_width - CLOSE), abs(half_width - LOOSE)) > 1e-9)
    outcome = accuracy_certainty(answering(right, wrong)).outcome
    assert (outcome is Outcome.TRUE) == (half_width < CLOSE)
    assert (outcome is Outcome.FALSE) == (half_width > LOOSE)


SENTENCES = [
    (
        (9874, 126, 1),
        "Le CNN 1 lit bien 98,7\u202f% des images de test ; sur un très grand nombre d’images semblables, ce "
        "serait très probablement entre 98,5\u202f% et 98,9\u202f%.",
    ),
    (
        (9874, 126, 2),
        "Mesurée sur 10\u202f000 images, l’exactitude du CNN 2 est connue à 0,22\u00a0point près : elle se "
        "situe très probablement entre 98,5\u202f% et 98,9\u202f%.",
    ),
    (
        (9874, 126, 4),
        "On peut se fier aux 98,7\u202f% du CNN 4 : avec 10\u202f000 images de test, l’exactitude vraie se "
        "situe très probablement entre 98,5\u202f% et 98,9\u202f%.",
    ),
    (
        (990, 10, 1),
        "Le CNN 1 lit bien 99,0\u202f% des images de test, mais son exactitude n’est connue qu’à "
        "0,64\u00a0point près : elle se situe très probablement entre 98,2\u202f% et 99,5\u202f%.",
    ),
    (
        (36, 4, 1),
        "Avec 40 images de test, l’exactitude du CNN 1 n’est connue qu’à 9,5\u00a0points près : elle peut se "
        "situer n’importe où entre 77\u202f% et 96\u202f%.",
    ),
    (
        (1, 0, 1),
        "Avec 1 image de test, l’exactitude du CNN 1 n’est connue qu’à 40\u00a0points près : elle peut se "
        "situer n’importe où entre 21\u202f% et 100\u202f%.",
    ),
]


@pytest.mark.parametrize(("answers", "sentence"), SENTENCES)
def test_sentences(answers: tuple[int, int, int], sentence: str) -> None:
    assert words(accuracy_certainty(answering(*answers))) == sentence


def test_trainings_with_other_seeds_are_spoken_of() -> None:
    sentence = words(accuracy_certainty(trained(1, (9874, 126), (9850, 150), (9894, 106))))
    assert sentence.endswith(
        "Ce calcul ne dit rien du hasard de l’entraînement : 3 entraînements, chacun avec sa graine, donnent "
        "de 98,5\u202f% à 98,9\u202f%, 98,7\u202f% en moyenne."
    )


def test_trainings_that_agree_to_the_last_digit_shown_have_no_range() -> None:
    sentence = words(accuracy_certainty(trained(2, (9874, 126), (9872, 128))))
    assert sentence.endswith(
        "Cette marge ne compte pas le hasard de la graine : 2 entraînements donnent chacun 98,7\u202f%."
    )


def test_seeds_do_not_change_the_outcome_which_is_about_images() -> None:
    alone, among = answering(9874, 126), trained(1, (9874, 126), (5000, 5000))
    assert accuracy_certainty(among).outcome is accuracy_certainty(alone).outcome
    assert words(accuracy_certainty(among)).startswith(words(accuracy_certainty(alone)))
    assert "entraînements" not in words(accuracy_certainty(alone))


@given(st.lists(st.integers(0, 40), min_size=1, max_size=4), st.integers(1, 4))
def test_the_spread_is_that_of_all_trainings(rights: list[int], position: int) -> None:
    answers = [(right, 40 - right) for right in [30, *rights]]
    verdict = accuracy_certainty(trained(position, *answers))
    shares = [right / 40 for right, _ in answers]
    found = {
        element.attributes.get("data-formula"): float(element.attributes["value"])
        for element in parse(str(verdict.sentence)).find("data")
    }
    assert found["entraînements, une graine chacun"] == len(answers)
    assert found["moyenne sur les entraînements"] == pytest.approx(sum(shares) / len(shares))
    if "la plus basse" in found:
        assert (found["la plus basse"], found["la plus haute"]) == (min(shares), max(shares))
    seeds = verdict.evidence[1:]
    assert [item.name for item in seeds] == [
        f"Exactitude avec la graine {seed}" for seed in range(1, len(answers) + 1)
    ]
    assert [item.value.value for item in seeds] == shares  # type: ignore[union-attr]


@EVERY_VARIANT
@EVERY_CASE
def test_every_number_of_the_sentence_has_its_sources(
    right: int, wrong: int, outcome: Outcome, label: str, position: int
) -> None:
    sentence = accuracy_certainty(trained(position, (right, wrong), (right, wrong))).sentence
    assert "results/cnn-1.json#/evaluation/test/accuracy" in sentence
    assert "results/replicates/cnn-1-seed-2.json#/evaluation/test/accuracy" in sentence
    outside = re.sub(r"<data.*?</data>", "", sentence).replace(f"CNN {position}", "")
    assert not re.search(r"[\d{}]", outside)


def test_thresholds_and_confidence_are_in_the_method() -> None:
    assert "Wilson à 95\u202f%" in RULE.method
    assert "0,5\u00a0point, mal connue si elle dépasse 1\u00a0point" in RULE.method
