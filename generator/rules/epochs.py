"""How sentences name the epochs of trainings that need not agree."""

from collections.abc import Sequence

from generator.facts.quantity import Quantity
from generator.rules.decision import Phrase


def at_epochs(ends: Sequence[Quantity]) -> Phrase:
    """Say at which epoch, or between which ones from one seed to another.

    Parameters
    ----------
    ends : sequence of Quantity
        The first and the last epoch; a single one where they agree.
    """
    if len(ends) == 1:
        return Phrase("at-epoch", {"epoch": ends[0]})
    return Phrase("between-epochs", {"low": ends[0], "high": ends[1]})


def so_many_epochs(ends: Sequence[Quantity]) -> Phrase:
    """Say how many epochs, or from how many to how many from one seed to another."""
    if len(ends) == 1:
        return Phrase("epochs", number=ends[0])
    return Phrase("span-of-epochs", {"low": ends[0], "high": ends[1]})
