"""A section of the original report as the page shows it, with what was checked in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.language import plural
from generator.formulas.markup import Markup
from generator.lab.review.check import Check, Table
from generator.lab.review.recomputed import recomputed
from generator.lab.review.seed import OurAnswer
from generator.rules.decision import Outcome


@dataclass(frozen=True)
class Finding:
    """A quotation and what was checked in it; code has a `language`, each check its excerpt and its kind."""

    quotation: str
    language: str
    checks: tuple[Check, ...]
    excerpts: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A section under its own heading.

    Attributes
    ----------
    identifier : str
        Its name in the addresses of the page.
    level : int
        Of the heading, from 2.
    place : str
        Short name of where it stands, for a list of links.
    note : Markup
        What to say of the section as a whole.
    blocks : tuple of Finding or Table
        In the order of the report.
    links : tuple of OurAnswer
        Where our report says the same thing, if it does.
    """

    identifier: str
    heading: str
    level: int
    place: str
    note: Markup
    blocks: tuple[Finding | Table, ...]
    links: tuple[OurAnswer, ...]

    @property
    def marks(self) -> Markup:
        """The signs that make a heading of this level in Markdown."""
        return Markup("#" * self.level)  # noqa: S704 (nothing but these signs)

    @property
    def summary(self) -> Markup:
        """How much was checked in it, and how much of that is wrong."""
        wrong = sum(check.outcome is Outcome.FALSE for check in self.checks)
        every = recomputed(len(self.checks), "affirmations relues")
        text = Markup("{} {}").format(every, plural(every.value, "affirmation relue", "affirmations relues"))
        if not wrong:
            return text
        return Markup("{}, dont {} {}").format(
            text, recomputed(wrong, "affirmations fausses"), plural(wrong, "fausse", "fausses")
        )

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
    places : tuple of Place
        Several when the report says it several times.
    """

    excerpt: str
    gist: str
    places: tuple[Place, ...]


def faults_of(sections: Sequence[Section]) -> list[Fault]:
    """List what is wrong, in the order of the report; the same fault is listed once, with its places."""
    places: dict[tuple[str, str], list[Place]] = {}
    for section in sections:
        for rank, block in enumerate(section.blocks, start=1):
            place = Place(f"{section.identifier}-{rank}", section.place)
            for text, check in _statements(block):
                if check.outcome is Outcome.FALSE:
                    places.setdefault((text, check.gist), []).append(place)
    return [Fault(*fault, tuple(where)) for fault, where in places.items()]


def _statements(block: Finding | Table) -> list[tuple[str, Check]]:
    """Return what a block says, shortened, with each of its checks."""
    if isinstance(block, Finding):
        return [*zip(block.excerpts, block.checks, strict=True)]
    return [(f"{row.name} : {row.written}", row.check) for row in block.rows]
