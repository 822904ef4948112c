"""Whether an equation gives what Keras computed: only one that does may be shown."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generator.formulas.losses.loss import Loss

# Keras computes in float32, equations in float64: so much may part them, relative to the number.
RELATIVE = 1e-5
# Losses are made of float32 probabilities: closer than this, they cannot be told apart.
SMALLEST_LOSS = 1e-6
# A rate is made of float32 numbers as large as 1: relative to the largest one.
SMALLEST_RATE = 1e-7


@dataclass(frozen=True)
class Comparison:
    """One number, by the equation and by Keras.

    Attributes
    ----------
    tolerance : float
        How far apart both may be.
    """

    by_equation: float
    by_keras: float
    tolerance: float

    @property
    def difference(self) -> float:
        """How far apart both are; infinite when the equation has no value."""
        difference = abs(self.by_equation - self.by_keras)
        return math.inf if math.isnan(difference) else difference

    @property
    def agrees(self) -> bool:
        """Whether the equation may be shown."""
        return self.difference <= self.tolerance


@dataclass(frozen=True)
class LossCheck:
    """The equation of a loss on a few examples.

    Attributes
    ----------
    comparisons : tuple of Comparison
        One per example on which the equation can be checked.
    left_out : int
        How many examples have a probability too close to 0 or 1 for float32 to tell what its logarithm is.
    """

    comparisons: tuple[Comparison, ...]
    left_out: int

    @property
    def worst(self) -> Comparison | None:
        """The example where equation and Keras differ most, as far as both may; None when there is none."""
        return max(self.comparisons, key=lambda one: one.difference / one.tolerance, default=None)

    @property
    def agrees(self) -> bool:
        """Whether no example contradicts the equation."""
        return all(comparison.agrees for comparison in self.comparisons)


def check_losses(
    loss: Loss,
    arguments: Mapping[str, Any],
    labels: NDArray[np.integer],
    outputs: NDArray[np.float64],
    by_keras: NDArray[np.float64],
) -> LossCheck:
    """Compute the loss of each example with the equation that is shown.

    An example counts unless rounding its outputs to float32 changes its loss, or Keras kept one of its
    probabilities away from 0 or 1.

    Parameters
    ----------
    labels, by_keras : array, shape (n,)
    outputs : array, shape (n, n_outputs)

    Raises
    ------
    ValueError
        If the report does not write its equation.
    """
    targets = loss.encoded(labels, outputs.shape[1])
    by_equation = loss.per_example(targets, outputs, arguments)
    tolerances = np.maximum(RELATIVE * np.abs(by_keras), SMALLEST_LOSS)
    expected = targets > 0 if targets.shape == outputs.shape else _at_class(labels, outputs)
    others = [
        loss.per_example(targets, _rounded(outputs, expected, side), arguments) for side in (True, False)
    ]
    doubtful = np.any([~_near(other, by_equation, tolerances) for other in others], axis=0)
    if loss.clips:
        bounded = loss.per_example(targets, outputs, arguments, bounded=True)
        doubtful |= ~_near(by_equation, by_keras, tolerances) & _near(bounded, by_keras, tolerances)
    rows = zip(by_equation.tolist(), by_keras.tolist(), tolerances.tolist(), doubtful.tolist(), strict=True)
    kept = tuple(Comparison(mine, keras, most) for mine, keras, most, doubt in rows if not doubt)
    return LossCheck(kept, len(labels) - len(kept))


def compare_total(losses: NDArray[np.float64], penalty: float, by_keras: float) -> Comparison:
    """Compare the mean loss of examples, plus a penalty, with what Keras minimises."""
    total = float(losses.mean()) + penalty
    return Comparison(total, by_keras, max(RELATIVE * abs(by_keras), SMALLEST_LOSS))


def compare_penalty(parts: float, by_keras: float) -> Comparison:
    """Compare the sum of what each regulariser adds with what Keras adds in all."""
    return Comparison(parts, by_keras, max(RELATIVE * abs(by_keras), SMALLEST_LOSS))


def compare_rate(by_equation: float, rounded: float, by_keras: float, largest: float) -> Comparison:
    """Compare the learning rate of a step.

    Parameters
    ----------
    by_equation, rounded : float
        With the settings as written, and as float32 holds them.
    largest : float
        Largest rate of the training.
    """
    resolution = abs(rounded - by_equation) + SMALLEST_RATE * abs(largest)
    return Comparison(by_equation, by_keras, RELATIVE * abs(by_keras) + resolution)


def compare_step(by_equation: float, rounded: float, before: float, after: float) -> Comparison:
    """Compare a weight after a step: the step is what counts, as far as float32 can hold the weight.

    Parameters
    ----------
    by_equation, rounded : float
        The weight after, with the settings as written, and as float32 holds them.
    before, after : float
        The weight, as Keras has it.
    """
    resolution = float(np.spacing(np.float32(max(abs(before), abs(after)))))
    tolerance = RELATIVE * abs(after - before) + abs(rounded - by_equation) + resolution
    return Comparison(by_equation, after, tolerance)


def in_float32(value: Any) -> Any:
    """Return settings, whatever holds them, with every number as float32 holds it."""
    if isinstance(value, Mapping):
        return {name: in_float32(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [in_float32(held) for held in value]
    return float(np.float32(value)) if isinstance(value, float) else value


def _at_class(labels: NDArray[np.integer], outputs: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray(np.arange(outputs.shape[1]) == labels[:, np.newaxis])


def _rounded(outputs: NDArray[np.float64], expected: NDArray[np.bool_], towards: bool) -> NDArray[np.float64]:
    """Move each output by one float32, those that are expected one way, the others the other way."""
    signs = np.where(expected == towards, 1.0, -1.0)
    return np.asarray(outputs + signs * np.spacing(np.abs(outputs).astype(np.float32)).astype(float))


def _near(
    one: NDArray[np.float64], other: NDArray[np.float64], tolerances: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which numbers are as good as equal; those that both have no value are."""
    with np.errstate(invalid="ignore"):
        close = np.abs(one - other) <= tolerances
    return np.asarray(close | (one == other) | (np.isnan(one) & np.isnan(other)))
