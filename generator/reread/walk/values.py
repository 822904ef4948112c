"""How many values words say that flattened maps have."""

import re
from math import prod

from generator.reread.arithmetic.number import whole
from generator.reread.walk.grammar import Grammar

# A smaller number is that of no flattened maps.
LEAST = 12
# Axes of maps.
MAPS = 3
# What another sentence counts is of something else.
ENDS = re.compile(r"(?<=[^\W\d])[.;]\s+(?=[^\W\d_a-zà-ÿ])")


def flat_values(text: str, before: str, grammar: Grammar) -> int | None:
    """Return how many values are said to be flattened; what more is added is no size."""
    text = ENDS.split(text, maxsplit=1)[0]
    values = [(found.start(), _size(found)) for found in grammar.flat.finditer(text)]
    large = [
        (start, value)
        for start, value in values
        if value and value >= LEAST and not grammar.of_maps.search(text[:start])
    ]
    if large:
        return large[-1][1] if "+" not in text[: large[-1][0]] else None
    found = grammar.before_flat.search(before)
    return _size(found) if found else None


def _size(found: re.Match[str]) -> int | None:
    factors = [int(factor) for factor in re.findall(r"\d+", found["product"] or "")]
    if not factors:
        return whole(next(found[name] for name in ("number", "counted") if found.groupdict().get(name)))
    if found["result"]:
        # A wrong equality is told as such.
        return prod(factors) if whole(found["result"]) == prod(factors) else None
    return prod(factors) if found["unit"] or len(factors) >= MAPS else None
