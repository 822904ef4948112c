"""What a model said of a split, or an exact reason why it cannot be read."""

import pytest

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.statistics.diagnosis.answers import answers
from tests.generator.lab.pneumonia.sample import pneumonia_record, pneumonia_result, with_seeds


def test_the_matrix_at_one_half_is_the_one_of_the_result() -> None:
    result = pneumonia_result()
    for split in ("validation", "test"):
        assert answers(result, split).matrix(0.5) == result.evaluation[split].confusion_matrix


def test_a_trial_on_the_first_images_uses_the_first_patients() -> None:
    record = pneumonia_record()
    record["inspection"]["patients"]["test"] = [7, 7, 3, 1, 9, 9]
    assert answers(Result.model_validate(record), "test").patients.tolist() == [7, 7, 3, 1]


def test_probabilities_are_required() -> None:
    record = pneumonia_record()
    record["evaluation"]["test"]["probabilities"] = None
    with pytest.raises(ResultError) as caught:
        answers(Result.model_validate(record), "test")
    assert str(caught.value) == (
        "results/cnn-pneumonia.json\u202f: /evaluation/test/probabilities\u202f: une probabilité est "
        "attendue pour chaque exemple (4). Relancez «\u202fmake report FORCE=1 ONLY=cnn-pneumonia\u202f»."
    )


def test_patients_are_required() -> None:
    record = pneumonia_record()
    record["inspection"]["patients"]["test"] = [1]
    with pytest.raises(ResultError) as caught:
        answers(Result.model_validate(record), "test")
    assert str(caught.value) == (
        "results/cnn-pneumonia.json\u202f: /inspection/patients/test\u202f: un numéro de patient est "
        "attendu pour chaque exemple (4), trouvé 1. "
        "Relancez «\u202fmake report FORCE=1 ONLY=cnn-pneumonia\u202f»."
    )


def test_a_replicate_has_the_images_of_its_result() -> None:
    record = pneumonia_record()
    record["inspection"]["patients"]["test"] = [7, 7, 3, 1]
    result = with_seeds(Result.model_validate(record), ([0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4]))
    again = answers(result, "test", result.replicates[0])
    assert again.probabilities.tolist() == [0.1, 0.2, 0.3, 0.4]
    assert again.patients.tolist() == [7, 7, 3, 1]
    assert again.sources[0] == "results/replicates/cnn-pneumonia-seed-2.json#/evaluation/test/labels"
    assert answers(result, "test").sources[0] == "results/cnn-pneumonia.json#/evaluation/test/labels"


def test_a_replicate_about_other_images_is_refused() -> None:
    result = with_seeds(pneumonia_result(), ([1, 1, 0, 0], [0.1, 0.2, 0.3, 0.4]))
    with pytest.raises(ResultError) as caught:
        answers(result, "test", result.replicates[0])
    assert str(caught.value) == (
        "results/replicates/cnn-pneumonia-seed-2.json\u202f: /evaluation/test/labels\u202f: ce ne sont pas "
        "les exemples de results/cnn-pneumonia.json, dans le même ordre. "
        "Relancez «\u202fmake replicates FORCE=1 ONLY=cnn-pneumonia\u202f»."
    )
