"""Train one experiment, from its settings to everything measured."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.datasets import SPLITS, Splits
from experiments.training.building import build_model
from experiments.training.check import check_model
from experiments.training.checkpoint import Checkpoint
from experiments.training.evaluation import Evaluation, evaluate
from experiments.training.features import describe_features
from experiments.training.fit import fit
from experiments.training.objective import answering_model, describe_loss, targets
from experiments.training.observer import Observer
from experiments.training.penalties import describe_penalties
from experiments.training.precision import copy_state, rebuild_in, usable_precision
from experiments.training.profiles import FULL, Profile
from experiments.training.samples import describe_samples
from experiments.training.settings import FLOAT32, Settings
from experiments.training.topology import describe_model
from experiments.training.worked_step import optimizer_arguments, worked_step


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
    samples: Mapping[str, Any]
    features: Mapping[str, Any] | None
    seconds: float


def train(
    build: Callable[[], Any],
    settings: Settings,
    observer: Observer,
    profile: Profile = FULL,
    checkpoint: Checkpoint | None = None,
) -> Training:
    """Train a model and evaluate it on its three splits, the test split last and once.

    A training that finds its checkpoint goes on from there; whoever keeps the result removes it.

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
    precision = usable_precision(settings.precision)
    description = describe_model(model)
    used = {
        "optimizer": optimizer_arguments(model.optimizer),
        "loss": describe_loss(model),
        "batch_size": settings.batch_size,
        "epochs": epochs,
        "seed": settings.seed,
        "patience": settings.patience,
        "class_weights": None if weights is None else [weights[c] for c in range(classes)],
        "precision": precision,
        "backend": keras.backend.backend(),
    }
    trained = model if precision == FLOAT32 else rebuild_in(precision, build, settings.seed)
    fitted = fit(trained, splits, settings, epochs, weights, observer, checkpoint)
    if trained is not model:
        copy_state(trained, model)
    used["penalties"] = describe_penalties(model)
    evaluation = {name: evaluate(model, getattr(splits, name), classes) for name in SPLITS}
    inspection = settings.data.inspect(answering_model(model), splits.test, evaluation["test"].predictions)
    features = describe_features(model, splits.test)
    samples = describe_samples(model, splits.test)
    batch = splits.train.head(settings.batch_size)
    step = worked_step(model, batch.inputs, targets(model, batch.labels), weights)
    return Training(
        data=describe_data(settings, splits),
        model=description,
        training=used,
        history=fitted.history,
        evaluation=evaluation,
        inspection=inspection,
        worked_step=step,
        samples=samples,
        features=features,
        seconds=fitted.seconds,
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
