"""The two networks of the fourth part: what they are, and that they train on X-rays."""

from collections.abc import Callable
from pathlib import Path

import keras
import numpy as np
import pytest
from numpy.typing import NDArray

from experiments.cnn_pneumonia import cnn_pneumonia, cnn_pneumonia_2
from experiments.data.chest_xray import ChestXray, ChestXrayByPatient
from experiments.data.datasets import Splits
from experiments.engine.catalogue import Experiment, discover
from experiments.training.profiles import Profile
from experiments.training.train import class_weights, train
from tests.experiments.data.chest_xray_samples import Recorder, write_folder

pytestmark = [
    pytest.mark.training,
    pytest.mark.filterwarnings(
        # Keras 3.15 itself, under NumPy 2, when one of its variables is made an array.
        "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning"
    ),
]

MODELS = [cnn_pneumonia, cnn_pneumonia_2]


class Observer(Recorder):
    """Remembers the epochs too."""

    def __init__(self) -> None:
        super().__init__()
        self.epochs: list[int] = []

    def epoch(self, number: int, epochs: int, measures: object) -> None:
        """Remember the epoch."""
        self.epochs.append(number)


def declared() -> list[Experiment]:
    return [experiment for experiment in discover() if experiment.family == "cnn-pneumonia"]


def images(seed: int, count: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).random((count, 128, 128, 1), dtype=np.float32)


def test_the_reproduced_network_has_the_published_number_of_weights() -> None:
    model = cnn_pneumonia()
    assert model.count_params() == 164_353
    assert [layer.output.shape[-1] for layer in model.layers if isinstance(layer, keras.layers.Conv2D)] == [
        8,
        16,
        32,
        64,
        128,
    ]
    assert next(x.output.shape for x in model.layers if isinstance(x, keras.layers.Flatten)) == (None, 2048)


def test_the_second_network_has_a_comparable_number_of_weights() -> None:
    assert 0.9 < cnn_pneumonia_2().count_params() / cnn_pneumonia().count_params() < 1.1


def test_the_settings_are_those_of_the_assignment() -> None:
    first, second = (experiment.settings for experiment in declared())
    assert first.data == ChestXray()
    assert (first.batch_size, first.epochs, first.balanced, first.patience) == (64, 5, True, None)
    assert isinstance(second.data, ChestXrayByPatient)
    assert second.balanced
    assert second.patience is not None


def test_the_class_weights_are_those_of_the_official_partition() -> None:
    weights = class_weights(np.repeat([0, 1], [1341, 3875]), 2)
    assert weights == pytest.approx({0: 1.9448, 1: 0.6730}, abs=5e-5)


@pytest.mark.parametrize("build", MODELS)
def test_both_are_compiled_as_binary_classifiers(build: Callable[[], keras.Model]) -> None:
    model = build()
    assert (type(model.optimizer), model.loss) == (keras.optimizers.Adam, "binary_crossentropy")
    answers = model.predict(images(0, 3), verbose=0)
    assert answers.shape == (3, 1)
    assert ((answers > 0) & (answers < 1)).all()


def test_the_second_network_does_not_see_brightness_nor_contrast() -> None:
    model = cnn_pneumonia_2()
    seen = images(1, 4)
    np.testing.assert_allclose(
        model.predict(seen, verbose=0), model.predict(0.3 + 0.5 * seen, verbose=0), atol=1e-3
    )


def test_the_second_network_varies_images_only_while_it_learns() -> None:
    model = cnn_pneumonia_2()
    seen = images(2, 4)
    np.testing.assert_array_equal(model.predict(seen, verbose=0), model.predict(seen, verbose=0))
    learning = [np.asarray(model(seen, training=True)) for _ in range(2)]
    assert not np.array_equal(*learning)


def test_no_network_mirrors_a_chest() -> None:
    for build in MODELS:
        assert not any(isinstance(layer, keras.layers.RandomFlip) for layer in build().layers)


def test_a_trial_goes_from_image_files_to_a_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LABO_CHEST_XRAY", str(write_folder(tmp_path / "images")))
    experiment = declared()[0]
    observer = Observer()
    training = train(cnn_pneumonia, experiment.settings, observer, Profile("trial", images=8, epochs=1))
    assert observer.epochs == [1]
    assert training.model["parameters"] == 164_353
    assert len(training.inspection["names"]["test"]) == len(training.evaluation["test"].labels) == 4
    assert {len(entry["map"]) for entry in training.inspection["shown"]} <= {16}


def test_splits_are_those_the_networks_expect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LABO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LABO_CHEST_XRAY", str(write_folder(tmp_path / "images")))
    splits: Splits = ChestXray().load(Recorder())
    for build in MODELS:
        assert build().input_shape[1:] == splits.train.inputs.shape[1:]
