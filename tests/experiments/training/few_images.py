"""A few real images of MNIST, so that a training takes a second."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.datasets import Reporter, Split, Splits
from experiments.data.mnist import MnistVectors


class Recorder:
    """An observer that remembers."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int]] = []
        self.steps: list[int] = []
        self.epochs: list[tuple[int, int, dict[str, float]]] = []

    def note(self, message: str) -> None:
        raise AssertionError(f"nothing to say about these data: {message}")

    def stage(self, title: str, total: int) -> Any:
        self.stages.append((title, total))
        return self.steps.append

    def epoch(self, number: int, epochs: int, measures: Mapping[str, float]) -> None:
        self.epochs.append((number, epochs, {name: float(value) for name, value in measures.items()}))


@dataclass(frozen=True)
class FewDigits(MnistVectors):
    """The first images of each split, as vectors."""

    count: int = 100

    def load(self, reporter: Reporter) -> Splits:
        return super().load(reporter).head(self.count)


@dataclass(frozen=True)
class ZerosAndOthers(FewDigits):
    """Two classes of unequal size: whether the digit is not a zero."""

    @property
    def classes(self) -> tuple[str, ...]:  # type: ignore[override]
        return ("zéro", "autre")

    def load(self, reporter: Reporter) -> Splits:
        def two(split: Split) -> Split:
            return Split(split.inputs, (split.labels > 0).astype(np.int64))

        splits = super().load(reporter)
        return Splits(two(splits.train), two(splits.validation), two(splits.test))


def one_hot(labels: NDArray[np.int64], classes: int = 10) -> NDArray[np.float32]:
    """Return one row per label, 1 in its column."""
    return np.eye(classes, dtype=np.float32)[labels]
