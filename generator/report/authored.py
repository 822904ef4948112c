"""What the authors of a report bring to a page; what was asked of it is noted, as of its other tools."""

import hashlib

from generator.report.authorship import Authorship
from generator.report.comments.comments import Comments, ShownComment

AUTHORSHIP = "authorship"


class Authored:
    """What templates ask of what the authors wrote.

    Attributes
    ----------
    asked : dict of str
        What was answered or a digest of it, by what was asked: whose report it is, the comments of a page.
    """

    def __init__(self, authorship: Authorship | None = None, comments: Comments | None = None) -> None:
        self._authorship, self._comments = authorship or Authorship(), comments or Comments()
        self.asked: dict[str, str] = {}

    def authorship(self) -> Authorship:
        """Return whose report it is."""
        self.asked[AUTHORSHIP] = self._authorship.model_dump_json()
        return self._authorship

    def comments(self, page: str) -> list[ShownComment]:
        """Return the comments of a page, under ``docs/``."""
        shown = self._comments.on(page)
        self.asked[page] = hashlib.sha256(repr(shown).encode()).hexdigest()
        return shown

    def ask(self, question: str) -> None:
        """Ask the same again."""
        if question == AUTHORSHIP:
            self.authorship()
        else:
            self.comments(question)
