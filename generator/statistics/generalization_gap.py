"""How much higher the loss of the model kept is on validation than on what it learned from."""

import math
from dataclasses import dataclass

import scipy

from experiments.measures.wilson import CONFIDENCE
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, mean
from generator.facts.reading import read
from generator.statistics.corrections import Chance, chances
from generator.statistics.curves import ERROR

# A gap below this share of the training loss is called small: a convention, like any threshold.
SMALL_SHARE = 0.1


@dataclass(frozen=True)
class GeneralizationGap:
    """The gap between two losses measured on examples that differ.

    It is read on the model kept, not on the curves: a point of the training curve is a mean over an epoch
    during which weights changed and dropout turned neurons off.

    Attributes
    ----------
    size : float
        Validation loss minus training loss.
    high : float
        Upper bound of the gap, one-sided, at `experiments.CONFIDENCE` (Welch, 1947).
    chance : Chance
        Of putting the validation loss so far above the training loss.
    """

    result: Result
    size: float
    high: float
    chance: Chance

    @property
    def limit(self) -> float:
        """Largest gap called small."""
        return SMALL_SHARE * self.result.evaluation["train"].loss

    @property
    def sure(self) -> bool:
        """Whether the validation loss is surely the higher one."""
        return self.chance.unlikely

    @property
    def absent(self) -> bool:
        """Whether there is none at all, or surely a small one."""
        return self.size <= 0 or (not self.sure and self.high <= self.limit)


def generalization_gap(result: Result) -> GeneralizationGap:
    """Compare the loss of the model kept on validation and on training, which share no example.

    Welch's test (1947), one-sided, with the degrees of freedom of its approximation.
    """
    validation, training = (result.evaluation[split] for split in ("validation", "train"))
    size = validation.loss - training.loss
    error = math.hypot(validation.loss_standard_error, training.loss_standard_error)
    if error == 0:
        return GeneralizationGap(result, size, size, chances([0.0 if size > 0 else 1.0])[0])
    # As shares of the whole error, whose fourth power could be too small a number.
    freedom = 1 / sum(
        (part.loss_standard_error / error) ** 4 / (part.count - 1)
        for part in (validation, training)
        if part.loss_standard_error > 0
    )
    high = size + error * float(scipy.stats.t.ppf(CONFIDENCE, freedom))
    return GeneralizationGap(result, size, high, chances([float(scipy.stats.t.sf(size / error, freedom))])[0])


def loss_of_model_kept(result: Result, split: str) -> Quantity:
    """Return the loss of the model kept, both splits with the digits that validation supports."""
    return mean(read(result, f"/evaluation/{split}/loss"), read(result, ERROR))
