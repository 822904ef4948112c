"""What is said of the data, against the data of the results."""

import pytest

from generator.lab.review.data_facts import (
    announced_check,
    classes_check,
    methods_check,
    size_check,
    stated_sides,
)
from generator.lab.review.quotations.introduction import CLASSES, IMAGE_SIZE, METHODS
from generator.rules.verdict import Outcome
from tests.generator.lab.review.seed_samples import seed_result
from tests.generator.lab.review.text import words
from tests.generator.samples import family, sample

SIZE = "une image de {}x{} pixels."


def test_the_sides_are_read() -> None:
    assert stated_sides(IMAGE_SIZE) == (28, 28)
    assert stated_sides(SIZE.format(7, 12)) == (7, 12)


@pytest.mark.parametrize(
    ("sides", "outcome", "sentence"),
    [
        (
            (4, 4),
            Outcome.TRUE,
            "C’est la taille des images de nos 2 CNN ; mise à plat, une image a 16 pixels.",
        ),
        ((4, 5), Outcome.FALSE, "Nos images ont 4 × 4 pixels."),
    ],
)
def test_the_size_of_an_image(sides: tuple[int, int], outcome: Outcome, sentence: str) -> None:
    check = size_check(SIZE.format(*sides), family("cnn-digits"))
    assert (check.outcome, words(check.sentence)) == (outcome, sentence)
    assert check.subjects == ("cnn-1", "cnn-2")
    assert bool(check.slips) == (outcome is Outcome.FALSE)


def test_the_number_of_classes() -> None:
    right = classes_check(CLASSES, seed_result())
    assert (right.outcome, right.slips) == (Outcome.TRUE, ())
    assert words(right.sentence) == "Nos données en ont 10 : 0, 1, 2, 3, 4, 5, 6, 7, 8 et 9."
    wrong = classes_check(CLASSES, sample())
    assert (wrong.outcome, wrong.slips) == (Outcome.FALSE, ("classes",))
    assert words(wrong.sentence) == "Nos données en ont 4 : 0, 1, 2 et 3."


@pytest.mark.parametrize(("number", "outcome"), [(3, Outcome.TRUE), (2, Outcome.FALSE)])
def test_the_number_of_experiments(number: int, outcome: Outcome) -> None:
    check = methods_check(METHODS, ["titre"] * number)
    assert check.outcome is outcome
    assert words(check.sentence) == f"Les expériences de la Partie 2 sont au nombre de {number}."


def test_an_announced_part_is_there_or_not() -> None:
    assert announced_check(empty=False).outcome is Outcome.TRUE
    assert announced_check(empty=True).outcome is Outcome.INCONCLUSIVE
