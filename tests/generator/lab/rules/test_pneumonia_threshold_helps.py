"""The rule says whether the thresholds that validation chooses improve the accuracy on test, seed by seed."""

import pytest

from generator.lab.rules.pneumonia_threshold_helps import pneumonia_threshold_helps
from generator.statistics.diagnosis.decision import decide
from generator.statistics.diagnosis.trainings import Trainings, trainings
from tests.generator.lab.pneumonia.judged import case, sentence
from tests.generator.lab.pneumonia.sample import Answers, pneumonia_result, with_seeds
from tests.generator.rule_text import said, spoken

CHOOSING = ([0] * 100 + [1] * 200, [0.1] * 50 + [0.7] * 50 + [0.8] * 200)  # its threshold is 0.75
LABELS = [0] * 30 + [1] * 30


def between(healthy: int, ill: int) -> Answers:
    """Return so many healthy and ill X-rays called ill at 1/2 only, the others being classified well."""
    return LABELS, [0.7] * healthy + [0.1] * (30 - healthy) + [0.7] * ill + [0.9] * (30 - ill)


def model(*tests: Answers, position: int = 1) -> Trainings:
    result = pneumonia_result(position=position, validation=CHOOSING, test=tests[0])
    return trainings(decide(with_seeds(result, *tests[1:], validation=CHOOSING)))


UP, DOWN, EVEN, FEW = between(20, 1), between(1, 20), between(2, 2), between(3, 1)
CASES = [
    ((UP,), "up", "monte sûrement, de +32 points, pour le seul entraînement essayé."),
    ((UP, UP), "up", "monte sûrement, de +32 points, pour chacun des 2 entraînements."),
    (
        (DOWN,),
        "down",
        "baisse sûrement, de −32 points, pour le seul entraînement essayé. Le test n’a pas à corriger ce "
        "choix, fait sur la validation.",
    ),
    ((FEW,), "unclear", "change de +3 points : le hasard peut l’expliquer pour le seul entraînement essayé."),
    (
        (EVEN, FEW),
        "unclear",
        "change de 0 point à +3 points selon la graine : le hasard peut l’expliquer pour chacun des "
        "2 entraînements.",
    ),
]


@pytest.mark.parametrize(("tests", "expected", "end"), CASES)
def test_every_case(tests: tuple[Answers, ...], expected: str, end: str) -> None:
    (verdict,) = pneumonia_threshold_helps([model(*tests)])
    assert case(verdict) == expected
    assert sentence(verdict).startswith(
        "Avec le seuil que choisit sa validation, 0,750, au lieu de 0,5, l’exactitude du CNN 1 "
    )
    assert sentence(verdict).replace("0,0 point", "0 point").endswith(end)


@pytest.mark.parametrize(
    ("tests", "outcomes"),
    [
        (
            (UP, DOWN, FEW),
            "monte sûrement pour 1 entraînement, baisse sûrement pour 1 entraînement et change trop peu pour "
            "conclure pour 1 entraînement",
        ),
        ((UP, DOWN), "monte sûrement pour 1 entraînement et baisse sûrement pour 1 entraînement"),
        (
            (UP, UP, EVEN),
            "monte sûrement pour 2 entraînements et change trop peu pour conclure pour 1 entraînement",
        ),
    ],
)
def test_trainings_that_disagree_leave_it_to_the_seed(tests: tuple[Answers, ...], outcomes: str) -> None:
    (verdict,) = pneumonia_threshold_helps([model(*tests)])
    assert case(verdict) == "depends"
    assert f" selon la graine : elle {outcomes}. C’est cette instabilité" in sentence(verdict)


def test_each_training_uses_the_threshold_of_its_own_validation() -> None:
    labels = [0] * 100 + [1] * 100
    half, high = ((labels, [low] * 100 + [top] * 100) for low, top in ((0.4, 0.6), (0.8, 0.9)))
    test = ([0] * 10 + [1] * 10, [0.7] * 10 + [0.9] * 10)  # all right at 0.85, half wrong at 1/2
    result = pneumonia_result(validation=half, test=test)
    (verdict,) = pneumonia_threshold_helps([trainings(decide(with_seeds(result, test, validation=high)))])
    assert "entre 0,500 et 0,850 selon la graine" in sentence(verdict)
    assert case(verdict) == "depends"


def test_models_judged_together_are_corrected() -> None:
    test = between(6, 0)
    assert [v.case for v in pneumonia_threshold_helps([model(test)])] == ["up"]
    together = pneumonia_threshold_helps([model(test), model(test, position=2)])
    assert [v.case for v in together] == ["unclear", "unclear"]


def test_the_test_of_the_first_training_names_its_seed() -> None:
    (verdict,) = pneumonia_threshold_helps([model(UP, UP)])
    labels = [spoken(item.name) for item in said(verdict).evidence]
    assert labels == [
        "Seuils, de graine en graine",
        "Différence d’exactitude, de graine en graine",
        "p (test exact de McNemar), graine 1",
        "p corrigée (Holm, comparaisons faites ensemble : 2), graine 1",
    ]
