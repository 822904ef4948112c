"""Tables of descriptors: orientations, cells and sizes, a row for each."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.number import whole
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Line, Section
from generator.reread.documents.passage import cells
from generator.reread.features.descriptor import descriptor_size
from generator.reread.finding import Finding, Verdict, quoted, shown

CODE = "taille-hog"
ORIENTATIONS = re.compile(r"orientation|\bbins?\b", re.I)
CELL = re.compile(r"cell|pix|ppc", re.I)
BLOCK = re.compile(r"blo(?:ck|c)", re.I)
SIZE = re.compile(
    r"vect|size|taille|features?|entr[ée]es?|inputs?|dim|valeurs|values|descr|longueur|length", re.I
)
WHOLE = re.compile(r"\s*(\d{1,3}(?:['’, \u202f]?\d{3})?)\s*")
SIDE = re.compile(r"\W*(\d{1,2})(?:\s*[x×,*]\s*\1)?\W*(?:px|pixels?)?\W*", re.I)


def row_sizes(block: Block, side: int) -> Iterator[tuple[Line, int | None, int]]:
    """Go through the rows of a table of descriptors: the size that each says, if any, and the right one.

    Parameters
    ----------
    block : Block
        A table.
    side : int
        Height and width of what is described, in pixels.
    """
    head = [plain(cell) for cell in cells(block.lines[0].text)]
    columns = []
    taken: set[int] = set()
    for kind in (ORIENTATIONS, BLOCK, CELL, SIZE):
        found = [rank for rank, cell in enumerate(head) if kind.search(cell) and rank not in taken]
        taken |= {*found}
        columns.append(found)
    orientations, block_columns, sides, sizes = columns
    if len(orientations) != 1 or len(sides) != 1 or block_columns or len(sizes) > 1:
        return
    for line in block.lines[1:]:
        row = [plain(cell).strip(" *_`$\x1e") for cell in cells(line.text)]
        if len(row) != len(head):
            continue
        bins, cell = WHOLE.fullmatch(row[orientations[0]]), SIDE.fullmatch(row[sides[0]])
        if bins and cell and 0 < int(cell[1]) <= side:
            said = WHOLE.fullmatch(row[sizes[0]]) if sizes else None
            yield line, whole(said[1]) if said else None, descriptor_size(side, int(bins[1]), int(cell[1]), 1)


def row_findings(section: Section, side: int) -> Iterator[Finding]:
    """Find the sizes of tables of descriptors that are not those of their settings, where another one is."""
    for block in section.of(Kind.TABLE):
        yield from _of_table(block, side)


def _of_table(block: Block, side: int) -> Iterator[Finding]:
    rows = [*row_sizes(block, side)]
    if not any(said == right for _, said, right in rows):
        return
    for line, said, right in rows:
        if said is not None and said != right:
            yield Finding(
                CODE,
                line.place,
                quoted(line.text),
                Verdict.FALSE,
                f"Avec les réglages de cette ligne, le descripteur HOG a {shown(right)} valeurs, et non "
                f"{shown(said)}.",
                "",
                shown(right),
                wrong=str(said),
            )
