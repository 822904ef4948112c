"""How many batches a training went through."""

import math

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count

FORMULA = "lots par époque × époques faites"


def batches(result: Result) -> Quantity:
    """Return the number of batches of all the epochs that were done."""
    per_epoch = math.ceil(result.data.splits["train"].count / result.training.batch_size)
    sources = tuple(
        f"{result.file}#{path}"
        for path in ("/data/splits/train/count", "/training/batch_size", "/history/loss")
    )
    return computed_count(per_epoch * len(result.history.loss), sources, FORMULA)
