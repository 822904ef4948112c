"""What a model answered cannot contradict itself."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from experiments.measures.answers import labels_of, predictions_of
from experiments.results.evaluation import SplitEvaluation, as_answers
from tests.experiments.result_sample import SPLIT

CLASSES = 3
digit = st.integers(0, CLASSES - 1)
answers = st.lists(st.tuples(digit, digit), min_size=1, max_size=30)


def record_of(pairs: list[tuple[int, int]]) -> dict[str, Any]:
    """Write the record of (label, prediction) pairs, counted by scikit-learn."""
    from sklearn.metrics import accuracy_score, confusion_matrix

    labels, predictions = zip(*pairs, strict=True)
    return {
        "count": len(pairs),
        "loss": 0.5,
        "loss_standard_error": 0.1,
        "accuracy": float(accuracy_score(labels, predictions)),
        "confusion_matrix": confusion_matrix(labels, predictions, labels=range(CLASSES)).tolist(),
        "labels": "".join(map(str, labels)),
        "predictions": "".join(map(str, predictions)),
        "probabilities": None,
        "misread_losses": [2.0] * sum(label != prediction for label, prediction in pairs),
    }


@given(st.integers(2, 100), st.data())
def test_any_number_of_classes_comes_back_as_it_was(classes: int, data: st.DataObject) -> None:
    indices = data.draw(st.lists(st.integers(0, classes - 1), min_size=1, max_size=30))
    record = {
        "count": len(indices),
        "loss": 0.5,
        "loss_standard_error": 0.1,
        "accuracy": 1.0,
        "confusion_matrix": np.diag(np.bincount(indices, minlength=classes)).tolist(),
        "labels": as_answers(indices, classes),
        "predictions": as_answers(indices, classes),
        "probabilities": None,
        "misread_losses": [],
    }
    evaluation = SplitEvaluation.model_validate(json.loads(json.dumps(record)))
    assert evaluation.model_dump() == record
    assert labels_of(evaluation).tolist() == predictions_of(evaluation).tolist() == indices


@given(answers)
def test_what_scikit_learn_counts_is_accepted(pairs: list[tuple[int, int]]) -> None:
    assert SplitEvaluation.model_validate(record_of(pairs)).count == len(pairs)


@given(answers, st.data())
def test_an_answer_that_changes_alone_is_refused(pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    record = record_of(pairs)
    changed = data.draw(st.integers(0, len(pairs) - 1))
    other = data.draw(digit.filter(lambda each: each != pairs[changed][1]))
    answers = list(record["predictions"])
    answers[changed] = str(other)
    with pytest.raises(ValidationError, match="confusion_matrix ne compte pas labels contre predictions"):
        SplitEvaluation.model_validate(record | {"predictions": "".join(answers)})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"labels": "001"}, "labels et predictions doivent avoir une valeur par image"),
        ({"predictions": "00110"}, "labels et predictions doivent avoir une valeur par image"),
        ({"count": 5}, "confusion_matrix compte 4 images, count vaut 5"),
        ({"probabilities": [0.5]}, "probabilities doit avoir une valeur par image"),
        (
            {"confusion_matrix": [[2, 0], [1]]},
            "confusion_matrix doit avoir autant de colonnes que de lignes",
        ),
        ({"predictions": "0019"}, "labels ou predictions nomment une classe absente de confusion_matrix"),
        (
            {"confusion_matrix": [[1, 1], [0, 2]]},
            "confusion_matrix ne compte pas labels contre predictions",
        ),
        ({"accuracy": 0.5}, "accuracy vaut 0.5, la matrice donne 3/4"),
        ({"misread_losses": []}, "misread_losses doit avoir une valeur par image mal lue"),
        ({"labels": "00 1"}, "attendu un chiffre par image, ou une liste de rangs de classes"),
        ({"labels": "٠٠١١"}, "attendu un chiffre par image, ou une liste de rangs de classes"),
        ({"predictions": []}, "attendu un chiffre par image, ou une liste de rangs de classes"),
        ({"predictions": [0, 0, 1, -1]}, "attendu un chiffre par image, ou une liste de rangs de classes"),
        ({"predictions": [0, 0, 1, False]}, "attendu un chiffre par image, ou une liste de rangs de classes"),
    ],
)
def test_a_contradiction_is_named(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        SplitEvaluation.model_validate(json.loads(json.dumps(SPLIT)) | values)
    (error,) = caught.value.errors()
    assert str(error["ctx"]["error"]) == message
