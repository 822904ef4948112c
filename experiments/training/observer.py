"""Who follows a training."""

from collections.abc import Mapping
from typing import Protocol

from experiments.data.datasets import Reporter


class Observer(Reporter, Protocol):
    """A reporter that also follows epochs."""

    def epoch(self, number: int, epochs: int, measures: Mapping[str, float]) -> None:
        """Learn that epoch `number` (from 1) of `epochs` ended with these measures."""
