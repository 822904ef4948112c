"""What the sentences of a part say of one of several models, apart from what they say of the others."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.reread.documents.block import Block, Kind, Line, Section
from generator.reread.documents.labelled import ITEM, SENTENCE, named_labels


def of_one(section: Section, known: frozenset[str], own: frozenset[str]) -> tuple[Section, Section]:
    """Return what a part says of the models that have code, or of none by its label, and what of others.

    Parameters
    ----------
    section : Section
    known : frozenset of str
        What the document calls its models.
    own : frozenset of str
        Of them, those that the code of the part builds; none where nothing tells.
    """
    kept = [(block, [*_owned(block, known, own)]) for block in section.blocks]

    def side(*, owned: bool) -> tuple[Block, ...]:
        return tuple(
            replace(
                block,
                lines=tuple(
                    _blank(line, spans, owned=owned) for line, spans in zip(block.lines, each, strict=True)
                ),
            )
            if each
            else block
            for block, each in kept
            if owned or each
        )

    return Section(section.heading, side(owned=True)), Section(section.heading, side(owned=False))


def _owned(block: Block, known: frozenset[str], own: frozenset[str]) -> Iterator[list[tuple[int, int, bool]]]:
    """Go through the sentences of the lines of a text: where each stands, whether it names no other model.

    One that names none goes on with the one before it.
    """
    owned = True
    for line in block.lines if block.kind is Kind.PROSE else ():
        if not line.text.strip() or ITEM.match(line.text):
            owned = True
        starts = [0, *(found.end() for found in SENTENCE.finditer(line.text)), len(line.text)]
        found: list[tuple[int, int, bool]] = []
        for start, end in pairwise(starts):
            text = line.text[start:end].replace("*", " ").replace("`", " ")
            named = named_labels(text, known)
            owned = named <= own if named else owned
            found.append((start, end, owned))
        yield found


def _blank(line: Line, spans: Sequence[tuple[int, int, bool]], *, owned: bool) -> Line:
    """Return a line with spaces for the sentences of the other side."""
    return Line(
        "".join(line.text[start:end] if own is owned else " " * (end - start) for start, end, own in spans),
        line.place,
    )
