"""Train one experiment, from its settings to everything measured."""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from experiments.data.datasets import SPLITS, Reporter, Splits
from experiments.training.building import build_model
from experiments.training.check import check_model
from experiments.training.evaluation import Evaluation, evaluate
from experiments.training.objective import answering_model, loss_name, targets
from experiments.training.profiles import FULL, Profile
from experiments.training.settings import Settings
from experiments.training.topology import describe_model
from experiments.training.worked_step import optimizer_arguments, worked_step

# Several updates per call of the compiled step: same numbers, less time between small batches.
STEPS_PER_EXECUTION = 10


@dataclass(frozen=True)
class Training:
    """Everything a training measured; see `experiments.results.schema` for the meaning of the fields."""

    data: Mapping[str, Any]
    model: Mapping[str, Any]
    training: Mapping[str, Any]
    history: Mapping[str, list[float]]
    evaluation: Mapping[str, Evaluation]
    inspection: Mapping[str, Any]
    worked_step: Mapping[str, Any]
    seconds: float


class Observer(Reporter, Protocol):
    """A reporter that also follows epochs."""

    def epoch(self, number: int, epochs: int, measures: Mapping[str, float]) -> None:
        """Learn that epoch `number` (from 1) of `epochs` ended with these measures."""


def train(
    build: Callable[[], Any], settings: Settings, observer: Observer, profile: Profile = FULL
) -> Training:
    """Train a model and evaluate it on its three splits, the test split last and once.

    Raises
    ------
    ExperimentError
        If the function fails, or if what it builds cannot be trained or described.
    DataError
        If the data are missing or damaged.
    """
    import keras

    splits = settings.data.load(observer)
    if profile.images is not None:
        splits = splits.head(profile.images)
    epochs = min(settings.epochs, profile.epochs or settings.epochs)
    keras.backend.clear_session()
    keras.utils.set_random_seed(settings.seed)
    if keras.backend.backend() == "tensorflow":
        import tensorflow

        tensorflow.config.experimental.enable_op_determinism()
    model = build_model(build)
    classes = len(settings.data.classes)
    check_model(model, splits, classes)
    weights = class_weights(splits.train.labels, classes) if settings.balanced else None
    description = describe_model(model)
    used = {
        "optimizer": optimizer_arguments(model.optimizer),
        "loss": loss_name(model),
        "batch_size": settings.batch_size,
        "epochs": epochs,
        "seed": settings.seed,
        "patience": settings.patience,
        "class_weights": None if weights is None else [weights[c] for c in range(classes)],
    }
    start = time.perf_counter()
    history = _fit(model, splits, settings, epochs, weights, observer)
    seconds = time.perf_counter() - start
    evaluation = {name: evaluate(model, getattr(splits, name), classes) for name in SPLITS}
    inspection = settings.data.inspect(answering_model(model), splits.test, evaluation["test"].predictions)
    batch = splits.train.head(settings.batch_size)
    step = worked_step(model, batch.inputs, targets(model, batch.labels), weights)
    return Training(
        data=describe_data(settings, splits),
        model=description,
        training=used,
        history=history,
        evaluation=evaluation,
        inspection=inspection,
        worked_step=step,
        seconds=seconds,
    )


def class_weights(labels: NDArray[np.int64], classes: int) -> dict[int, float]:
    """Weigh each class by n / (classes x n of the class), so that both count as much in the loss."""
    counts = np.bincount(labels, minlength=classes)
    return {c: float(len(labels) / (classes * counts[c])) for c in range(classes)}


def describe_data(settings: Settings, splits: Splits) -> dict[str, Any]:
    """Say what the model was given: classes, kind of inputs, images per split and class."""
    classes = settings.data.classes
    return {
        "classes": list(classes),
        "description": dict(settings.data.describe()),
        "splits": {
            name: {
                "count": len(getattr(splits, name).labels),
                "class_counts": np.bincount(getattr(splits, name).labels, minlength=len(classes)).tolist(),
            }
            for name in SPLITS
        },
    }


def _fit(
    model: Any,
    splits: Splits,
    settings: Settings,
    epochs: int,
    weights: dict[int, float] | None,
    observer: Observer,
) -> dict[str, list[float]]:
    import keras

    batches = math.ceil(len(splits.train.labels) / settings.batch_size)
    advance: Callable[[int], None] = lambda steps: None  # noqa: E731
    done = 0

    def begin_epoch(epoch: int, logs: Any = None) -> None:
        nonlocal advance, done
        advance, done = observer.stage(f"époque {epoch + 1}/{epochs}", batches), 0

    def end_batch(batch: int, logs: Any = None) -> None:
        nonlocal done
        advance(batch + 1 - done)
        done = batch + 1

    def end_epoch(epoch: int, logs: Mapping[str, float]) -> None:
        observer.epoch(epoch + 1, epochs, logs)

    callbacks = [
        keras.callbacks.LambdaCallback(
            on_epoch_begin=begin_epoch, on_train_batch_end=end_batch, on_epoch_end=end_epoch
        )
    ]
    if settings.patience is not None:
        callbacks.append(
            keras.callbacks.EarlyStopping(
                monitor="val_loss", patience=settings.patience, restore_best_weights=True
            )
        )
    model.steps_per_execution = min(STEPS_PER_EXECUTION, batches)
    history = model.fit(
        splits.train.inputs,
        targets(model, splits.train.labels),
        batch_size=settings.batch_size,
        epochs=epochs,
        validation_data=(splits.validation.inputs, targets(model, splits.validation.labels)),
        class_weight=weights,
        callbacks=callbacks,
        verbose=0,
    ).history
    model.steps_per_execution = 1
    return {
        name: [float(v) for v in history[name]] for name in ("loss", "accuracy", "val_loss", "val_accuracy")
    }
