"""The matrices of two classes that some scores of one model may be of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from generator.reread.documents.block import Line
from generator.reread.scores.matrix import Matrix

# So many are those of rounded scores.
_MOST = 40


@dataclass(frozen=True)
class Score:
    """A cell of a table: what it measures, and between which values it lies."""

    name: str
    written: str
    low: Fraction
    high: Fraction
    line: Line


def solved(scores: Sequence[Score], negatives: int, positives: int) -> Iterator[Matrix]:
    """Go through the matrices of a partition of which two scores at least are given."""
    by_name = {score.name: (score.low, score.high) for score in scores}
    found: set[tuple[int, int]] = set()
    for missed in _missed(by_name, positives):
        for alarms in _alarms(by_name, negatives, positives, missed):
            if 0 <= alarms <= negatives and len(found) < _MOST:
                found.add((alarms, missed))
    for alarms, missed in sorted(found):
        yield Matrix(((negatives - alarms, alarms), (missed, positives - missed)), ())


def _missed(by_name: dict[str, tuple[Fraction, Fraction]], positives: int) -> set[int]:
    found: set[int] = set()
    if "fn" in by_name:
        found.add(int(by_name["fn"][0]))
    if "recall" in by_name:
        low, high = by_name["recall"]
        found |= {*range(ceil((1 - high) * positives), floor((1 - low) * positives) + 1)}
    return {each for each in found if 0 <= each <= positives}


def _alarms(
    by_name: dict[str, tuple[Fraction, Fraction]], negatives: int, positives: int, missed: int
) -> set[int]:
    found: set[int] = set()
    if "fp" in by_name:
        found.add(int(by_name["fp"][0]))
    if "errors" in by_name:
        found.add(int(by_name["errors"][0]) - missed)
    if "accuracy" in by_name:
        low, high = by_name["accuracy"]
        total = negatives + positives
        found |= {k - missed for k in range(ceil((1 - high) * total), floor((1 - low) * total) + 1)}
    if "specificity" in by_name:
        low, high = by_name["specificity"]
        found |= {*range(ceil((1 - high) * negatives), floor((1 - low) * negatives) + 1)}
    if "precision" in by_name and by_name["precision"][0] > 0:
        low, high = by_name["precision"]
        own = positives - missed
        found |= {*range(ceil(own / high - own), floor(own / low - own) + 1)}
    return found
