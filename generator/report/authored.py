"""What the authors of a report bring to one page; what was asked of it is noted, as of its other tools."""

from generator.report.authorship import Authorship

AUTHORSHIP = "authorship"


class Authored:
    """What templates ask of what the authors wrote.

    Attributes
    ----------
    asked : dict of str
        What was answered, by what was asked.
    """

    def __init__(self, authorship: Authorship | None = None) -> None:
        self._authorship = authorship or Authorship()
        self.asked: dict[str, str] = {}

    def authorship(self) -> Authorship:
        """Return whose report it is."""
        self.asked[AUTHORSHIP] = self._authorship.model_dump_json()
        return self._authorship

    def ask(self, question: str) -> None:
        """Ask the same again."""
        if question == AUTHORSHIP:
            self.authorship()
