"""Read a report of this laboratory again."""

from pathlib import Path

from generator.lab.reread.knowledge import KNOWLEDGE
from generator.reread.review import Review, review


def read_again(report: Path) -> Review:
    """Return what does not hold in a report of this laboratory."""
    return review(report, KNOWLEDGE)
