"""How many errors an accuracy is, on the partitions that are known."""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from generator.reread.arithmetic.number import readings
from generator.reread.scores.reported import Reported


def errors_of_accuracies(stated: Sequence[Reported], class_counts: Sequence[Sequence[int]]) -> Iterator[int]:
    """Go through the numbers of errors that the accuracies of a section are, on each known partition."""
    for score in stated:
        if score.metric in ("accuracy", "error") and score.split != "other":
            ends = (score.low, score.high)
            low, high = ends if score.metric == "error" else (1 - score.high, 1 - score.low)
            for size in {sum(counts) for counts in class_counts}:
                yield from range(max(ceil(size * low), 0), floor(size * high) + 1)


def makes_errors(count: int, rates: Sequence[str], class_counts: Sequence[Sequence[int]]) -> bool:
    """« 99.12 %, so 88 errors »: tell whether an accuracy beside a count makes it."""
    sizes = {sum(counts) for counts in class_counts}
    spans = [span for rate in rates for span in readings(rate.strip(" %\u00a0\u202f"))]
    return any(
        floor(size * (1 - span.high / 100)) <= count <= ceil(size * (1 - span.low / 100))
        for size in sizes
        for span in spans
    )
