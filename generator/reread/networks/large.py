"""Whole numbers that are large enough to count the weights of a network."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.number import NUMBER, readings

# What is counted there is no weight.
SIZED = r"(?:neuro|unit|filt|pixels?\b|epoch|[ée]poque|entr[ée]es?\b|inputs?\b|%)"
LEAST_TOTAL = 100


def large(text: str) -> Iterator[int]:
    """Go through the whole numbers of a line that may count weights."""
    for number in re.finditer(rf"(?<![\w.,]){NUMBER}(?![^\W\d])(?!\s*{SIZED})", text):
        found = readings(number[0])
        if found and found[0].is_exact and found[0].low.denominator == 1 and found[0].low >= LEAST_TOTAL:
            yield int(found[0].low)


def written(number: int, text: str) -> int:
    """Count how many times a number is written in a text, however its thousands are cut."""
    figures = r"\D?".join(str(number))
    return len(re.findall(rf"(?<![\d.,]){figures}(?!\d|[.,]\d)", text))
