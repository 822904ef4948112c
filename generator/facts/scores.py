"""How a model does on one split."""

from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, count, mean, proportion
from generator.facts.reading import read


@dataclass(frozen=True)
class Score:
    """How a model does on one split."""

    split: str
    count: Quantity
    loss: Quantity
    accuracy: Quantity


def score(result: Result, split: str) -> Score:
    """Read the scores of a split."""
    base = f"/evaluation/{split}"
    number = count(read(result, f"{base}/count"))
    return Score(
        split=split,
        count=number,
        loss=mean(read(result, f"{base}/loss"), read(result, f"{base}/loss_standard_error")),
        accuracy=proportion(read(result, f"{base}/accuracy"), int(number.value)),
    )
