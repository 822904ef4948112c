"""Fit a model epoch by epoch: each epoch depends on what the one before left and on its own number alone.

So a training that was killed goes on from its checkpoint and ends with the very same numbers.
"""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.datasets import Split, Splits
from experiments.training.accuracy import accuracy_name
from experiments.training.checkpoint import Array, Checkpoint, Progress
from experiments.training.objective import targets
from experiments.training.observer import Observer
from experiments.training.settings import Settings

# Several updates per call of the compiled step: same numbers, less time between small batches.
STEPS_PER_EXECUTION = 10
HISTORY = ("loss", "accuracy", "val_loss", "val_accuracy", "learning_rate")


@dataclass(frozen=True)
class Fit:
    """How a training went.

    Attributes
    ----------
    history : dict of list of float
        Loss and accuracy on both splits, and the learning rate in use at its end, for each epoch.
    seconds : float
        Time the epochs took, those before an interruption included.
    """

    history: dict[str, list[float]]
    seconds: float


def fit(
    model: Any,
    splits: Splits,
    settings: Settings,
    epochs: int,
    weights: dict[int, float] | None,
    observer: Observer,
    checkpoint: Checkpoint | None = None,
) -> Fit:
    """Fit a compiled model to the training split, from its checkpoint if there is one.

    Parameters
    ----------
    model : compiled keras.Model
        Left with the weights of its last epoch, of its best one when `settings.patience` is set.
    epochs : int
        The most there can be.
    weights : dict, optional
        Weight of each class in the loss.
    """
    import keras

    optimizer = model.optimizer
    if not optimizer.built:
        optimizer.build(model.trainable_variables)
    accuracy = accuracy_name(model)
    variables = _variables(model)
    done = _resume(variables, epochs, observer, checkpoint)
    inputs, labels = _examples(model, splits.train)
    validation = _examples(model, splits.validation)
    batches = math.ceil(len(splits.train.labels) / settings.batch_size)
    model.steps_per_execution = min(STEPS_PER_EXECUTION, batches)
    while (epoch := len(done.history["loss"])) < epochs and not is_over(
        done.history["val_loss"], settings.patience
    ):
        start = time.perf_counter()
        order = shuffled(len(splits.train.labels), settings.seed, epoch)
        logs, values = _fit_epoch(
            model,
            epoch,
            variables,
            observer.stage(f"époque {epoch + 1}/{epochs}", batches),
            x=keras.ops.take(inputs, order, axis=0),
            y=labels[order],
            batch_size=settings.batch_size,
            validation_data=validation,
            class_weight=weights,
        )
        measures = _measures(accuracy, logs)
        observer.epoch(epoch + 1, epochs, measures)
        measures["learning_rate"] = learning_rate(optimizer)
        history = {name: [*done.history[name], measures[name]] for name in HISTORY}
        best = done.best
        if settings.patience is not None and best_epoch(history["val_loss"]) == epoch:
            best = _values(model.weights)
        done = Progress(history, done.seconds + time.perf_counter() - start, values, best)
        checkpoint = _keep(done, observer, checkpoint)
    model.steps_per_execution = 1
    optimizer.finalize_variable_values(model.trainable_variables)
    _assign(model.weights if done.best else [], done.best)
    return Fit(done.history, done.seconds)


def shuffled(count: int, seed: int, epoch: int) -> NDArray[np.int64]:
    """Return the order of the examples in an epoch, a permutation, shape (count,)."""
    return np.random.default_rng([seed, epoch]).permutation(count)


def best_epoch(losses: Sequence[float]) -> int:
    """Return the first epoch (from 0) with the least validation loss."""
    return min(range(len(losses)), key=losses.__getitem__)


def is_over(losses: Sequence[float], patience: int | None) -> bool:
    """Tell whether `patience` epochs went by without a better validation loss."""
    return patience is not None and len(losses) > 0 and len(losses) - 1 - best_epoch(losses) >= patience


def learning_rate(optimizer: Any) -> float:
    """Return the rate in use: 0.001, not the 0.0010000000474974513 that float32 makes of it."""
    import keras

    return float(str(np.float32(keras.ops.convert_to_numpy(optimizer.learning_rate))))


def _resume(variables: list[Any], epochs: int, observer: Observer, checkpoint: Checkpoint | None) -> Progress:
    progress = checkpoint.load(observer) if checkpoint else None
    if checkpoint and progress and _shapes(progress.variables) != _shapes(variables):
        checkpoint.set_aside(observer, "vient d’un modèle dont les variables ont d’autres formes")
        progress = None
    if progress is None:
        return Progress({name: [] for name in HISTORY}, 0.0, [], [])
    _assign(variables, progress.variables)
    observer.note(f"Reprise après l’époque {len(progress.history['loss'])}/{epochs}.")
    return progress


def _keep(progress: Progress, observer: Observer, checkpoint: Checkpoint | None) -> Checkpoint | None:
    """Save the progress; return where to save the next, None once it has failed."""
    if checkpoint:
        try:
            checkpoint.save(progress)
        except OSError as error:
            observer.note(
                f"Le point de reprise {checkpoint.path} n’a pas pu être écrit ({error.strerror}) : "
                f"l’entraînement continue, mais s’il est interrompu il recommencera."
            )
            return None
    return checkpoint


def _fit_epoch(
    model: Any,
    epoch: int,
    variables: list[Any],
    advance: Callable[[int], None],
    **options: Any,
) -> tuple[Mapping[str, float], list[Array]]:
    """Do one epoch; return what Keras reports of it and the values of the variables at its end."""
    import keras

    done = 0
    reported: Mapping[str, float] = {}
    values: list[Array] = []

    def end_batch(batch: int, logs: Any = None) -> None:
        nonlocal done
        advance(batch + 1 - done)
        done = batch + 1

    def end_epoch(epoch: int, logs: Mapping[str, float]) -> None:
        nonlocal reported, values
        reported, values = dict(logs), _values(variables)

    callback = keras.callbacks.LambdaCallback(on_train_batch_end=end_batch, on_epoch_end=end_epoch)
    model.fit(
        shuffle=False,
        initial_epoch=epoch,
        epochs=epoch + 1,
        callbacks=[callback],
        verbose=0,
        **options,
    )
    # Where the optimiser averages weights, each call of fit ends with the averages in their place: too early.
    _assign(variables, values)
    return reported, values


def _examples(model: Any, split: Split) -> tuple[Any, Array]:
    import keras

    # A tensor of the backend once and for all: Keras would copy an array at each epoch.
    return keras.ops.convert_to_tensor(split.inputs), targets(model, split.labels)


def _measures(accuracy: str, logs: Mapping[str, float]) -> dict[str, float]:
    """Name the measures of an epoch as the history does, whatever the model calls its accuracy."""
    names = {"loss": "loss", accuracy: "accuracy", "val_loss": "val_loss", f"val_{accuracy}": "val_accuracy"}
    return {name: float(logs[logged]) for logged, name in names.items()}


def _variables(model: Any) -> list[Any]:
    # Random numbers drawn without a seed come from a generator that belongs to no layer, and that only
    # Keras itself can name.
    from keras.src.random.seed_generator import global_seed_generator

    return [*model.variables, *model.optimizer.variables, global_seed_generator().state]


def _shapes(arrays: list[Any]) -> list[tuple[int, ...]]:
    return [tuple(array.shape) for array in arrays]


def _values(variables: list[Any]) -> list[Array]:
    import keras

    return [np.array(keras.ops.convert_to_numpy(variable)) for variable in variables]


def _assign(variables: list[Any], values: list[Array]) -> None:
    for variable, value, own in zip(variables, values, _values(variables), strict=True):
        # A file holds the bytes of bfloat16 numbers without their type.
        variable.assign(value.view(own.dtype))
