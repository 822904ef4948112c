"""Training, from the settings to everything measured."""

import warnings
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import keras
import numpy as np
import pytest
from keras.layers import Dense, Dropout, Input
from sklearn.utils.class_weight import compute_class_weight

from experiments.data.datasets import Silence
from experiments.engine.catalogue import Experiment, discover
from experiments.errors import ExperimentError
from experiments.training import fit as module
from experiments.training.profiles import Profile
from experiments.training.settings import Settings
from experiments.training.train import Training, class_weights, train
from tests.experiments.training.few_images import FewDigits, Recorder, ZerosAndOthers

pytestmark = [
    pytest.mark.training,
    pytest.mark.filterwarnings(
        # Keras 3.15 itself, under NumPy 2, when one of its variables is made an array.
        "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning"
    ),
]

# Weights of each model of the lab, as the assignment's solution counts them.
PARAMETERS = {
    "mlp-raw-1": 407_050,
    "mlp-raw-2": 407_050,
    "mlp-raw-3": 535_818,
    "mlp-hog-1": 25_802,
    "mlp-hog-2": 50_890,
    "mlp-hog-3": 101_770,
    "mlp-hog-4": 34_186,
    "cnn-1": 410_538,
    "cnn-2": 812_650,
    "cnn-3": 856_330,
    "cnn-4": 90_378,
}
EXPERIMENTS = {experiment.id: experiment for experiment in discover()}
TINY = Profile("smoke", images=60, epochs=1)


def net() -> Any:
    model = keras.Sequential([Input((784,)), Dense(8, "relu"), Dropout(0.5), Dense(10, "softmax")])
    model.compile(optimizer="rmsprop", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def settings(**changes: Any) -> Settings:
    return replace(Settings(data=FewDigits(), batch_size=16, epochs=2), **changes)


@pytest.mark.parametrize("identifier", PARAMETERS)
def test_each_model_of_the_lab_has_its_number_of_weights(identifier: str) -> None:
    model = EXPERIMENTS[identifier].build()()
    assert model.count_params() == PARAMETERS[identifier]
    assert model.loss == "categorical_crossentropy"
    assert isinstance(model.optimizer, keras.optimizers.RMSprop)


@pytest.mark.parametrize("identifier", ["mlp-raw-3", "mlp-hog-4", "cnn-4"])
def test_a_model_of_each_family_learns_from_a_few_images(
    identifier: str, tmp_path: Any, monkeypatch: Any
) -> None:
    monkeypatch.setenv("LABO_CACHE", str(tmp_path))
    if identifier.startswith("mlp-hog"):
        keep_few_images(monkeypatch)
    experiment: Experiment = EXPERIMENTS[identifier]
    observer = Recorder()
    monkeypatch.setattr(Recorder, "note", lambda self, message: None)
    measured = train(experiment.build(), experiment.settings, observer, TINY)
    assert {name: len(values) for name, values in measured.history.items()} == {
        "loss": 1,
        "accuracy": 1,
        "val_loss": 1,
        "val_accuracy": 1,
        "learning_rate": 1,
    }
    assert measured.model["parameters"] == PARAMETERS[identifier]
    assert measured.training["batch_size"] == experiment.settings.batch_size
    assert measured.training["epochs"] == 1
    for split in measured.evaluation.values():
        assert split.outputs.shape == (60, 10)
        assert split.confusion_matrix.sum() == 60
        np.testing.assert_allclose(split.outputs.sum(axis=1), 1, rtol=1e-5)
    assert [number for number, _, _ in observer.epochs] == [1]


def keep_few_images(monkeypatch: pytest.MonkeyPatch) -> None:
    from experiments.data import mnist_hog
    from experiments.data.mnist_source import read_mnist

    few = {name: array[:700] for name, array in read_mnist().items()}
    monkeypatch.setattr(mnist_hog, "read_mnist", lambda: few)


@pytest.fixture(scope="module")
def observer() -> Recorder:
    return Recorder()


@pytest.fixture(scope="module")
def measured(observer: Recorder) -> Training:
    """One training, that the others are compared with."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return train(net, settings(), observer)


def test_the_history_ends_where_the_evaluation_begins(measured: Training) -> None:
    validation = measured.evaluation["validation"]
    assert measured.history["val_loss"][-1] == pytest.approx(validation.loss, rel=1e-5)
    assert measured.history["val_accuracy"][-1] == pytest.approx(validation.accuracy)


def test_the_record_is_about_the_data_that_were_given(measured: Training) -> None:
    test = FewDigits().load(Silence()).test
    np.testing.assert_array_equal(measured.evaluation["test"].labels, test.labels)
    described = measured.data["splits"]["test"]
    assert described == {"count": 100, "class_counts": np.bincount(test.labels).tolist()}
    wrong = np.flatnonzero(measured.evaluation["test"].predictions != test.labels)
    assert [image["index"] for image in measured.inspection["misread"]] == wrong.tolist()


def test_progress_counts_every_batch_of_every_epoch(measured: Training, observer: Recorder) -> None:
    assert observer.stages == [("époque 1/2", 7), ("époque 2/2", 7)]
    assert sum(observer.steps) == 14
    assert [(number, epochs) for number, epochs, _ in observer.epochs] == [(1, 2), (2, 2)]
    for name in ("loss", "accuracy", "val_loss", "val_accuracy"):
        assert [measures[name] for _, _, measures in observer.epochs] == measured.history[name]


def comparable(measured: Any) -> dict[str, Any]:
    """Return everything measured but the time, in a form that can be compared."""
    record = {**vars(measured), "evaluation": {}}
    del record["seconds"]
    for name, split in measured.evaluation.items():
        record["evaluation"][name] = {key: np.asarray(value).tolist() for key, value in asdict(split).items()}
    return record


def test_the_same_seed_gives_the_same_numbers_whatever_ran_before(measured: Training) -> None:
    keras.random.normal((3,))
    assert comparable(train(net, settings(), Recorder())) == comparable(measured)


def test_another_seed_gives_other_numbers(measured: Training) -> None:
    other = train(net, settings(seed=2), Recorder())
    assert other.history["loss"] != measured.history["loss"]
    assert (measured.training["seed"], other.training["seed"]) == (1, 2)


def test_several_updates_per_call_change_no_number(
    measured: Training, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STEPS_PER_EXECUTION", 1)
    one = train(net, settings(), Recorder())
    np.testing.assert_allclose(one.history["loss"], measured.history["loss"], rtol=1e-6)
    np.testing.assert_allclose(one.history["val_loss"], measured.history["val_loss"], rtol=1e-6)
    np.testing.assert_allclose(
        one.evaluation["test"].outputs, measured.evaluation["test"].outputs, rtol=1e-5, atol=1e-7
    )


def test_a_profile_limits_images_and_epochs() -> None:
    measured = train(net, settings(epochs=3), Recorder(), Profile("smoke", images=40, epochs=1))
    assert [split["count"] for split in measured.data["splits"].values()] == [40, 40, 40]
    assert len(measured.history["loss"]) == measured.training["epochs"] == 1


def test_early_stopping_keeps_the_best_weights() -> None:
    def unstable() -> Any:
        model = keras.Sequential([Input((784,)), Dense(8, "relu"), Dense(10, "softmax")])
        model.compile(
            keras.optimizers.RMSprop(learning_rate=0.05), "categorical_crossentropy", metrics=["accuracy"]
        )
        return model

    measured = train(unstable, settings(epochs=40, patience=2), Recorder())
    losses = measured.history["val_loss"]
    best = int(np.argmin(losses))
    assert len(losses) == best + 3 < 40
    assert measured.evaluation["validation"].loss == pytest.approx(losses[best], rel=1e-5)
    assert (measured.training["patience"], measured.training["epochs"]) == (2, 40)


def test_two_classes_may_share_one_output_and_be_balanced() -> None:
    def binary() -> Any:
        model = keras.Sequential([Input((784,)), Dense(4, "relu"), Dense(1, "sigmoid")])
        model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
        return model

    measured = train(binary, settings(data=ZerosAndOthers(), balanced=True), Recorder())
    labels = ZerosAndOthers().load(Silence()).train.labels
    expected = compute_class_weight("balanced", classes=np.array([0, 1]), y=labels)
    np.testing.assert_allclose(measured.training["class_weights"], expected)
    assert measured.evaluation["test"].outputs.shape == (100, 1)
    assert measured.evaluation["test"].confusion_matrix.shape == (2, 2)


def test_class_weights_reach_the_loss(measured: Training) -> None:
    balanced = train(net, settings(balanced=True), Recorder())
    assert balanced.history["loss"] != measured.history["loss"]
    assert measured.training["class_weights"] is None


@pytest.mark.parametrize("counts", [(10, 30), (1, 2, 97), (5, 5)])
def test_class_weights_are_those_of_scikit_learn(counts: tuple[int, ...]) -> None:
    labels = np.repeat(np.arange(len(counts)), counts)
    expected = compute_class_weight("balanced", classes=np.arange(len(counts)), y=labels)
    assert class_weights(labels, len(counts)) == pytest.approx(dict(enumerate(expected)))


def refusal(build: Callable[[], Any], **changes: Any) -> str:
    with pytest.raises(ExperimentError) as caught:
        train(build, settings(**changes), Recorder())
    return str(caught.value)


def test_a_model_is_checked_before_it_is_trained() -> None:
    def build() -> Any:
        model = keras.Sequential([Input((784,)), Dense(9, "softmax")])
        model.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
        return model

    assert refusal(build) == (
        'Le modèle a 9 sorties pour 10 classes : terminez par Dense(10, activation="softmax").'
    )


def test_a_function_that_fails_is_refused() -> None:
    def build() -> Any:
        return keras.optimizers.Adam(lr=0.1)

    assert refusal(build) == (
        f"test_train.py, ligne {build.__code__.co_firstlineno + 1} : la construction du modèle échoue "
        "(ValueError : « Argument(s) not recognized: {'lr': 0.1} »). Écrivez learning_rate= au lieu de lr=."
    )


def test_a_model_of_logits_is_trained_and_answers_in_probabilities() -> None:
    def build() -> Any:
        model = keras.Sequential([Input((784,)), Dense(10)])
        model.compile("adam", keras.losses.CategoricalCrossentropy(from_logits=True), metrics=["accuracy"])
        return model

    measured = train(build, settings(), Recorder())
    test = measured.evaluation["test"]
    np.testing.assert_allclose(test.outputs.sum(axis=1), 1, rtol=1e-5)
    assert test.accuracy == np.mean(test.outputs.argmax(axis=1) == test.labels)
    assert measured.history["val_loss"][-1] == pytest.approx(measured.evaluation["validation"].loss, rel=1e-5)
