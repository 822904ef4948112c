"""Read a report of this laboratory again."""

from pathlib import Path

from generator.reread.review import Knowledge, Review, review

# What the notebooks handed out call the size of their data.
NAMES = {"height": 28, "width": 28, "n_classes": 10, "num_classes": 10}


def read_again(report: Path) -> Review:
    """Return what does not hold in a report of this laboratory."""
    return review(report, Knowledge(NAMES))
