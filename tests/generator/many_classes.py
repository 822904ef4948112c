"""Made-up results on digits with as many classes as one likes, complete enough for every page."""

import random
from typing import Any

from tests.generator.larger_samples import IMAGE
from tests.generator.sample_layers import dense, network
from tests.generator.sample_losses import samples
from tests.generator.samples import NETWORKS, sample_record

COUNTS = {"train": 2000, "validation": 1000, "test": 5000}


def records(classes: int) -> list[dict[str, Any]]:
    """Return the records of the six models on digits, each right more often than the one before."""
    return [_record(identifier, rank, classes) for rank, identifier in enumerate(NETWORKS)]


def _record(identifier: str, rank: int, classes: int) -> dict[str, Any]:
    record = sample_record(identifier)
    chance = random.Random(rank)
    splits = {name: _evaluation(count, classes, 0.4 - 0.05 * rank, chance) for name, count in COUNTS.items()}
    record["data"]["classes"] = [f"sorte {number}" for number in range(classes)]
    record["data"]["splits"] = {
        name: {"count": each["count"], "class_counts": [each["labels"].count(c) for c in range(classes)]}
        for name, each in splits.items()
    }
    record["evaluation"] = splits
    test = splits["test"]
    wrong = [i for i, (a, b) in enumerate(zip(test["labels"], test["predictions"], strict=True)) if a != b]
    record["inspection"] = {"misread": [{"index": index, "png": IMAGE} for index in wrong]}
    record["samples"] = samples(splits["test"]["labels"], classes)
    if len(record["model"]["input_shape"]) == 1:
        (inputs,) = record["model"]["input_shape"]
        record["model"] = network(
            [inputs],
            dense(inputs, 30, "relu", "dense", "input_layer"),
            dense(30, classes, "softmax", "dense_1", "dense"),
        )
    return record


def _evaluation(count: int, classes: int, wrong: float, chance: random.Random) -> dict[str, Any]:
    """Answer at random for that share of the examples, half of the time with the class that follows."""
    labels = [rank % classes for rank in range(count)]
    answers = [_answer(label, classes, wrong, chance) for label in labels]
    matrix = [[0] * classes for _ in range(classes)]
    for label, answer in zip(labels, answers, strict=True):
        matrix[label][answer] += 1
    return {
        "count": count,
        "loss": 0.5,
        "loss_standard_error": 0.03125,
        "accuracy": sum(row[i] for i, row in enumerate(matrix)) / count,
        "confusion_matrix": matrix,
        "labels": labels,
        "predictions": answers,
        "probabilities": None,
        "misread_losses": [1.0] * sum(a != b for a, b in zip(labels, answers, strict=True)),
    }


def _answer(label: int, classes: int, wrong: float, chance: random.Random) -> int:
    if chance.random() >= wrong:
        return label
    return (label + 1) % classes if chance.random() < 0.5 else chance.randrange(classes)
