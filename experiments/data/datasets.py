"""What a dataset is for the training code: three splits of inputs and labels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

VALIDATION_SHARE = 0.1
SPLITS = ("train", "validation", "test")


class Reporter(Protocol):
    """Follows long work on behalf of whoever waits for it."""

    def note(self, message: str) -> None:
        """Say one thing worth knowing, in French."""

    def stage(self, title: str, total: int) -> Callable[[int], None]:
        """Begin a stage of `total` steps; call what is returned with each number of steps done."""


class Silence:
    """The reporter that says nothing."""

    def note(self, message: str) -> None:
        """Ignore the message."""

    def stage(self, title: str, total: int) -> Callable[[int], None]:
        """Ignore the progress."""
        return lambda steps: None


@dataclass(frozen=True)
class Split:
    """Inputs and their labels, in a fixed order.

    Attributes
    ----------
    inputs : float32 array, shape (n, ...)
    labels : int64 array, shape (n,), index into the classes of the dataset
    """

    inputs: NDArray[np.float32]
    labels: NDArray[np.int64]

    def head(self, count: int) -> "Split":
        """Return the first `count` examples."""
        return Split(self.inputs[:count], self.labels[:count])


@dataclass(frozen=True)
class Splits:
    """The three splits an experiment uses."""

    train: Split
    validation: Split
    test: Split

    def head(self, count: int) -> "Splits":
        """Return splits of at most `count` examples each, for a quick trial."""
        return Splits(self.train.head(count), self.validation.head(count), self.test.head(count))


class Dataset(Protocol):
    """What an experiment writes under ``data=``; equal settings give equal arrays."""

    @property
    def classes(self) -> tuple[str, ...]:
        """French names of the classes, in the order of the labels."""

    def fingerprint(self) -> str | None:
        """Return a digest of the data that `load` would use, None when they are absent."""

    def load(self, reporter: Reporter) -> Splits:
        """Return the arrays, verified."""

    def describe(self) -> Mapping[str, object]:
        """Return what the result records about these inputs, as JSON values."""

    def inspect(self, model: Any, test: Split, predictions: NDArray[np.int64]) -> Mapping[str, object]:
        """Look closer at a trained model, as suits these data; return JSON values for the result.

        Parameters
        ----------
        model : keras.Model
        test : Split
        predictions : int64 array, shape (n,)
            Class that the model puts on each test image.
        """
