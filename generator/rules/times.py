"""How many times more, or fewer, one model has of something than another: a part of sentences."""

from generator.facts.quantity import Quantity, computed
from generator.rules.decision import Phrase

# Up to this ratio, two numbers are not said to be so many times one another.
NEARLY = 1.15


def times(first: Quantity, second: Quantity) -> Phrase:
    """Return how many times fewer, or more, the first is."""
    if first.value == second.value:
        return Phrase("as-many")
    small, large = sorted((first, second), key=lambda quantity: quantity.value)
    fewer = small is first
    if large.value <= NEARLY * small.value or small.value == 0:
        return Phrase("fewer") if fewer else Phrase("more")
    sources = (*first.sources, *second.sources)
    ratio = {"ratio": computed(large.value / small.value, sources, "rapport des deux nombres", 2)}
    return Phrase("times-fewer", ratio) if fewer else Phrase("times-more", ratio)
