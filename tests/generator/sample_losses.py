"""Losses as a training records them, and what one is worth on a few examples."""

import math
from collections.abc import Sequence
from typing import Any

EXAMPLES = 8
RIGHT = 0.9


def loss(name: str) -> dict[str, Any]:
    """Describe a loss whose arguments are all as usual."""
    return {"name": name, "arguments": {}, "defaults": {}}


def samples(labels: Sequence[int | str], outputs: int) -> dict[str, Any]:
    """Make a few examples of a test split, each put in its class with the same crossentropy.

    Parameters
    ----------
    labels : sequence
        Class of each example of the split.
    outputs : int
        1 for a probability of class 1, else one output per class.
    """
    indices = [rank * (len(labels) - 1) // (EXAMPLES - 1) for rank in range(EXAMPLES)]
    indices = list(dict.fromkeys(indices))
    classes = [int(labels[index]) for index in indices]
    losses = [-math.log(RIGHT)] * len(indices)
    return {
        "indices": indices,
        "labels": classes,
        "outputs": [_outputs(label, outputs) for label in classes],
        "losses": losses,
        "penalty": 0.0,
        "total": math.fsum(losses) / len(losses),
    }


def _outputs(label: int, outputs: int) -> list[float]:
    if outputs == 1:
        return [RIGHT if label else 1 - RIGHT]
    return [RIGHT if label == output else (1 - RIGHT) / (outputs - 1) for output in range(outputs)]
