"""The evaluation agrees with Keras and scikit-learn, for every way of writing the outputs."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of
from keras.layers import Dense, Input
from sklearn.metrics import accuracy_score, confusion_matrix

from experiments.data.datasets import Split
from experiments.training.evaluation import evaluate, predicted_classes
from experiments.training.objective import targets

pytestmark = pytest.mark.training

FEATURES = 6


def compiled(outputs: int, activation: str | None, loss: Any) -> Any:
    keras.utils.set_random_seed(3)
    model = keras.Sequential([Input((FEATURES,)), Dense(5, "tanh"), Dense(outputs, activation)])
    model.compile("rmsprop", loss, metrics=["accuracy"])
    return model


def random_split(classes: int, count: int = 1200) -> Split:
    rng = np.random.default_rng(classes)
    return Split(
        rng.normal(size=(count, FEATURES)).astype(np.float32), rng.integers(0, classes, count, dtype=np.int64)
    )


CASES = {
    "categorical": (4, 4, "softmax", "categorical_crossentropy"),
    "object": (4, 4, "softmax", keras.losses.CategoricalCrossentropy()),
    "smoothed": (4, 4, "softmax", keras.losses.CategoricalCrossentropy(label_smoothing=0.1)),
    "sparse": (4, 4, "softmax", "sparse_categorical_crossentropy"),
    "sparse object": (4, 4, "softmax", keras.losses.SparseCategoricalCrossentropy()),
    "squared error": (4, 4, "softmax", "mean_squared_error"),
    "binary": (2, 1, "sigmoid", "binary_crossentropy"),
    "binary object": (2, 1, "sigmoid", keras.losses.BinaryCrossentropy()),
    "binary with two outputs": (2, 2, "softmax", "categorical_crossentropy"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_loss_and_accuracy_are_those_of_keras(case: tuple[int, int, str, Any]) -> None:
    classes, outputs, activation, loss = case
    model, split = compiled(outputs, activation, loss), random_split(classes)
    found = evaluate(model, split, classes)
    expected = model.evaluate(split.inputs, targets(model, split.labels), verbose=0, return_dict=True)
    assert found.loss == pytest.approx(expected["loss"], rel=1e-5)
    assert found.accuracy == pytest.approx(expected["accuracy"], abs=1e-6)


def test_logits_are_understood() -> None:
    split = random_split(4)
    model = compiled(4, None, keras.losses.CategoricalCrossentropy(from_logits=True))
    expected = model.evaluate(split.inputs, targets(model, split.labels), verbose=0, return_dict=True)
    assert evaluate(model, split, 4).loss == pytest.approx(expected["loss"], rel=1e-5)


def test_the_matrix_is_that_of_scikit_learn_even_without_one_class() -> None:
    model = compiled(4, "softmax", "categorical_crossentropy")
    split = random_split(3)
    # Class 3 is neither in this split nor ever predicted: its row and column are there all the same.
    model.layers[-1].bias.assign([0, 0, 0, -100])
    found = evaluate(model, split, 4)
    predictions = model.predict(split.inputs, verbose=0).argmax(axis=1)
    np.testing.assert_array_equal(found.predictions, predictions)
    np.testing.assert_array_equal(
        found.confusion_matrix, confusion_matrix(split.labels, predictions, labels=[0, 1, 2, 3])
    )
    assert found.accuracy == accuracy_score(split.labels, predictions)
    assert found.confusion_matrix.shape == (4, 4)
    np.testing.assert_array_equal(found.labels, split.labels)


def test_the_uncertainty_of_the_loss_is_that_of_a_mean() -> None:
    split = random_split(4, count=50)
    model = compiled(4, "softmax", "categorical_crossentropy")
    found = evaluate(model, split, 4)
    truth = np.log(found.outputs[np.arange(50), split.labels].astype(np.float64))
    assert found.loss == pytest.approx(-truth.mean(), rel=1e-5)
    assert found.loss_standard_error == pytest.approx(np.std(truth, ddof=1) / 50**0.5, rel=1e-4)


@given(arrays_of.arrays(np.float32, (5, 3), elements=st.floats(0, 1, width=32)))
def test_the_class_put_on_an_image_is_the_most_probable(outputs: np.ndarray) -> None:
    for row, predicted in zip(outputs, predicted_classes(outputs), strict=True):
        assert row[predicted] == row.max()


@given(arrays_of.arrays(np.float32, (5, 1), elements=st.floats(0, 1, width=32)))
def test_a_single_output_is_the_probability_of_class_one(outputs: np.ndarray) -> None:
    assert predicted_classes(outputs).tolist() == [int(p > 0.5) for p in outputs[:, 0]]
