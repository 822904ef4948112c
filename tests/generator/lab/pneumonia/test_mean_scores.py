"""What is said of the scores of a model counts all its trainings."""

import pytest

from experiments.results.schema import Result
from generator.lab.pneumonia.mean_scores import mean_scores, split_scores
from generator.statistics.diagnosis.decision import decide
from generator.statistics.diagnosis.trainings import trainings
from tests.generator.lab.pneumonia.sample import counted, pneumonia_result, with_seeds
from tests.generator.rule_text import spoken


def test_scores_are_the_means_of_all_trainings_each_at_its_own_threshold() -> None:
    result = with_seeds(
        pneumonia_result(test=counted(90, 10, 0, 100)), counted(70, 30, 20, 80), counted(80, 20, 40, 60)
    )
    answer = mean_scores(trainings(decide(result)))
    assert spoken(answer) == (
        "Au seuil usuel, 0,5, le CNN 1 sur les radiographies a raison pour 80,0 % des radiographies du test "
        "en moyenne sur 3 graines (de 70,0 % à 95,0 % ; F1 : 0,794) ; il y reconnaît 80,0 % des pneumonies "
        "et 80,0 % des radiographies normales. Sur la validation, il a raison pour 100 % en moyenne (F1 : "
        "1,00). Matrice de confusion du premier entraînement, le plus exact des 3 (95,0 % d’exactitude), "
        "sur le test : normales reconnues, 90 ; fausses alarmes, 10 ; pneumonies manquées, 0 ; pneumonies "
        "reconnues, 100. Sur la validation, dans cet ordre : 1, 0, 0 et 1."
    )
    for training in (result, *result.replicates):
        assert f"{training.file}#/evaluation/test/probabilities" in str(answer)


@pytest.mark.parametrize(
    ("half", "accuracy", "f1"),
    [
        (8, ["88 %", "75 %", "100 %"], ["0,83", "0,67", "1,00"]),
        (80, ["87,5 %", "75,0 %", "100,0 %"], ["0,833", "0,667", "1,000"]),
    ],
)
def test_a_mean_over_few_images_has_no_more_digits_than_one_of_them_weighs(
    half: int, accuracy: list[str], f1: list[str]
) -> None:
    result = with_seeds(
        pneumonia_result(test=counted(half, 0, 0, half)), counted(half, 0, half // 2, half // 2)
    )
    scores = {score.name: score for score in split_scores(trainings(decide(result)))}
    for name, texts in (("exactitude", accuracy), ("F1", f1)):
        score = scores[name]
        assert score.value and score.low and score.high
        assert [spoken(each.text) for each in (score.value, score.low, score.high)] == texts


def test_each_training_is_judged_at_the_threshold_of_its_own_validation() -> None:
    # Right at 0.8, which the validation of the first chooses; wrong about the healthy where the other does.
    healthy_at = ([0] * 100 + [1] * 100, [0.7] * 100 + [0.9] * 100)
    first = pneumonia_result(validation=healthy_at, test=healthy_at)
    other = ([0] * 100 + [1] * 100, [0.1] * 100 + [0.6] * 100)
    assert said(with_seeds(first, healthy_at, validation=other)).startswith(
        "Au seuil que choisit sa validation, de 0,350 à 0,800 selon la graine, le CNN 1 sur les "
        "radiographies a raison pour 75,0 % des radiographies du test en moyenne sur 2 graines (de 50,0 % à "
        "100,0 % ; "
    )
    assert said(with_seeds(first, healthy_at, validation=healthy_at)).startswith(
        "Au seuil que choisit sa validation, 0,800, le CNN 1"
    )
    none = ([0] * 100 + [1] * 100, [0.9] * 100 + [0.0] * 10 + [0.9] * 90)
    assert said(with_seeds(first, healthy_at, validation=none)).startswith(
        "Au seuil que choisit sa validation, ou 0,5 si elle n’y suffit pas, le CNN 1"
    )


def said(result: Result) -> str:
    return spoken(mean_scores(trainings(decide(result))))


def test_a_single_training_is_said_to_be_one() -> None:
    assert spoken(mean_scores(trainings(decide(pneumonia_result(test=counted(90, 10, 0, 100)))))).startswith(
        "Au seuil usuel, 0,5, le CNN 1 sur les radiographies, entraîné avec une seule graine, a raison pour "
        "95 % des "
    )


def test_what_no_example_defines_is_said_to_be_undefined() -> None:
    assert "reconnaît une part non définie des pneumonies et 67 % des radiographies normales" in spoken(
        mean_scores(trainings(decide(pneumonia_result(test=([0, 0, 0], [0.1, 0.2, 0.9])))))
    )
