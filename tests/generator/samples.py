"""Made-up results: small models of every family, complete enough for every page of the report."""

import copy
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from experiments.results.files import write_result
from experiments.results.provenance import key_of
from experiments.results.schema import Result
from tests.generator.family_names import family_names
from tests.generator.lab.pneumonia.sample import pneumonia_record
from tests.generator.sample_layers import convolution, dense, dropout, flatten, network, pooling
from tests.generator.sample_losses import loss, samples
from tests.generator.sample_optimizers import ADAM, RMSPROP, first_step_of_adam, worked_step
from tests.generator.stub_plots import write_stub_plots

CLASSES = ["0", "1", "2", "3"]
COMPONENTS = {"données": "1" * 64}
LABELS = "0123" * 10
CODE = '''@experiment(data=Essai(), batch_size={batch_size}, epochs=3)
def {name}():
    """{intention}"""
    model = keras.Sequential()
    return model'''


def evaluation(
    wrong: dict[int, str], labels: Sequence[str] = LABELS, classes: int = len(CLASSES)
) -> dict[str, Any]:
    """Evaluate a model that is right except for the images `wrong`: rank, then what it said of them."""
    said = [wrong.get(rank, label) for rank, label in enumerate(labels)]
    matrix = [[0] * classes for _ in range(classes)]
    for label, answer in zip(labels, said, strict=True):
        matrix[int(label)][int(answer)] += 1
    return {
        "count": len(labels),
        "loss": 0.25 + 0.125 * len(wrong),
        "loss_standard_error": 0.03125,
        "accuracy": sum(row[i] for i, row in enumerate(matrix)) / len(labels),
        "confusion_matrix": matrix,
        "labels": labels,
        "predictions": "".join(said),
        "probabilities": None,
        "misread_losses": [1.0] * sum(a != b for a, b in zip(labels, said, strict=True)),
    }


def errors(ranks: Iterable[int]) -> dict[int, str]:
    """Make a model wrong on these images."""
    return {rank: "1" if LABELS[rank] == "0" else "0" for rank in ranks}


def hog_description(orientations: int) -> dict[str, Any]:
    """Describe a descriptor of cells of two pixels on an image of four by four."""
    return {
        "features": "hog",
        "orientations": orientations,
        "pixels_per_cell": 2,
        "image_shape": [4, 4],
        "reference": {"images": 512, "difference": 2e-8, "version": "0.0"},
        "illustration": {
            "label": 3,
            "image": [[0.0, 0.5, 1.0, 0.0]] * 4,
            "magnitude": [[0.0, 1.0, 0.5, 0.0]] * 4,
            "orientation": [[0.0, 0.0, 90.0, 0.0]] * 4,
            "cells": [[[0.75] + [0.0] * (orientations - 1)] * 2] * 2,
            "drawing": [[0.0, 0.25, 0.0, 0.5]] * 4,
        },
    }


PIXELS = {"features": "pixels"}
IMAGE = {"features": "image"}
SMALL, HALF, QUARTER = [4, 4, 2], [2, 2, 2], [1, 1, 2]
NETWORKS = {
    "mlp-raw-1": network(
        [16], dense(16, 3, "sigmoid", "dense", "input_layer"), dense(3, 4, "softmax", "dense_1", "dense")
    ),
    "mlp-raw-2": network(
        [16],
        dense(16, 3, "sigmoid", "dense", "input_layer"),
        dropout(3, 0.5, "dropout", "dense"),
        dense(3, 4, "softmax", "dense_1", "dropout"),
    ),
    "mlp-hog-1": network(
        [8], dense(8, 3, "relu", "dense", "input_layer"), dense(3, 4, "softmax", "dense_1", "dense")
    ),
    "mlp-hog-2": network(
        [16], dense(16, 3, "relu", "dense", "input_layer"), dense(3, 4, "softmax", "dense_1", "dense")
    ),
    "cnn-1": network(
        [4, 4, 1],
        convolution([4, 4, 1], 2, 2, "conv2d", "input_layer"),
        convolution(SMALL, 2, 2, "conv2d_1", "conv2d"),
        pooling(SMALL, "max_pooling2d", "conv2d_1"),
        flatten(HALF, "flatten", "max_pooling2d"),
        dense(8, 4, "softmax", "dense", "flatten"),
    ),
    "cnn-2": network(
        [4, 4, 1],
        convolution([4, 4, 1], 2, 2, "conv2d", "input_layer"),
        pooling(SMALL, "max_pooling2d", "conv2d"),
        convolution(HALF, 2, 2, "conv2d_1", "max_pooling2d"),
        pooling(HALF, "max_pooling2d_1", "conv2d_1"),
        flatten(QUARTER, "flatten", "max_pooling2d_1"),
        dense(2, 4, "softmax", "dense", "flatten"),
    ),
}
DATA = {
    "mlp-raw-1": PIXELS,
    "mlp-raw-2": PIXELS,
    "mlp-hog-1": hog_description(2),
    "mlp-hog-2": hog_description(4),
    "cnn-1": IMAGE,
    "cnn-2": IMAGE,
}
# What each model gets wrong on validation, then on test.
WRONG: dict[str, tuple[dict[int, str], dict[int, str]]] = {
    "mlp-raw-1": ({0: "3", 1: "2", 5: "2"}, {0: "3", 1: "2", 2: "1", 5: "2", 9: "3"}),
    "mlp-raw-2": ({0: "3", 1: "2"}, {0: "3", 1: "2", 2: "1"}),
    "mlp-hog-1": ({7: "0", 11: "0"}, {7: "0", 11: "0", 15: "0", 18: "1"}),
    "mlp-hog-2": ({7: "0"}, {7: "0", 18: "1"}),
    "cnn-1": ({}, {3: "1"}),
    "cnn-2": ({2: "0"}, {}),
}
FAMILY = {"mlp-raw": "mlp-raw", "mlp-hog": "mlp-hog", "cnn": "cnn-digits"}


def sample_record(identifier: str = "mlp-raw-1") -> dict[str, Any]:
    """Return a fresh record of one of the six models, that a test may alter."""
    prefix, _, position = identifier.rpartition("-")
    batch_size = 8 if position == "1" else 4
    intention = f"Essai {position} de {FAMILY[prefix]}."
    validation, test = WRONG[identifier]
    evaluations = {"train": evaluation({}), "validation": evaluation(validation), "test": evaluation(test)}
    record = {
        "format_version": 4,
        "id": identifier,
        "family": FAMILY[prefix],
        "position": int(position),
        "names": family_names(FAMILY[prefix], int(position)),
        "intention": intention,
        "code": CODE.format(name=identifier.replace("-", "_"), batch_size=batch_size, intention=intention),
        "profile": "full",
        "data": {
            "classes": CLASSES,
            "description": DATA[identifier],
            "splits": {name: {"count": 40, "class_counts": [10] * 4} for name in evaluations},
        },
        "model": NETWORKS[identifier],
        "training": {
            "optimizer": {"name": "RMSprop", "arguments": RMSPROP, "defaults": {**RMSPROP, "name": None}},
            "loss": loss("categorical_crossentropy"),
            "penalties": [],
            "batch_size": batch_size,
            "epochs": 3,
            "seed": 1,
            "patience": None,
            "class_weights": None,
            "precision": "float32",
            "backend": "tensorflow",
        },
        "history": {
            "loss": [1.5, 0.75, 0.5],
            "accuracy": [0.25, 0.5, 0.75],
            "val_loss": [1.25, 0.875, 1.0],
            "val_accuracy": [0.375, 0.625, 0.5],
            "learning_rate": [0.001] * 3,
        },
        "evaluation": evaluations,
        "inspection": {},
        "worked_step": worked_step(),
        "samples": samples(LABELS, len(CLASSES)),
        "features": None,
        "provenance": {
            "key": key_of(COMPONENTS),
            "components": COMPONENTS,
            "data": {"sha256": "1" * 64},
            "libraries": {"keras": "3.0.0", "numpy": "2.0.0"},
            "machine": {"system": "Linux", "processor": "essai", "cores": 2, "python": "3.11.0"},
            "seconds": 90.5,
            "produced_at": "2026-01-02T03:04:05Z",
            "accepted": [],
        },
    }
    return copy.deepcopy(record)


def sample(identifier: str = "mlp-raw-1") -> Result:
    """Return the result of one of the six models."""
    return Result.model_validate(sample_record(identifier))


def with_predictions(identifier: str, wrong: dict[int, str], split: str = "test") -> Result:
    """Return the result of a model that gets other images wrong on a split."""
    record = sample_record(identifier)
    record["evaluation"][split] = evaluation(wrong)
    return Result.model_validate(record)


def mistaken(record: dict[str, Any], **wrong: Iterable[int]) -> Result:
    """Return the result of a model that is wrong on these images of each split."""
    record["evaluation"] |= {split: evaluation(errors(ranks)) for split, ranks in wrong.items()}
    return Result.model_validate(record)


def family(name: str) -> list[Result]:
    """Return the two results of a family, in order."""
    return [result for result in map(sample, NETWORKS) if result.family == name]


def radiograph_record(position: int) -> dict[str, Any]:
    """Return a fresh record of one of the two models of the fourth part."""
    labels = [1] * 30 + [0] * 20
    probabilities = [0.9 - 0.02 * (rank % 30) + 0.1 * (position - 1) * (rank < 30) for rank in range(50)]
    answers = (labels, [round(min(p, 0.99), 3) for p in probabilities])
    record = pneumonia_record(position, answers, answers, patience=None if position == 1 else 1)
    record["training"]["optimizer"] = {
        "name": "Adam",
        "arguments": dict(ADAM),
        "defaults": {**ADAM, "name": "adam"},
    }
    record["worked_step"] = first_step_of_adam()
    record["provenance"]["produced_at"] = "2026-01-02T03:04:05Z"
    return record


def write_samples(folder: Path, *records: dict[str, Any]) -> Path:
    """Write all the results in a folder, `records` in place of those of the same names."""
    replaced = {record["id"]: record for record in records}
    made = [sample_record(identifier) for identifier in NETWORKS]
    for record in [*made, radiograph_record(1), radiograph_record(2)]:
        write_result(folder, Result.model_validate(replaced.get(record["id"], record)))
    return write_stub_plots(folder)
