"""What chance alone would explain, when several judgements are made at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# A difference is spoken of when chance alone would make one as large less often than this.
SIGNIFICANCE = 0.05


@dataclass(frozen=True)
class Chance:
    """How often chance alone would show as much as was seen.

    Attributes
    ----------
    corrected : float
        The same, corrected for the other judgements made at once (Holm, 1979).
    together : int
        How many judgements were made at once.
    least : float
        The smallest p-value that draws can show; 0 for a test that draws nothing.
    """

    p_value: float
    corrected: float
    together: int
    least: float = 0.0

    @property
    def unlikely(self) -> bool:
        """Whether something else than chance has to be at work."""
        return self.corrected < SIGNIFICANCE

    @property
    def bounded(self) -> bool:
        """Whether chance is only known to be rarer than what is said: no draw showed as much."""
        return 0 < self.least >= self.p_value


def chances(p_values: Sequence[float], least: float = 0.0) -> list[Chance]:
    """Correct the p-values of judgements made at once; `least` is the smallest that draws can show."""
    corrected = holm(p_values)
    return [Chance(p, q, len(corrected), least) for p, q in zip(p_values, corrected, strict=True)]


def holm(p_values: Sequence[float]) -> list[float]:
    """Correct the p-values of several comparisons made at once (Holm, 1979).

    The smallest is multiplied by the number of comparisons, the next by one less, and so on; none may
    become smaller than the one before, nor exceed 1. The chance of announcing even one difference that
    does not exist then stays below the level of a single test.

    Parameters
    ----------
    p_values : sequence of float, shape (n,), in [0, 1]

    Returns
    -------
    list of float, shape (n,)
        In the order given.
    """
    values = np.asarray(p_values, dtype=np.float64)
    order = values.argsort(kind="stable")
    factors = np.arange(len(values), 0, -1)
    corrected = np.empty_like(values)
    corrected[order] = np.minimum(np.maximum.accumulate(values[order] * factors), 1.0)
    return [float(value) for value in corrected]
