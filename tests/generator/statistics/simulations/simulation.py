"""How often a procedure speaks where there is nothing to say, and where there is something."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from generator.statistics.corrections import SIGNIFICANCE


@dataclass(frozen=True)
class Simulation:
    """A procedure on data drawn many times, without any effect, then with a plain one.

    Attributes
    ----------
    name : str
    procedures : tuple of str
        What it holds: the module of each function, a colon, the function.
    null, plain : callable
        Draw data once, and tell whether the procedure speaks: rejects, leaves the truth out of an interval,
        or makes the choice that it was drawn for.
    level : float
        Share of the draws without effect in which it may speak.
    least : float
        Share of them in which it has to: one that never spoke would be no test. Exact tests of few counts
        speak more seldom than they may.
    power : float
        Share of the draws with the effect in which it has to speak.
    runs, plain_runs : int
        Draws without any effect, and with one.
    """

    name: str
    procedures: tuple[str, ...]
    null: Callable[[Generator], bool]
    plain: Callable[[Generator], bool]
    level: float = SIGNIFICANCE
    least: float = 0.01
    power: float = 0.8
    runs: int = 600
    plain_runs: int = 100

    def rate(self, seed: int) -> float:
        """Return how often it speaks without any effect."""
        rng = np.random.default_rng(seed)
        return float(np.mean([self.null(rng) for _ in range(self.runs)]))

    def found(self, seed: int) -> float:
        """Return how often it speaks of a plain effect."""
        rng = np.random.default_rng(seed)
        return float(np.mean([self.plain(rng) for _ in range(self.plain_runs)]))

    @property
    def highest(self) -> float:
        """Rate that a procedure of this level exceeds in one set of draws out of a thousand at most."""
        return self.level + 3 * float(np.sqrt(self.level * (1 - self.level) / self.runs))
