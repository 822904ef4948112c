"""The text of a comment as its authors wrote it, its values set apart, and the line of each of its words."""

import re
import unicodedata
from bisect import bisect_left

from generator.report.comments.fault import CommentError

LARGEST = 100_000
# A value, or braces that nothing closes. Code is closed first: a value holds no backquote.
BRACES = re.compile(r"\{\{([^{}\n`]*)\}\}|\{\{")
# Signs of private use, one for each value: Markdown knows none of them.
FIRST, LAST = 0xF0000, 0xFFFFD
MARK = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")
UNREADABLE = ("Cc", "Co", "Cs")
# Words are looked for so far from the last one found.
NEAR = 2_000


class Source:
    """A comment, in which a sign stands for each value.

    Attributes
    ----------
    marked : str
        Its text, with these signs.
    values : list of str
        What each sign stands for, as it was written.
    """

    def __init__(self, content: bytes) -> None:
        if len(content) > LARGEST:
            raise CommentError(
                f"{len(content)} octets, {LARGEST} au plus sont attendus. Répartissez ce texte entre "
                "plusieurs commentaires."
            )
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CommentError(
                f"L’octet {error.start + 1} n’est pas de l’UTF-8. Enregistrez ce texte en UTF-8."
            ) from error
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        for line, content_of_line in enumerate(text.split("\n"), 1):
            for sign in content_of_line.replace("\t", " "):
                if unicodedata.category(sign) in UNREADABLE:
                    raise CommentError(
                        f"Le signe U+{ord(sign):04X}, à la ligne {line}, n’est pas du texte. Ôtez-le."
                    )
        self.values: list[str] = []
        self.marked = BRACES.sub(self._mark, text)
        self._lines = [place for place, sign in enumerate(self.marked) if sign == "\n"]
        self._reached = 0

    def value(self, mark: str) -> str:
        """Return what a sign stands for."""
        return self.values[ord(mark) - FIRST]

    def restored(self, text: str) -> str:
        """Return a text as it was written."""
        return MARK.sub(lambda found: self.value(found[0]), text)

    def line_of(self, text: str) -> int:
        """Return the line of a text, the texts of the comment being asked in order."""
        line = 0
        for word in text.split():
            place = self.marked.find(word, self._reached, self._reached + NEAR)
            if place >= 0:
                self._reached = place + len(word)
                line = line or self._line(place)
        return line or self._line(self._reached)

    def _line(self, place: int) -> int:
        return 1 + bisect_left(self._lines, place)

    def _mark(self, found: re.Match[str]) -> str:
        self.values.append(found[0])
        return chr(FIRST + len(self.values) - 1)
