"""Made-up results of the models that the original report describes."""

import copy
from typing import Any

from experiments.results.schema import Result
from generator.formulas.layers.layer import Layer
from generator.lab.review.stated_network import StatedLayer, lay_out
from tests.generator.sample_layers import dense, dropout, network
from tests.generator.samples import evaluation, sample_record

DIGITS = "0123456789"
IMAGES = 10_000
LABELS = DIGITS * (IMAGES // len(DIGITS))
# What the report says each model gets wrong out of ten thousand.
WRONG = {"mlp-raw-1": 274, "mlp-raw-2": 202, "mlp-raw-3": 183, "mlp-hog-1": 224, "mlp-hog-2": 206}
LOSS = {"mlp-raw-1": 0.090, "mlp-raw-2": 0.071, "mlp-raw-3": 0.070, "mlp-hog-1": 0.094, "mlp-hog-2": 0.074}
NETWORKS = {
    "mlp-raw-1": network(
        [784],
        dense(784, 512, "sigmoid", "dense", "input_layer"),
        dense(512, 10, "softmax", "dense_1", "dense"),
    ),
    "mlp-raw-2": network(
        [784],
        dense(784, 512, "sigmoid", "dense", "input_layer"),
        dropout(512, 0.5, "dropout", "dense"),
        dense(512, 10, "softmax", "dense_1", "dropout"),
    ),
    "mlp-raw-3": network(
        [784],
        dense(784, 512, "sigmoid", "dense", "input_layer"),
        dropout(512, 0.5, "dropout", "dense"),
        dense(512, 256, "relu", "dense_1", "dropout"),
        dropout(256, 0.5, "dropout_1", "dense_1"),
        dense(256, 10, "softmax", "dense_2", "dropout_1"),
    ),
    "mlp-hog-1": network(
        [392],
        dense(392, 64, "relu", "dense", "input_layer"),
        dropout(64, 0.5, "dropout", "dense"),
        dense(64, 10, "softmax", "dense_1", "dropout"),
    ),
    "mlp-hog-2": network(
        [784],
        dense(784, 64, "relu", "dense", "input_layer"),
        dropout(64, 0.5, "dropout", "dense"),
        dense(64, 10, "softmax", "dense_1", "dropout"),
    ),
}
TRAINING = {
    "mlp-raw-1": (128, 10),
    "mlp-raw-2": (32, 20),
    "mlp-raw-3": (128, 30),
    "mlp-hog-1": (128, 50),
    "mlp-hog-2": (128, 20),
}
ORIENTATIONS = {"mlp-hog-1": 8, "mlp-hog-2": 16}


def ten_thousand(wrong: int, loss: float) -> dict[str, Any]:
    """Evaluate a model on ten thousand images: the first ones are wrong."""
    errors = {rank: DIGITS[(int(LABELS[rank]) + 1) % len(DIGITS)] for rank in range(wrong)}
    return {**evaluation(errors, LABELS, len(DIGITS)), "loss": loss, "loss_standard_error": 0.006}


def seed_record(identifier: str = "mlp-raw-1", wrong: int | None = None, loss: float | None = None) -> Any:
    """Return a fresh record of the same model as in the report, with scores close to the published ones."""
    family = identifier.rpartition("-")[0]
    record = sample_record(f"{family}-1")
    batch_size, epochs = TRAINING[identifier]
    test = ten_thousand(
        WRONG[identifier] if wrong is None else wrong, LOSS[identifier] if loss is None else loss
    )
    record |= {
        "id": identifier,
        "position": int(identifier[-1]),
        "model": copy.deepcopy(NETWORKS[identifier]),
    }
    record["data"]["classes"] = list(DIGITS)
    record["data"]["splits"] = {
        name: {"count": IMAGES, "class_counts": [IMAGES // len(DIGITS)] * len(DIGITS)}
        for name in record["evaluation"]
    }
    if identifier in ORIENTATIONS:
        record["data"]["description"] |= {
            "orientations": ORIENTATIONS[identifier],
            "pixels_per_cell": 4,
            "image_shape": [28, 28],
        }
    record["training"] |= {"batch_size": batch_size, "epochs": epochs}
    record["history"] = {name: [0.5] * epochs for name in record["history"]}
    record["evaluation"] = dict.fromkeys(record["evaluation"], ten_thousand(0, 0.1)) | {"test": test}
    return record


def seed_result(identifier: str = "mlp-raw-1", wrong: int | None = None, loss: float | None = None) -> Result:
    """Return the result of one of the models of the report."""
    return Result.model_validate(seed_record(identifier, wrong, loss))


def dense_layer(inputs: int, units: int) -> Layer:
    """Lay out one dense layer."""
    return lay_out((inputs,), [StatedLayer("Dense", {"units": units})])[0]


def convolutions(
    filters: int, kernel: int, number: int, sides: tuple[int, int] = (28, 28)
) -> tuple[Layer, ...]:
    """Lay out convolutions one after the other, on a grey image."""
    config = {
        "filters": filters,
        "kernel_size": (kernel, kernel),
        "strides": (1, 1),
        "dilation_rate": (1, 1),
        "padding": "same",
        "groups": 1,
    }
    return lay_out((*sides, 1), [StatedLayer("Conv2D", config)] * number)
