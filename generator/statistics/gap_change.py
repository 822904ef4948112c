"""What one choice changes in the gap between training and test accuracy."""

from dataclasses import dataclass

import scipy

from experiments.measures.wilson import CONFIDENCE
from experiments.results.schema import Result
from generator.statistics.corrections import Chance, chances
from generator.statistics.pairs import compare


@dataclass(frozen=True)
class GapChange:
    """The gap of one model minus that of another; a gap is training accuracy minus test accuracy.

    Attributes
    ----------
    low, high : float
        Interval of the change, at `experiments.CONFIDENCE`.
    """

    first: Result
    second: Result
    low: float
    high: float
    chance: Chance


def gap_change(first: Result, second: Result) -> GapChange:
    """Compare the gaps of two models that learned from the same examples.

    Both are judged on the same examples, so each accuracy is compared example by example; those of the
    training are not those of the test, so the two differences are independent and their variances add.
    Each is that of the interval « Wald+2 » of Agresti and Min (2005): the one of Wald for paired
    proportions, once half an example is added to each of the four cells.

    Raises
    ------
    ResultError
        If the two models did not learn from the same examples, or were not tested on the same ones.
    """
    change, variance = 0.0, 0.0
    for split, sign in (("train", 1), ("test", -1)):
        paired = compare(first, second, split)
        examples = first.evaluation[split].count + 2  # type: ignore[index]
        gained, lost = paired.only_first_right + 0.5, paired.only_second_right + 0.5
        change += sign * (gained - lost) / examples
        variance += (gained + lost - (gained - lost) ** 2 / examples) / examples**2
    error = variance**0.5
    margin = float(scipy.stats.norm.ppf((1 + CONFIDENCE) / 2)) * error
    p_value = 2 * float(scipy.stats.norm.sf(abs(change) / error))
    return GapChange(first, second, change - margin, change + margin, chances([p_value])[0])
