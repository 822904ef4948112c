"""A small result and its replicates, as JSON holds them."""

import json
from typing import Any

from experiments.results.evaluation import SplitScores
from experiments.results.provenance import key_of

SPLIT = {
    "count": 4,
    "loss": 0.5,
    "loss_standard_error": 0.1,
    "accuracy": 0.75,
    "confusion_matrix": [[2, 0], [1, 1]],
    "labels": "0011",
    "predictions": "0010",
    "probabilities": None,
    "misread_losses": [1.5],
}
LAYER = {
    "name": "dense",
    "type": "Dense",
    "operation": False,
    "config": {"units": 2, "activation": "softmax"},
    "arguments": {},
    "block": [],
    "shares": None,
    "input_shapes": [[3]],
    "output_shapes": [[2]],
    "parameters": 8,
    "trainable_parameters": 8,
    "variables": [
        {"name": "kernel", "shape": [3, 2], "trainable": True},
        {"name": "bias", "shape": [2], "trainable": True},
    ],
    "inputs": ["input_layer"],
    "connected": True,
}
NAMES = {
    "family": "Essais",
    "model": "essai 1",
    "inputs": "des nombres",
    "example": "exemple",
    "examples": "exemples",
    "category": "classe",
    "categories": "classes",
}
# The same, as the file of a family says it.
FAMILY = """FAMILY = {
    "name": "Essais",
    "model": "essai {}",
    "inputs": "des nombres",
    "example": "exemple",
    "examples": "exemples",
    "category": "classe",
    "categories": "classes",
}
"""
COMPONENTS = {"données": "1" * 64, "réglage seed": "1"}
RECORD = {
    "format_version": 4,
    "id": "essai-1",
    "family": "essai",
    "position": 1,
    "names": NAMES,
    "intention": "Voir si l’essai marche.",
    "code": 'def essai_1():\n    """Voir si l’essai marche."""\n    return None',
    "profile": "full",
    "data": {
        "classes": ["0", "1"],
        "description": {"features": "pixels"},
        "splits": {name: {"count": 4, "class_counts": [2, 2]} for name in ("train", "validation", "test")},
    },
    "model": {
        "parameters": 8,
        "trainable_parameters": 8,
        "input_shape": [3],
        "output_shape": [2],
        "inputs": ["input_layer"],
        "output": "dense",
        "layers": [LAYER],
    },
    "training": {
        "optimizer": {"name": "RMSprop", "arguments": {"learning_rate": 0.001}, "defaults": {}},
        "loss": {"name": "categorical_crossentropy", "arguments": {"label_smoothing": 0.0}, "defaults": {}},
        "penalties": [],
        "batch_size": 2,
        "epochs": 2,
        "seed": 1,
        "patience": None,
        "class_weights": None,
        "precision": "float32",
        "backend": "tensorflow",
    },
    "history": {
        "loss": [0.6, 0.5],
        "accuracy": [0.5, 0.75],
        "val_loss": [0.7, 0.6],
        "val_accuracy": [0.5, 0.5],
        "learning_rate": [0.001, 0.001],
    },
    "evaluation": {name: SPLIT for name in ("train", "validation", "test")},
    "inspection": {"misread": []},
    "worked_step": {
        "variable": "dense/kernel",
        "index": [0, 1],
        "step": 5,
        "learning_rate": 0.001,
        "gradient": 0.25,
        "gradient_norm": 0.5,
        "global_gradient_norm": 0.75,
        "weight_before": 0.1,
        "weight_after": 0.09,
        "state_before": {"velocity": 0.01},
        "state_after": {"velocity": 0.02},
    },
    "samples": {
        "indices": [0, 3],
        "labels": [0, 1],
        "outputs": [[0.5, 0.5], [0.75, 0.25]],
        "losses": [0.6931471805599453, 1.3862943611198906],
        "penalty": 0.0,
        "total": 1.039720770839918,
    },
    "features": None,
    "provenance": {
        "key": key_of(COMPONENTS),
        "components": COMPONENTS,
        "data": {"sha256": "1" * 64},
        "libraries": {"keras": "3.0.0"},
        "machine": {"system": "Linux", "processor": "essai", "cores": 2, "python": "3.11.0"},
        "seconds": 1.5,
        "produced_at": "2026-01-02T03:04:05Z",
        "accepted": [],
    },
}


def sample_record() -> dict[str, Any]:
    """Return a fresh copy, that a test may alter."""
    # Through JSON, so that no part of it is another part too.
    record: dict[str, Any] = json.loads(json.dumps(RECORD))
    return record


def stamp(record: dict[str, Any]) -> None:
    """Give a record, whose components were altered, the key that they make."""
    record["provenance"]["key"] = key_of(record["provenance"]["components"])


def sample_replicate(seed: int = 2) -> dict[str, Any]:
    """Return a fresh replicate of the sample record, that a test may alter."""
    record = sample_record()
    replicate = {name: record[name] for name in ("id", "profile", "history", "evaluation", "provenance")}
    training = replicate["evaluation"].pop("train")
    scores = {name: training[name] for name in SplitScores.model_fields}
    replicate["provenance"]["components"]["réglage seed"] = str(seed)
    stamp(replicate)
    return replicate | {"format_version": 3, "seed": seed, "training_scores": scores}
