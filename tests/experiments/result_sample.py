"""A small result and its replicates, as JSON holds them."""

import json
from typing import Any

SPLIT = {
    "count": 4,
    "loss": 0.5,
    "loss_standard_error": 0.1,
    "accuracy": 0.75,
    "confusion_matrix": [[2, 0], [1, 1]],
    "labels": "0011",
    "predictions": "0010",
    "probabilities": None,
}
LAYER = {
    "name": "dense",
    "type": "Dense",
    "config": {"units": 2, "activation": "softmax"},
    "input_shape": [3],
    "output_shape": [2],
    "parameters": 8,
    "trainable_parameters": 8,
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
RECORD = {
    "format_version": 2,
    "id": "essai-1",
    "family": "essai",
    "position": 1,
    "names": NAMES,
    "intention": "Voir si l’essai marche.",
    "code": "def essai_1():\n    return None",
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
        "layers": [LAYER],
    },
    "training": {
        "optimizer": {"name": "RMSprop", "arguments": {"learning_rate": 0.001}, "defaults": {}},
        "loss": "categorical_crossentropy",
        "batch_size": 2,
        "epochs": 2,
        "seed": 1,
        "patience": None,
        "class_weights": None,
    },
    "history": {
        "loss": [0.6, 0.5],
        "accuracy": [0.5, 0.75],
        "val_loss": [0.7, 0.6],
        "val_accuracy": [0.5, 0.5],
    },
    "evaluation": {name: SPLIT for name in ("train", "validation", "test")},
    "inspection": {"misread": []},
    "worked_step": {
        "variable": "dense/kernel",
        "index": [0, 1],
        "step": 5,
        "gradient": 0.25,
        "weight_before": 0.1,
        "weight_after": 0.09,
        "state_before": {"velocity": 0.01},
        "state_after": {"velocity": 0.02},
    },
    "provenance": {
        "key": "0" * 64,
        "components": {"données": "1" * 64, "réglage seed": "1"},
        "data": {"sha256": "1" * 64},
        "libraries": {"keras": "3.0.0"},
        "machine": {"system": "Linux", "processor": "essai", "cores": 2, "python": "3.11.0"},
        "seconds": 1.5,
        "produced_at": "2026-01-02T03:04:05Z",
    },
}


def sample_record() -> dict[str, Any]:
    """Return a fresh copy, that a test may alter."""
    # Through JSON, so that no part of it is another part too.
    record: dict[str, Any] = json.loads(json.dumps(RECORD))
    return record


def sample_replicate(seed: int = 2) -> dict[str, Any]:
    """Return a fresh replicate of the sample record, that a test may alter."""
    record = sample_record()
    replicate = {name: record[name] for name in ("id", "profile", "evaluation", "provenance")}
    del replicate["evaluation"]["train"]
    replicate["provenance"]["components"]["réglage seed"] = str(seed)
    return replicate | {"format_version": 1, "seed": seed}
