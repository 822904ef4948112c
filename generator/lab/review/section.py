"""A section of the original report, with what was checked in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.lab.review.check import Check, Finding, TableFinding
from generator.rules.verdict import Outcome

# The computation in a sentence, as it is written.
COMPUTATION = re.compile(r"[(\d][\d\s'’.()*/×+-]*=\s*\d[\d\s'’]*\d")
LONGEST = 90


@dataclass(frozen=True)
class Link:
    """Where our report says the same thing.

    Attributes
    ----------
    page : str
        Under ``docs/``.
    anchor : str
        Section of the page; empty for the whole page.
    text : str
    """

    page: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Section:
    """A section under its own heading.

    Attributes
    ----------
    identifier : str
        Its name in the addresses of the page.
    heading : str
    level : int
        Of the heading, from 2.
    blocks : tuple of Finding or TableFinding
        In the order of the report.
    ours : Link or None
    note : str or Markup
        What to say of the section as a whole.
    place : str
        Short name of where it stands, for a list of links.
    """

    identifier: str
    heading: str
    level: int
    blocks: tuple[Finding | TableFinding, ...] = ()
    ours: Link | None = None
    note: str | Markup = ""
    place: str = ""

    @property
    def marks(self) -> Markup:
        """The signs that make a heading of this level in Markdown."""
        return Markup("#" * self.level)  # noqa: S704 (nothing but these signs)

    @property
    def links(self) -> list[Link]:
        """Where our report says the same thing, if it does."""
        return [self.ours] if self.ours else []

    @property
    def checks(self) -> list[Check]:
        """Everything that was checked in it."""
        return [check for block in self.blocks for check in block.checks]


@dataclass(frozen=True)
class Place:
    """Where a fault stands: anchor of the quotation in the page, and section."""

    anchor: str
    name: str


@dataclass(frozen=True)
class Fault:
    """An entry of the list of what is wrong.

    Attributes
    ----------
    excerpt : str
        What the report says.
    gist : str
        What is wrong with it.
    slips : tuple of str
        Stable names of what is wrong.
    places : tuple of Place
        Several when the report says it several times.
    """

    excerpt: str
    gist: str
    slips: tuple[str, ...]
    places: tuple[Place, ...]


def faults_of(sections: Sequence[Section]) -> list[Fault]:
    """List what is wrong, in the order of the report; the same fault is listed once, with its places."""
    places: dict[tuple[str, str, tuple[str, ...]], list[Place]] = {}
    for section in sections:
        for rank, block in enumerate(section.blocks, start=1):
            place = Place(f"{section.identifier}-{rank}", section.place)
            for text, check in _statements(block):
                if check.outcome is Outcome.FALSE:
                    places.setdefault((text, check.gist, check.slips), []).append(place)
    return [Fault(*fault, tuple(where)) for fault, where in places.items()]


def _statements(block: Finding | TableFinding) -> list[tuple[str, Check]]:
    """Return what a block says, shortened, with each of its checks."""
    if isinstance(block, Finding):
        return [(excerpt(block.quotation), check) for check in block.checks]
    return [(f"{row.name} : {row.written}", row.check) for row in block.rows]


def excerpt(quotation: str) -> str:
    """Return the computation of a quotation, or its first words."""
    found = COMPUTATION.search(quotation)
    if found:
        return found[0]
    if len(quotation) <= LONGEST:
        return quotation
    return quotation[:LONGEST].rpartition(" ")[0] + "…"
