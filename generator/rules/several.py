"""An enumeration that stays short enough to be read."""

from collections.abc import Sequence

from generator.facts.quantity import computed_count
from generator.rules.decision import Phrase, Several

# How many classes a sentence names at most: beyond, it counts those that are left.
NAMED = 10


def first_classes(
    classes: Sequence[object], sources: tuple[str, ...], formula: str, choice: bool = False
) -> Several:
    """Enumerate classes; when they are many, the first ones and how many others there are.

    Parameters
    ----------
    sources, formula
        Of the number of classes that are left.
    choice : bool
        See `generator.rules.decision.Several`.
    """
    left = len(classes) - NAMED
    if left <= 1:  # the last one takes no more room than « one other »
        return Several(classes, choice)
    return Several(
        [*classes[:NAMED], Phrase("other-classes", number=computed_count(left, sources, formula))], choice
    )
