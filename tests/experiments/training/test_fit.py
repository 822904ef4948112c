"""The loop over epochs: Keras's own numbers, which an interruption does not change."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras.layers import Dense, Dropout, Input

from experiments.data.datasets import Silence, Split, Splits
from experiments.errors import ExperimentError
from experiments.project import ROOT
from experiments.training import fit as module
from experiments.training.checkpoint import Checkpoint
from experiments.training.fit import Fit, best_epoch, fit, is_over, shuffled
from experiments.training.objective import targets
from experiments.training.settings import Settings
from tests.experiments.training.few_images import FewDigits, Recorder

pytestmark = [
    pytest.mark.training,
    pytest.mark.filterwarnings(
        # Keras 3.15 itself, under NumPy 2, when one of its variables is made an array.
        "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning"
    ),
]

SETTINGS = Settings(data=FewDigits(), batch_size=16, epochs=6)
DIGITS = FewDigits().load(Silence())


class Follower(Recorder):
    """An observer that remembers what it is told, and stops the training after some epoch."""

    def __init__(self, last: int | None = None) -> None:
        super().__init__()
        self.last = last
        self.notes: list[str] = []

    def note(self, message: str) -> None:
        self.notes.append(message)

    def stage(self, title: str, total: int) -> Any:
        if self.last is not None and title.startswith(f"époque {self.last + 1}/"):
            raise KeyboardInterrupt
        return super().stage(title, total)


def compiled(model: Any, optimizer: Any = "rmsprop", metrics: Any = ("accuracy",)) -> Any:
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=list(metrics))
    return model


def plain(optimizer: Any = "rmsprop", metrics: Any = ("accuracy",)) -> Any:
    return compiled(
        keras.Sequential([Input((784,)), Dense(8, "relu"), Dropout(0.5), Dense(10, "softmax")]),
        optimizer,
        metrics,
    )


@keras.saving.register_keras_serializable()
class UnseededNoise(keras.layers.Layer):  # type: ignore[misc]
    """Random numbers as a student draws them: with no generator of the layer's own."""

    def call(self, inputs: Any, training: bool = False) -> Any:
        return inputs + 0.1 * keras.random.normal(keras.ops.shape(inputs)) if training else inputs


def chance() -> Any:
    """Return a model with every kind of chance and of state that a layer can hold."""
    layers = keras.layers
    return compiled(
        keras.Sequential(
            [
                Input((784,)),
                layers.Reshape((28, 28, 1)),
                layers.RandomFlip("horizontal", seed=3),
                layers.RandomRotation(0.1),
                layers.RandomZoom(0.1),
                layers.RandomTranslation(0.1, 0.1),
                layers.RandomContrast(0.2, seed=4),
                layers.RandomBrightness(0.1, value_range=(0, 1)),
                layers.Conv2D(4, 3, strides=2),
                layers.BatchNormalization(),
                layers.SpatialDropout2D(0.2),
                layers.GaussianNoise(0.1),
                layers.Reshape((13, 52)),
                layers.GRU(6, dropout=0.2, recurrent_dropout=0.2),
                UnseededNoise(),
                layers.AlphaDropout(0.1),
                Dense(10, "softmax"),
            ]
        ),
        keras.optimizers.Adam(0.01),
    )


def averaged() -> Any:
    return plain(keras.optimizers.Adam(0.01, use_ema=True, ema_momentum=0.9))


def scheduled() -> Any:
    return plain(keras.optimizers.SGD(keras.optimizers.schedules.CosineDecay(0.5, 40), momentum=0.9))


def accumulated() -> Any:
    # Seven batches an epoch: gradients are left over from one epoch to the next.
    return plain(keras.optimizers.Adam(0.01, gradient_accumulation_steps=3))


def scaled() -> Any:
    return plain(keras.optimizers.LossScaleOptimizer(keras.optimizers.RMSprop(0.01), dynamic_growth_steps=5))


def half() -> Any:
    layers = [Input((784,)), Dense(8, "relu", dtype="bfloat16"), Dropout(0.5), Dense(10, "softmax")]
    return compiled(keras.Sequential(layers), "adam")


MODELS = [plain, chance, averaged, scheduled, accumulated, scaled, half]


def arrays(variables: list[Any]) -> list[Any]:
    return [keras.ops.convert_to_numpy(variable) for variable in variables]


def fitted(
    build: Callable[[], Any],
    settings: Settings = SETTINGS,
    observer: Follower | None = None,
    checkpoint: Checkpoint | None = None,
) -> tuple[Fit, list[bytes]]:
    """Fit a new model; return how it went and the bytes of its weights and of the state of its optimiser."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(settings.seed)
    model = build()
    outcome = fit(model, DIGITS, settings, settings.epochs, None, observer or Follower(), checkpoint)
    variables = [*model.variables, *model.optimizer.variables]
    return outcome, [values.tobytes() for values in arrays(variables)]


@pytest.mark.parametrize("build", MODELS)
@pytest.mark.parametrize("patience", [None, 1])
def test_an_interrupted_training_ends_as_the_others(
    build: Callable[[], Any], patience: int | None, tmp_path: Path
) -> None:
    settings = replace(SETTINGS, patience=patience)
    whole, expected = fitted(build, settings)
    last = len(whole.history["loss"]) - 1
    checkpoint = Checkpoint(tmp_path / "net-1.npz", "key")
    for stop in (1, last):  # stopped twice: after its first epoch and before its last one
        with pytest.raises(KeyboardInterrupt):
            fitted(build, settings, Follower(stop), checkpoint)
    resumed, variables = fitted(build, settings, observer := Follower(), checkpoint)
    assert observer.notes == [f"Reprise après l’époque {last}/6."]
    assert [title for title, _ in observer.stages] == [f"époque {last + 1}/6"]
    assert resumed.history == whole.history
    assert variables == expected
    # Killed once more, between its last epoch and its result.
    again, variables = fitted(build, settings, observer := Follower(), checkpoint)
    assert (again, variables, observer.stages) == (resumed, expected, [])


@pytest.mark.parametrize("build", MODELS)
@pytest.mark.parametrize("patience", [None, 1])
def test_the_loop_is_that_of_keras(
    build: Callable[[], Any], patience: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "shuffled", lambda count, seed, epoch: np.arange(count))
    ours, variables = fitted(build, replace(SETTINGS, patience=patience))
    keras.backend.clear_session()
    keras.utils.set_random_seed(SETTINGS.seed)
    model = build()
    model.steps_per_execution = 7
    stopping = keras.callbacks.EarlyStopping(
        patience=patience or 99, restore_best_weights=patience is not None
    )
    history = model.fit(
        DIGITS.train.inputs,
        targets(model, DIGITS.train.labels),
        validation_data=(DIGITS.validation.inputs, targets(model, DIGITS.validation.labels)),
        batch_size=16,
        epochs=6,
        shuffle=False,
        verbose=0,
        callbacks=[stopping],
    ).history
    assert {name: ours.history[name] for name in history} == history
    expected = [*model.variables, *model.optimizer.variables]
    assert variables == [values.tobytes() for values in arrays(expected)]


class Numbered:
    """A model whose weights are the number of its epoch."""

    epoch = -1
    stop_training = False

    def get_weights(self) -> list[int]:
        return [self.epoch]

    def set_weights(self, weights: list[int]) -> None:
        (self.epoch,) = weights


@pytest.mark.parametrize("seed", range(40))
def test_patience_is_that_of_keras(seed: int) -> None:
    random = np.random.default_rng(seed)
    # Few values, so that some are equal.
    losses = random.choice([0.25, 0.5, 0.75, 1.0, np.nan], size=12, p=[0.1, 0.2, 0.3, 0.3, 0.1]).tolist()
    patience = int(random.integers(1, 5))
    model, callback = Numbered(), keras.callbacks.EarlyStopping(patience=patience, restore_best_weights=True)
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, loss in enumerate(losses):
        assert not is_over(losses[:epoch], patience)
        model.epoch = epoch
        callback.on_epoch_end(epoch, {"val_loss": loss})
        if model.stop_training:
            break
    callback.on_train_end()
    assert is_over(losses[: epoch + 1], patience) == model.stop_training
    assert best_epoch(losses[: epoch + 1]) == model.epoch


def test_without_patience_all_epochs_are_done() -> None:
    assert not is_over([0.1, *[0.2] * 50], None)


@pytest.mark.parametrize("count", [1, 7, 1000])
def test_each_epoch_has_its_own_order_of_all_examples(count: int) -> None:
    orders = [shuffled(count, seed, epoch).tolist() for seed in (0, 1) for epoch in (0, 1, 2)]
    assert all(sorted(order) == list(range(count)) for order in orders)
    assert len({tuple(order) for order in orders}) == (6 if count == 1000 else len(set(map(tuple, orders))))
    assert shuffled(count, 1, 2).tolist() == orders[-1]


@pytest.mark.parametrize(
    "metrics",
    [
        ["acc"],
        ["categorical_accuracy"],
        [keras.metrics.CategoricalAccuracy()],
        [keras.metrics.CategoricalAccuracy(name="my_name")],
        [keras.metrics.categorical_accuracy],
        [keras.metrics.TopKCategoricalAccuracy(k=3), "acc"],
        [keras.metrics.Precision(), keras.metrics.Recall(), "accuracy"],
    ],
)
def test_the_accuracy_is_found_under_any_name(metrics: list[Any]) -> None:
    one = replace(SETTINGS, epochs=1)
    expected, _ = fitted(plain, one)
    observer = Follower()
    found, _ = fitted(lambda: plain(metrics=metrics), one, observer)
    assert found.history == expected.history
    ((_, _, measures),) = observer.epochs
    assert list(measures) == ["loss", "accuracy", "val_loss", "val_accuracy"]


@pytest.mark.parametrize("optimizer", [keras.optimizers.SGD, keras.optimizers.Adam])
def test_the_rate_of_each_epoch_is_recorded(optimizer: Any) -> None:
    fixed, _ = fitted(lambda: plain(optimizer(0.003)))
    assert fixed.history["learning_rate"] == [0.003] * 6
    decay = keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=7, decay_rate=0.5, staircase=True)
    halved, _ = fitted(lambda: plain(optimizer(decay)))
    assert halved.history["learning_rate"] == [0.05, 0.025, 0.0125, 0.00625, 0.003125, 0.0015625]
    scaled_, _ = fitted(scaled)
    assert scaled_.history["learning_rate"] == [0.01] * 6


def test_a_training_that_its_observer_refuses_leaves_the_epoch_before(tmp_path: Path) -> None:
    class Critic(Follower):
        def epoch(self, number: int, epochs: int, measures: Any) -> None:
            if number == 3:
                raise ExperimentError("diverge")

    checkpoint = Checkpoint(tmp_path / "net-1.npz", "key")
    with pytest.raises(ExperimentError):
        fitted(plain, observer=Critic(), checkpoint=checkpoint)
    fitted(plain, observer=(observer := Follower()), checkpoint=checkpoint)
    assert observer.notes == ["Reprise après l’époque 2/6."]


def test_a_checkpoint_of_other_variables_is_set_aside(tmp_path: Path) -> None:
    checkpoint = Checkpoint(tmp_path / "net-1.npz", "key")
    fitted(chance, replace(SETTINGS, epochs=1), checkpoint=checkpoint)
    expected, _ = fitted(plain)
    found, _ = fitted(plain, observer=(observer := Follower()), checkpoint=checkpoint)
    assert found.history == expected.history
    assert observer.notes == [
        f"Le point de reprise {checkpoint.path} vient d’un modèle dont les variables ont d’autres formes : "
        f"il est mis de côté (net-1.npz.ecarte) et l’entraînement recommence à la première époque."
    ]


def test_a_checkpoint_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    checkpoint = Checkpoint(tmp_path / "file" / "net-1.npz", "key")
    expected, _ = fitted(plain)
    found, _ = fitted(plain, observer=(observer := Follower()), checkpoint=checkpoint)
    assert found.history == expected.history
    assert len(observer.notes) == 1
    assert observer.notes[0].startswith(f"Le point de reprise {checkpoint.path} n’a pas pu être écrit (")
    assert observer.notes[0].endswith(
        ") : l’entraînement continue, mais s’il est interrompu il recommencera."
    )


def test_classes_weigh_in_every_epoch() -> None:
    keras.utils.set_random_seed(1)
    settings = replace(SETTINGS, epochs=2)
    few = Splits(
        *[Split(split.inputs, split.labels) for split in (DIGITS.train, DIGITS.validation, DIGITS.test)]
    )
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)
    light = fit(plain(), few, settings, 2, dict.fromkeys(range(10), 0.5), Follower())
    whole, _ = fitted(plain, settings)
    assert light.history["loss"][0] == pytest.approx(whole.history["loss"][0] / 2, rel=0.1)
    assert light.history["loss"][1] == pytest.approx(whole.history["loss"][1] / 2, rel=0.1)


KILLED = """
import json, sys
from dataclasses import replace
from pathlib import Path
from experiments.training.checkpoint import Checkpoint
from tests.experiments.training.test_fit import MODELS, SETTINGS, Follower, fitted

class Speaker(Follower):
    def note(self, message):
        print(message, flush=True)
    def stage(self, title, total):
        print(title, flush=True)
        return super().stage(title, total)

build = {model.__name__: model for model in MODELS}[sys.argv[1]]
outcome, variables = fitted(build, SETTINGS, Speaker(), Checkpoint(Path(sys.argv[2]), "key"))
print(json.dumps([outcome.history, [variable.hex() for variable in variables]]))
"""


def process(model: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", KILLED, model, str(path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


@pytest.mark.parametrize("model", ["chance"])
def test_a_process_that_is_killed_is_taken_up_by_another(model: str, tmp_path: Path) -> None:
    with process(model, tmp_path / "killed.npz") as killed:
        assert killed.stdout is not None
        while not killed.stdout.readline().startswith("époque 4/6"):
            pass
        killed.send_signal(signal.SIGKILL)
    assert killed.returncode == -signal.SIGKILL
    with process(model, tmp_path / "killed.npz") as resumed, process(model, tmp_path / "whole.npz") as whole:
        said, expected = resumed.communicate()[0].splitlines(), whole.communicate()[0].splitlines()
    assert said[:-1] == ["Reprise après l’époque 3/6.", "époque 4/6", "époque 5/6", "époque 6/6"]
    assert len(expected) == 7
    assert json.loads(said[-1]) == json.loads(expected[-1])
