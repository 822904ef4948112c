"""Results of the family ``cnn-pneumonia`` with chosen labels and probabilities, complete and valid."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.results.provenance import key_of
from experiments.results.schema import Result
from tests.generator.family_names import family_names
from tests.generator.replicas import replicated
from tests.generator.sample_layers import dense, flatten, network
from tests.generator.sample_losses import loss, samples

# Labels, then probabilities of pneumonia.
Answers = tuple[Sequence[int], Sequence[float]]
# One grey pixel.
IMAGE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
CODE = """@experiment(data=ChestXray(), batch_size=2, epochs=2)
def cnn_pneumonia():
    'Essayer.'
    return 1"""


def split(labels: Sequence[int], probabilities: Sequence[float]) -> dict[str, Any]:
    """Return the evaluation of a model that gave these probabilities."""
    predictions = [int(p > 0.5) for p in probabilities]
    matrix = [[0, 0], [0, 0]]
    for label, prediction in zip(labels, predictions, strict=True):
        matrix[label][prediction] += 1
    return {
        "count": len(labels),
        "loss": 0.5,
        "loss_standard_error": 0.01,
        "accuracy": sum(a == b for a, b in zip(labels, predictions, strict=True)) / len(labels),
        "confusion_matrix": matrix,
        "labels": "".join(map(str, labels)),
        "predictions": "".join(map(str, predictions)),
        "probabilities": [float(p) for p in probabilities],
        "misread_losses": [1.0] * (matrix[0][1] + matrix[1][0]),
    }


def pneumonia_record(
    position: int = 1,
    validation: Answers = ([0, 1], [0.2, 0.8]),
    test: Answers = ([0, 1, 0, 1], [0.2, 0.8, 0.9, 0.4]),
    patience: int | None = None,
    names: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Return a result as its file would hold it; every image is of its own patient."""
    evaluation = {name: split(*answers) for name, answers in (("validation", validation), ("test", test))}
    evaluation["train"] = split([0, 1], [0.1, 0.9])
    names = names or [f"test/{index}.jpeg" for index in range(len(test[0]))]
    wrong = [i for i, (y, p) in enumerate(zip(*test, strict=True)) if (p > 0.5) != y]
    identifier = "cnn-pneumonia" if position == 1 else f"cnn-pneumonia-{position}"
    return {
        "format_version": 4,
        "id": identifier,
        "family": "cnn-pneumonia",
        "position": position,
        "names": family_names("cnn-pneumonia", position),
        "intention": "Essayer.",
        "code": CODE,
        "profile": "full",
        "data": {
            "classes": ["normal", "pneumonie"],
            "description": {
                "features": "image",
                "source": "dossier",
                "grouped_by_patient": True,
                "duplicates": [["a", "b"]],
                "shared_between_splits": [],
                "labelled_differently": [],
                "source_counts": {"train": [1, 1], "validation": [3, 1], "test": [2, 2]},
                "set_aside": {"__MACOSX": 12, "train/*.csv": 1},
                "patients_in_several_splits": 2,
                "without_patient": 0,
            },
            "splits": {
                name: {
                    "count": part["count"],
                    "class_counts": [part["labels"].count("0"), part["labels"].count("1")],
                }
                for name, part in evaluation.items()
            },
        },
        "model": network(
            [2, 2, 1],
            flatten([2, 2, 1], "flatten", "input_layer"),
            dense(4, 1, "sigmoid", "dense", "flatten"),
        ),
        "training": {
            "optimizer": {"name": "Adam", "arguments": {"learning_rate": 0.001}, "defaults": {}},
            "loss": loss("binary_crossentropy"),
            "penalties": [],
            "batch_size": 2,
            "epochs": 2 if patience is None else 3,
            "seed": 1,
            "patience": patience,
            "class_weights": [1.0, 1.0],
            "precision": "float32",
            "backend": "tensorflow",
        },
        "history": {
            "loss": [0.7, 0.6],
            "accuracy": [0.5, 0.6],
            "val_loss": [0.6, 0.65],
            "val_accuracy": [0.5, 0.5],
            "learning_rate": [0.001, 0.001],
        },
        "evaluation": evaluation,
        "inspection": {
            "names": {"validation": ["x"], "test": list(names)},
            "patients": {name: list(range(evaluation[name]["count"])) for name in ("validation", "test")},
            "misread": [{"index": index, "name": names[index]} for index in wrong],
            "occlusion": {"patch": 24, "stride": 8},
            "shown": [
                {"index": index, "name": names[index], "image": IMAGE, "map": [[0.0, 1.5], [-0.5, 0.01]]}
                for index in wrong
            ],
        },
        "worked_step": {
            "variable": "dense/kernel",
            "index": [0, 0],
            "step": 1,
            "learning_rate": 0.001,
            "gradient": 0.1,
            "gradient_norm": 0.1,
            "global_gradient_norm": 0.1,
            "weight_before": 0.2,
            "weight_after": 0.19,
            "state_before": {},
            "state_after": {},
        },
        "samples": samples(test[0], 1),
        "features": None,
        "provenance": {
            "key": key_of({}),
            "components": {},
            "data": {"sha256": "0" * 64},
            "libraries": {},
            "machine": {"system": "Linux", "processor": "x", "cores": 1, "python": "3.11"},
            "seconds": 3.0,
            "produced_at": "2026-11-22T15:00:00Z",
            "accepted": [],
        },
    }


def pneumonia_result(**settings: Any) -> Result:
    """Return the same as a result."""
    return Result.model_validate(pneumonia_record(**settings))


def with_seeds(result: Result, *tests: Answers, validation: Answers | None = None) -> Result:
    """Return a result with one replicate per test, its validation that of the result unless given."""
    own = {"validation": split(*validation)} if validation else {}
    return replicated(result, (own | {"test": split(*test)} for test in tests))


def counted(
    true_negatives: int, false_positives: int, false_negatives: int, true_positives: int
) -> tuple[list[int], list[float]]:
    """Return labels and probabilities with these counts at the threshold 1/2, ill children first."""
    found, missed, alarmed, calm = true_positives, false_negatives, false_positives, true_negatives
    labels = [1] * (found + missed) + [0] * (alarmed + calm)
    return labels, [0.9] * found + [0.1] * missed + [0.9] * alarmed + [0.1] * calm


def noisy(seed: int, count: int, strength: float = 2.0) -> tuple[list[int], list[float]]:
    """Return labels, three ill children in five, and probabilities that follow them with so much strength."""
    generator = np.random.default_rng(seed)
    labels = (generator.random(count) < 0.6).astype(int)
    labels[:2] = [0, 1]
    logits = generator.normal(strength * (labels - 0.5), 1.0)
    return labels.tolist(), (1 / (1 + np.exp(-logits))).tolist()
