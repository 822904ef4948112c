"""What the curves of a training surely say: whether the validation loss still fell, whether it had risen.

Two kinds of noise blur a validation curve, and each conclusion has to stand out of both.

From one epoch to the next, the loss jumps with the order of the batches and with dropout. These jumps are
measured by how far the epochs lie from a straight line, allowing for epochs that resemble the one before
(`generator.statistics.trend`). Through three epochs the line leaves one degree of freedom and the interval is
very wide, so that short trainings seldom lead to a conclusion, which is what they deserve.

Other examples would give another curve. The standard error s of the validation loss says by how much for
one epoch; a difference between two epochs is better known, since both read the same examples: its
standard error is s √(2 (1 − r)) when the losses of the examples at both epochs have the same spread and the
correlation r. Only s is recorded. A difference is therefore called noticeable when it exceeds s itself
(the one-standard-error rule of Breiman, Friedman, Olshen and Stone, 1984, section 3.4.3), which is 1.96
of its own standard errors where r = 0.87 and more where the epochs agree better; below that, two epochs
pass for equally good.

A curve is read once, here, and every rule takes the same reading: conclusions cannot contradict each other.
"""

import math
from dataclasses import dataclass
from enum import Enum

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, mean
from generator.facts.reading import read
from generator.statistics.trend import POINTS, Trend, trend

VALIDATION = "/history/val_loss"
TRAINING = "/history/loss"
ERROR = "/evaluation/validation/loss_standard_error"

# The end of a training is its last third.
SHARE = 3


class Ending(Enum):
    """Where the validation loss was heading when training ended."""

    FALLS = "surely down, perhaps noticeably"
    RISES = "surely up"
    LEVEL = "surely not noticeably down"
    NOISY = "lost in the noise"
    SHORT = "lost, for want of epochs"


class Rise(Enum):
    """Whether the validation loss ends above its minimum."""

    NONE = "within the standard error of the minimum"
    UNSURE = "above, perhaps by chance"
    SURE = "above, and going up ever since"


@dataclass(frozen=True)
class Curve:
    """A training history, read.

    Attributes
    ----------
    epochs : int
        How many were done.
    best : int
        Epoch of the smallest validation loss, from 1; the first of several.
    lowest, last : float
        Validation loss at that epoch, and at the last one.
    error : float
        Standard error of the validation loss of the model kept, over the examples.
    end : Trend or None
        Validation loss over the last third of the epochs, at least `POINTS` of them; None if there are fewer.
    since : Trend or None
        Validation loss over the epochs after the best one, which is left out: it was chosen for being low,
        and would tilt the line. None if there are fewer than `POINTS`.
    training_since : Trend or None
        Training loss over the same epochs.
    rise : Rise
        Never `Rise.SURE` for a curve that falls at the end.
    """

    result: Result
    epochs: int
    best: int
    lowest: float
    last: float
    error: float
    end: Trend | None
    since: Trend | None
    training_since: Trend | None
    ending: Ending
    rise: Rise

    @property
    def noticeable(self) -> float:
        """Fall per epoch that, kept up for as long again as the whole training, makes one standard error."""
        return self.error / self.epochs

    @property
    def finished(self) -> bool:
        """Whether the validation loss surely no longer falls noticeably."""
        return self.ending in (Ending.RISES, Ending.LEVEL)

    @property
    def cut_short(self) -> bool:
        """Whether the validation loss surely falls, from a level no higher than its minimum."""
        return self.ending is Ending.FALLS and self.rise is Rise.NONE

    @property
    def validation_source(self) -> str:
        """Where the validation losses stand."""
        return f"{self.result.file}#{VALIDATION}"

    @property
    def training_source(self) -> str:
        """Where the training losses stand."""
        return f"{self.result.file}#{TRAINING}"

    @property
    def error_source(self) -> str:
        """Where the standard error stands."""
        return f"{self.result.file}#{ERROR}"


def curve(result: Result) -> Curve:
    """Read the training history of a result."""
    validation = result.history.val_loss
    epochs = len(validation)
    best = validation.index(min(validation)) + 1
    error = result.evaluation["validation"].loss_standard_error
    end = trend(validation[-max(POINTS, math.ceil(epochs / SHARE)) :])
    since = trend(validation[best:])
    rise = _rise(validation[-1] - validation[best - 1], error, since)
    ending = _ending(end, error / epochs, rise)
    if ending is Ending.FALLS and rise is Rise.SURE:
        rise = Rise.UNSURE
    return Curve(
        result=result,
        epochs=epochs,
        best=best,
        lowest=validation[best - 1],
        last=validation[-1],
        error=error,
        end=end,
        since=since,
        training_since=trend(result.history.loss[best:]),
        ending=ending,
        rise=rise,
    )


def _rise(amount: float, error: float, since: Trend | None) -> Rise:
    if amount <= error:
        return Rise.NONE
    return Rise.SURE if since is not None and since.low > 0 else Rise.UNSURE


def _ending(end: Trend | None, noticeable: float, rise: Rise) -> Ending:
    if end is None:
        return Ending.SHORT
    if end.low > 0:
        return Ending.RISES
    if end.low >= -noticeable:
        return Ending.LEVEL
    if end.high < 0:
        return Ending.FALLS
    if rise is Rise.SURE:
        return Ending.LEVEL
    return Ending.SHORT if end.epochs == POINTS else Ending.NOISY


def number_of_epochs(history: Curve) -> Quantity:
    """Return how many epochs were done."""
    return computed_count(history.epochs, (history.validation_source,), "époques de l’historique")


def best_epoch(history: Curve) -> Quantity:
    """Return the epoch of the smallest validation loss."""
    return computed_count(
        history.best, (history.validation_source,), "époque de la plus petite perte de validation"
    )


def loss_at(history: Curve, epoch: int) -> Quantity:
    """Return the validation loss at an epoch, with the digits that the standard error leaves meaningful."""
    return mean(read(history.result, f"{VALIDATION}/{epoch - 1}"), read(history.result, ERROR))
