"""What a report is made of, whatever its format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from generator.reread.documents.place import Place


class Kind(Enum):
    """What the lines of a block are."""

    HEADING = auto()
    PROSE = auto()
    CODE = auto()
    # What a program printed, or any text whose layout is kept.
    OUTPUT = auto()
    TABLE = auto()


@dataclass(frozen=True)
class Line:
    """One line of text as the author wrote it."""

    text: str
    place: Place


@dataclass(frozen=True)
class Block:
    """Lines of one kind that follow each other.

    Attributes
    ----------
    level : int
        Of a heading, from 1.
    printed : bool
        Whether a cell of a notebook put it out; its authors did not write it then.
    """

    kind: Kind
    lines: tuple[Line, ...]
    level: int = 0
    printed: bool = False

    @property
    def text(self) -> str:
        """All the lines."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Document:
    """A report: its blocks in order, and what could not be read, in French."""

    name: str
    blocks: tuple[Block, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """What stands under a heading, up to the next one."""

    heading: Block | None
    blocks: tuple[Block, ...]

    def of(self, *kinds: Kind) -> Iterator[Block]:
        """Go through the blocks of these kinds."""
        return (block for block in self.blocks if block.kind in kinds)

    @property
    def title(self) -> str:
        """Text of the heading, empty before the first one."""
        return self.heading.text if self.heading else ""


def sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Cut a document at each of its headings."""
    cut: list[Section] = []
    heading: Block | None = None
    held: list[Block] = []
    for block in blocks:
        if block.kind is Kind.HEADING:
            cut.append(Section(heading, tuple(held)))
            heading, held = block, []
        else:
            held.append(block)
    return (*cut, Section(heading, tuple(held)))
