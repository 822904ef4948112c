"""Small results with everything that plots may show."""

import base64
import io
from typing import Any

import numpy as np
from PIL import Image

from experiments.figures.drawing import Drawing
from experiments.results.replicate import Replicate
from experiments.results.schema import Result
from tests.experiments.result_sample import sample_record, sample_replicate


def result(**changes: Any) -> Result:
    return Result.model_validate(sample_record() | changes)


def repeated(identifier: str = "essai-1", family: str = "essai") -> Result:
    """Return a result with two replicates."""
    replicates = [Replicate.model_validate(sample_replicate(seed) | {"id": identifier}) for seed in (2, 3)]
    return result(id=identifier, family=family).with_replicates(replicates)


def judged(labels: str = "0011", probabilities: tuple[float, ...] = (0.1, 0.6, 0.9, 0.4)) -> Result:
    """Return a result whose model gives probabilities, the same on every split."""
    predictions = "".join(str(int(p > 0.5)) for p in probabilities)
    matrix = [[0, 0], [0, 0]]
    for label, prediction in zip(labels, predictions, strict=True):
        matrix[int(label)][int(prediction)] += 1
    split = {
        "count": len(labels),
        "loss": 0.5,
        "loss_standard_error": 0.1,
        "accuracy": (matrix[0][0] + matrix[1][1]) / len(labels),
        "confusion_matrix": matrix,
        "labels": labels,
        "predictions": predictions,
        "probabilities": list(probabilities),
        "misread_losses": [1.0] * (matrix[0][1] + matrix[1][0]),
    }
    record = sample_record()
    counts = {"count": len(labels), "class_counts": [sum(row) for row in matrix]}
    record["data"] |= {
        "classes": ["normal", "pneumonie"],
        "splits": dict.fromkeys(("train", "validation", "test"), counts),
    }
    record["evaluation"] = dict.fromkeys(("train", "validation", "test"), split)
    return Result.model_validate(record)


def described() -> Result:
    """Return a result of a model that reads a descriptor, drawn on an image of 4 × 4 pixels."""
    plane = [[0.0, 0.5, 1.0, 0.0]] * 4
    description = {
        "features": "hog",
        "orientations": 2,
        "pixels_per_cell": 2,
        "illustration": {
            "label": 1,
            "image": plane,
            "magnitude": plane,
            "orientation": [[0.0, 45.0, 90.0, 0.0]] * 4,
            "cells": [[[1.0, 0.0], [0.6, 0.8]], [[0.0, 0.0], [0.0, 1.0]]],
            "drawing": [[0.0, 0.25, 0.0, 0.5]] * 4,
        },
    }
    record = sample_record()
    record["data"]["description"] = description
    return Result.model_validate(record)


def png() -> str:
    """Return a picture of 8 × 8 pixels, in base 64."""
    file = io.BytesIO()
    Image.fromarray(np.arange(64, dtype=np.uint8).reshape(8, 8) * 4).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def inspected(image: str, contributions: list[list[float]], patch: int = 8) -> Result:
    """Return a result that keeps one misread image and its map; squares as wide as a cell, unless told."""
    shown = [{"index": 1, "name": "test/a & b.jpeg", "image": image, "map": contributions}]
    occlusion = {"patch": patch, "stride": 8}
    return judged().model_copy(update={"inspection": {"shown": shown, "occlusion": occlusion}})


def named(drawings: list[Drawing], name: str) -> Drawing:
    (found,) = [drawing for drawing in drawings if drawing.name == name]
    return found
