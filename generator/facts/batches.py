"""How many batches a training went through, and how many examples they held."""

import math

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count

FORMULA = "lots par époque × époques faites"
EXAMPLES = "exemples d’entraînement × époques faites"


def batches(result: Result) -> Quantity:
    """Return the number of batches of all the epochs that were done."""
    per_epoch = math.ceil(result.data.splits["train"].count / result.training.batch_size)
    sources = tuple(
        f"{result.file}#{path}"
        for path in ("/data/splits/train/count", "/training/batch_size", "/history/loss")
    )
    return computed_count(per_epoch * len(result.history.loss), sources, FORMULA)


def examples_seen(result: Result) -> Quantity:
    """Return the number of examples of all the epochs that were done, each counted at every epoch."""
    sources = tuple(f"{result.file}#{path}" for path in ("/data/splits/train/count", "/history/loss"))
    return computed_count(result.data.splits["train"].count * len(result.history.loss), sources, EXAMPLES)
