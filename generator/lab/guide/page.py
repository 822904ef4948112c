"""How to make this report again: the text is `guide.md`, which reads as well outside the site."""

from pathlib import Path

from generator.report.page import Contents, Index


def _nothing(contents: Contents) -> None:
    """Compute nothing: the page shows no result."""


GUIDE_PAGE = Index("guide.md", Path(__file__).parent, _nothing)
