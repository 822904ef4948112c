"""What is said of the CNN against each MLP: its accuracy is that of the comparisons made."""

from collections.abc import Iterable, Sequence

import pytest

from generator.lab.contest.page import answers, contest
from generator.rules.speaker import Speaker
from tests.generator.rule_text import spoken
from tests.generator.seeds import trained

Trainings = Sequence[Iterable[int]]

ONE, MANY = [range(20, 40)], [range(20, 40)] * 4
FIRST = [range(12)]
SEEDS = [range(12), range(1), range(1), range(1)]


def said(raw: Trainings, hog: Trainings, cnn: Trainings) -> str:
    """Return what is said of the CNN when each experiment has one model, so trained."""
    page = contest([trained("mlp-raw-1", *raw)], [trained("mlp-hog-1", *hog)], [trained("cnn-1", *cnn)])
    return spoken(answers(page, Speaker())[1].sentence)


@pytest.mark.parametrize(
    ("raw", "hog", "cnn", "start"),
    [
        (ONE, ONE, FIRST, "Avec 70 % des images de test correctement classées, le CNN 1 "),
        (
            ONE,
            ONE,
            SEEDS,
            "Avec 70 % des images de test correctement classées à son premier entraînement, le ",
        ),
        (
            MANY,
            MANY,
            SEEDS,
            "Avec 91 % des images de test correctement classées en moyenne sur 4 graines, le CNN 1 ",
        ),
        (
            MANY,
            ONE,
            SEEDS,
            "Avec 91 % des images de test correctement classées en moyenne sur 4 graines, et 70 % à "
            "son premier entraînement, seul comparé au MLP 1 sur HOG, le CNN 1 ",
        ),
        (
            ONE,
            MANY,
            SEEDS,
            "Avec 91 % des images de test correctement classées en moyenne sur 4 graines, et 70 % à "
            "son premier entraînement, seul comparé au MLP 1 sur les pixels, le CNN 1 ",
        ),
    ],
)
def test_the_accuracy_of_the_cnn_is_that_of_each_comparison(
    raw: Trainings, hog: Trainings, cnn: Trainings, start: str
) -> None:
    assert said(raw, hog, cnn).startswith(start)


@pytest.mark.parametrize(
    ("raw", "hog", "expected"),
    [
        (MANY, MANY, "poids) 50 % en moyenne sur 4 graines."),
        (MANY, MANY[:3], "poids) 50 % en moyenne sur 3 et 4 graines."),
        (ONE, ONE, "poids) 50 %."),
    ],
)
def test_the_two_accuracies_say_whose_they_are_and_over_how_many_seeds(
    raw: Trainings, hog: Trainings, expected: str
) -> None:
    page = contest([trained("mlp-raw-1", *raw)], [trained("mlp-hog-1", *hog)], [trained("cnn-1", *SEEDS)])
    assert spoken(answers(page, Speaker())[0].sentence).endswith(expected)
