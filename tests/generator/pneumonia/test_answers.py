"""What a model said of a split, or an exact reason why it cannot be read."""

import pytest

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.pneumonia.answers import answers
from tests.generator.pneumonia.sample import pneumonia_record, pneumonia_result


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
        "results/cnn-pneumonia.json\u202f: /evaluation/test/probabilities\u202f: une probabilité par image "
        "est attendue (4). Relancez «\u202fmake report FORCE=1 ONLY=cnn-pneumonia\u202f»."
    )


def test_patients_are_required() -> None:
    record = pneumonia_record()
    record["inspection"]["patients"]["test"] = [1]
    with pytest.raises(ResultError) as caught:
        answers(Result.model_validate(record), "test")
    assert str(caught.value) == (
        "results/cnn-pneumonia.json\u202f: /inspection/patients/test\u202f: un numéro de patient par image "
        "est attendu (4), trouvé 1. Relancez «\u202fmake report FORCE=1 ONLY=cnn-pneumonia\u202f»."
    )
