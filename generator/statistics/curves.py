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

Where a model was trained with several seeds, all their curves are read together: a slope is then known by
how the trainings differ, which a few epochs suffice for. Without early stopping they are compared at the best
epoch of their mean curve; with it, each from its own best epoch on, as its own best weights are kept.

A curve is read once, here, and every rule takes the same reading: conclusions cannot contradict each other.
"""

import math
from dataclasses import dataclass
from enum import Enum
from statistics import fmean

import numpy as np

from experiments.results.schema import Result
from generator.facts.apart import measured_apart
from generator.facts.quantity import Quantity, computed_count
from generator.statistics.mean_accuracy import score_sources
from generator.statistics.trend import POINTS, Trend, mean_trend

VALIDATION = "/history/val_loss"
TRAINING = "/history/loss"

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
    """The training histories of a model, read together.

    Attributes
    ----------
    epochs : tuple of int
        How many each training did.
    best : tuple of int
        Epoch of the smallest validation loss of each, from 1; the first of several. Without early stopping,
        it is that of the mean curve for all.
    lowest, last : float
        Validation loss at that epoch, and at the last one: means over the trainings.
    error : float
        Standard error of the validation loss of the model kept, over the examples.
    end : Trend or None
        Validation loss over the last third of the epochs, at least `POINTS` of them for one training; None if
        there are fewer.
    since : Trend or None
        Validation loss over the epochs after the best one, which is left out: it was chosen for being low,
        and would tilt the line. None if there are too few.
    training_since : Trend or None
        Training loss over the same epochs.
    rise : Rise
        Never `Rise.SURE` for a curve that falls at the end.
    """

    result: Result
    epochs: tuple[int, ...]
    best: tuple[int, ...]
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
        return self.error / fmean(self.epochs)

    @property
    def finished(self) -> bool:
        """Whether the validation loss surely no longer falls noticeably."""
        return self.ending in (Ending.RISES, Ending.LEVEL)

    @property
    def cut_short(self) -> bool:
        """Whether the validation loss surely falls, from a level no higher than its minimum."""
        return self.ending is Ending.FALLS and self.rise is Rise.NONE

    @property
    def rises_slightly(self) -> bool:
        """Whether the validation loss surely rose since its minimum, within the standard error."""
        return self.rise is Rise.NONE and self.since is not None and self.since.low > 0

    @property
    def above(self) -> int:
        """How many trainings end above their own smallest validation loss."""
        losses = [training.history.val_loss for training in self.result.trainings]
        return sum(each[-1] > min(each) for each in losses)

    @property
    def validation_sources(self) -> tuple[str, ...]:
        """Where the validation losses stand."""
        return tuple(f"{training.file}#{VALIDATION}" for training in self.result.trainings)

    @property
    def training_sources(self) -> tuple[str, ...]:
        """Where the training losses stand."""
        return tuple(f"{training.file}#{TRAINING}" for training in self.result.trainings)

    @property
    def error_sources(self) -> tuple[str, ...]:
        """Where the standard errors stand."""
        return score_sources(self.result, "validation", "loss_standard_error")


def curve(result: Result) -> Curve:
    """Read the training histories of a model."""
    histories = [training.history for training in result.trainings]
    losses = [history.val_loss for history in histories]
    best = [losses_of_one.index(min(losses_of_one)) + 1 for losses_of_one in losses]
    if result.training.patience is None and len({len(each) for each in losses}) == 1:
        best = [int(np.argmin(np.mean(losses, axis=0))) + 1] * len(losses)
    error = fmean(each.evaluation["validation"].loss_standard_error for each in result.trainings)
    shortest = POINTS if len(losses) == 1 else 2
    end = mean_trend([each[-max(shortest, math.ceil(len(each) / SHARE)) :] for each in losses])
    since = mean_trend([each[start:] for each, start in zip(losses, best, strict=True)])
    lowest = fmean(each[start - 1] for each, start in zip(losses, best, strict=True))
    last = fmean(each[-1] for each in losses)
    rise = _rise(last - lowest, error, since)
    ending = _ending(end, error / fmean(map(len, losses)), rise)
    if ending is Ending.FALLS and rise is Rise.SURE:
        rise = Rise.UNSURE
    return Curve(
        result=result,
        epochs=tuple(map(len, losses)),
        best=tuple(best),
        lowest=lowest,
        last=last,
        error=error,
        end=end,
        since=since,
        training_since=mean_trend([each.loss[start:] for each, start in zip(histories, best, strict=True)]),
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
    return Ending.SHORT if end.epochs == (POINTS,) else Ending.NOISY


def last_epochs(history: Curve, end: Trend) -> list[Quantity]:
    """Return the smallest and the largest number of epochs read at the end; one of them if they agree."""
    return _ends(history, end.epochs, "dernier tiers des époques")


def numbers_of_epochs(history: Curve) -> list[Quantity]:
    """Return the smallest and the largest number of epochs done; one of them where they agree."""
    return _ends(history, history.epochs, "époques de l’historique")


def best_epochs(history: Curve) -> list[Quantity]:
    """Return the first and the last epoch of the smallest validation losses; one of them where they agree."""
    return _ends(history, history.best, "époque de la plus petite perte de validation")


def losses_on_curve(history: Curve) -> tuple[Quantity, Quantity]:
    """Return the smallest validation loss and the last one, told apart if they differ."""
    formula = (
        "perte de validation, moyenne des entraînements" if history.epochs[1:] else "perte de validation"
    )
    sources = (*history.validation_sources, *history.error_sources)
    values = (history.lowest, history.last)
    lowest, last = (
        Quantity(value, text, sources, formula)
        for value, text in zip(values, measured_apart(values, history.error), strict=True)
    )
    return lowest, last


def _ends(history: Curve, epochs: tuple[int, ...], formula: str) -> list[Quantity]:
    return [
        computed_count(epoch, history.validation_sources, formula)
        for epoch in sorted({min(epochs), max(epochs)})
    ]
