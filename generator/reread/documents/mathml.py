"""Formulas of a page, written again as LaTeX, which the rest of the reader knows."""

from dataclasses import dataclass, field

# Deeper than any formula is: what is inside is read as text.
DEEPEST = 64
# Operators that are not seen: what they join stands side by side.
INVISIBLE = dict.fromkeys("\u2061\u2062\u2063\u2064", "")
ROWS = r" \\ "
# What LaTeX writes around the parts of an element; the parts of any other one follow one another.
PATTERNS = {
    "mfrac": (r"\frac{{{}}}{{{}}}", 2),
    "msup": ("{}^{{{}}}", 2),
    "mover": ("{}^{{{}}}", 2),
    "msub": ("{}_{{{}}}", 2),
    "munder": ("{}_{{{}}}", 2),
    "msubsup": ("{}_{{{}}}^{{{}}}", 3),
    "munderover": ("{}_{{{}}}^{{{}}}", 3),
    "mroot": (r"\sqrt[{1}]{{{0}}}", 2),
}


@dataclass
class _Element:
    tag: str
    is_tex: bool = False
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        if self.tag in PATTERNS and len(self.parts) == PATTERNS[self.tag][1]:
            return PATTERNS[self.tag][0].format(*self.parts)
        if self.tag == "msqrt":
            return rf"\sqrt{{{' '.join(self.parts)}}}"
        if self.tag == "mtable":
            return ROWS.join(self.parts)
        if self.tag == "mtr":
            return " & ".join(self.parts)
        return " ".join(filter(None, self.parts))


class Formula:
    """A formula that is being read, element by element.

    Parameters
    ----------
    displayed : bool
        Whether it stands on lines of its own.
    """

    def __init__(self, *, displayed: bool) -> None:
        self.displayed = displayed
        self._open = [_Element("math")]
        self._tex = ""
        self._too_deep = 0

    def start(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if len(self._open) == DEEPEST:
            self._too_deep += 1
        else:
            self._open.append(_Element(tag, "application/x-tex" in dict(attributes).values()))

    def end(self, tag: str) -> None:
        """Close an element, and those that were left open inside; one that is not open closes nothing."""
        if self._too_deep:
            self._too_deep -= 1
        elif tag in [element.tag for element in self._open[1:]]:
            while self._close() != tag:
                pass

    def text(self, data: str) -> None:
        """Add what an element says."""
        words = "".join(INVISIBLE.get(sign, sign) for sign in data.strip())
        if words:
            self._open[-1].parts.append(words)

    def latex(self) -> str:
        """Return all of it; what its author wrote it from, if the page holds it."""
        while len(self._open) > 1:
            self._close()
        return self._tex or self._open[0].text

    def _close(self) -> str:
        element = self._open.pop()
        if element.is_tex:
            self._tex = " ".join(element.parts)
        elif element.tag != "annotation":
            # Empty ones count too: they hold the place of a part, or of a cell.
            self._open[-1].parts.append(element.text)
        return element.tag
