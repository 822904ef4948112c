"""The scores of a model on a split, with the interval of its accuracy."""

from dataclasses import dataclass

import numpy as np

from experiments.measures.wilson import wilson_interval
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, share
from generator.statistics.mean_accuracy import accuracy_sources, mean_accuracy
from generator.statistics.mean_loss import mean_loss
from generator.statistics.pooled import design_effect, pooled

# Replicates do not keep their answers on what they were trained on.
SPLITS = ("validation", "test")


@dataclass(frozen=True)
class Scores:
    """How a model does on a split.

    Attributes
    ----------
    trainings : Quantity
        How many, one seed each, the others are means of.
    low, high : Quantity
        The accuracy at `experiments.measures.wilson.CONFIDENCE`, whatever the examples and the seeds.
    """

    trainings: Quantity
    accuracy: Quantity
    low: Quantity
    high: Quantity
    loss: Quantity

    @property
    def text(self) -> str:
        """The accuracy and its interval, as one reads them."""
        return f"{self.accuracy.text} [{self.low.text} ; {self.high.text}]"


def scores_of(result: Result) -> dict[str, Scores]:
    """Return the scores of a model by split."""
    return {split: _scores(result, split) for split in SPLITS if split in result.evaluation}


def _scores(result: Result, split: str) -> Scores:
    sources, accuracy = accuracy_sources(result, split), mean_accuracy(result, split)
    answers = pooled(result, split)
    right = answers.predictions == answers.labels
    # Answers to the same examples are worth fewer independent ones.
    worth = max(1, round(right.size / design_effect(right, np.ones_like(right))))
    bounds = wilson_interval(round(accuracy.value * worth), worth)
    low, high = (
        share(value, right.shape[1], sources, f"borne {which} de Wilson")
        for value, which in zip(bounds, ("inférieure", "supérieure"), strict=True)
    )
    trainings = computed_count(len(right), sources, "entraînements, une graine chacun")
    return Scores(trainings, accuracy, low, high, mean_loss(result, split))
