"""How many cells a descriptor cuts a picture into, and how many values each gives, as sentences tell."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Line
from generator.reread.documents.labelled import ITEM
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.features.hog import (
    CELL,
    CONVOLUTIONS,
    EACH,
    ORIENTATIONS,
    SQUARE_CELLS,
    TALKS_OF_HOG,
    settings_of,
)
from generator.reread.features.settings_table import row_findings
from generator.reread.finding import Finding, Verdict, quoted, shown

CODE = "taille-hog"
_CLAUSE = re.compile(r"[,;]\s|\b(?:et|and|mais|but|puis|then|contre|while|whereas)\s", re.I)
_CELLS = r"(?:cells?|cellules?)"
# « 4 cells per block, 7 cells by 7 »
_PARTS = (
    r"\s+(?:by\b|(?:per|par|in|dans)\s+(?:(?:un|a|the|le|each|every|chaque)\s+)?"
    r"(?:blo|row|lin|lig|col|side|c[ôo]t|dir|dim|ax))"
)
# Of that many cells at most a block is made, on each side.
_BLOCK = 4
COUNT = re.compile(
    rf"(?<![\w.,×x*/])(?<![×x*/]\s)(\d{{1,4}})\s+{_CELLS}\b(?!{_PARTS})|"
    rf"\b(?:number\s+of|nombre\s+de)\s+{_CELLS}\s*(?::|=|is|est|vaut)\s*(?:de\s+)?(\d{{1,4}})\b(?!\s*[x×*])",
    re.I,
)
PRODUCT = re.compile(rf"(?<![\w.,])(\d{{1,3}})\s*[x×*]\s*\1\s*=\s*\d{{1,4}}\s+{_CELLS}\b(?!{_PARTS})", re.I)
# « 4 × 4 cells of 7 × 7 pixels »
ALONG = re.compile(
    rf"(?<![\w.,])(\d{{1,2}})\s*[x×]\s*\1\s+{_CELLS}\s+(?:of|de)\s+(\d{{1,2}})\s*[x×]\s*\2\s*(?:px|pixels?)\b",
    re.I,
)
BINS = re.compile(
    rf"(?<![\w.,])(\d{{1,3}})\s+(?:values?|valeurs?|bins?)\s+(?:{EACH})(?!\s+bloc)|"
    rf"\b(?:each|every|chaque|chacune?)\b(?:[^.;\d]|\d{{1,2}}\s*[x×]\s*\d){{0,40}}?(?<![\w.,])(\d{{1,3}})\s+(?:values?|valeurs?|bins?)\b",
    re.I,
)


def grid_findings(outline: Outline, rank: int, side: int) -> Iterator[Finding]:
    """Find numbers of cells, and of values, that the settings of their sentence or row do not give.

    Parameters
    ----------
    outline : Outline
    rank : int
        Of a section.
    side : int
        Height and width of what is described, in pixels.
    """
    section = outline.sections[rank]
    yield from row_findings(section, side)
    around = [line for block in section.blocks for line in block.lines]
    for block in section.of(Kind.CODE):
        yield from _commented(block, around, side)
    if not TALKS_OF_HOG.search(f"{outline.title(rank)}\n" + "\n".join(line.text for line in around)):
        return
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            before: list[Line] = []
            begins = [each.place for each in passage.lines if ITEM.match(each.text)]
            for sentence in sentences(passage):
                line = Line(sentence.text, sentence.place(0))
                if line.place in begins and before and before[-1].place != line.place:
                    # What an item of a list tells is not of the next one.
                    before.clear()
                if CONVOLUTIONS.search(sentence.text):
                    continue
                cell, bins = (
                    _only(settings_of(pattern, each) for each in ([line], before, around))
                    for pattern in (CELL, ORIENTATIONS)
                )
                before.append(line)
                parts = [line] if len(settings_of(CELL, [line])) < 2 else [*_clauses(line)]
                for part in parts:
                    yield from _of_cells(part, cell if part is line else _only(_settings(part)), side)
                yield from _along(line, side)
                yield from _of_bins(line, bins)


def _commented(block: Block, around: Sequence[Line], side: int) -> Iterator[Finding]:
    """« pix_p_cell = 7  # 4 x 4 = 16 cells »: what a comment says of the setting of its line."""
    for line in block.lines:
        code, mark, comment = line.text.partition("#")
        cell = _only(settings_of(CELL, each) for each in ([Line(code, line.place)], around)) if mark else None
        yield from _of_cells(Line(comment, line.place), cell, side)


def _along(line: Line, side: int) -> Iterator[Finding]:
    for found in ALONG.finditer(plain(line.text)):
        said, cell = int(found[1]), int(found[2])
        if 0 < cell <= side and said != side // cell:
            yield _finding(line, said, "cellules de côté", f"{side} // {cell}", side // cell)


def _clauses(line: Line) -> Iterator[Line]:
    """« With cells of 4 px there are 49 cells, with cells of 7 px 16 »: each with its own setting."""
    yield from (Line(part, line.place) for part in _CLAUSE.split(line.text))


def _settings(line: Line) -> Iterator[set[int]]:
    yield settings_of(CELL, [line])


def _only(found: Iterator[set[int]]) -> int | None:
    """Return the nearest setting, None where it has several values."""
    nearest = next((each for each in found if each), set())
    return nearest.pop() if len(nearest) == 1 else None


def _of_cells(line: Line, cell: int | None, side: int) -> Iterator[Finding]:
    if not cell or cell > side:
        return
    text, along = plain(line.text), side // cell
    in_block = re.search(r"\bblo(?:c|ck)s?\b", text, re.I) is not None
    # « 8 × 8 cells » may be of so many pixels, or so many.
    alongs = {along, *(side // each for each in settings_of(SQUARE_CELLS, [line]) if each)}
    # A row, or a column, of them.
    right = {count for each in alongs for count in (each * each, each)}
    for found in COUNT.finditer(text):
        said = int(found[1] or found[2])
        if said not in right | {1, cell} and not (in_block and said <= _BLOCK**2):
            yield _finding(line, said, "cellules", f"({side} // {cell})²", along * along)
            return
    for found in PRODUCT.finditer(text):
        said = int(found[1])
        if said not in alongs and not (in_block and said <= _BLOCK):
            yield _finding(line, said, "cellules de côté", f"{side} // {cell}", along)
            return


def _of_bins(line: Line, bins: int | None) -> Iterator[Finding]:
    for found in BINS.finditer(plain(line.text)) if bins else ():
        said = int(found[1] or found[2])
        if said != bins and "bloc" not in line.text:
            yield _finding(line, said, "valeurs par cellule", "une par orientation", bins or 0)
            return


def _finding(line: Line, said: int, what: str, how: str, right: int) -> Finding:
    return Finding(
        CODE,
        line.place,
        quoted(line.text),
        Verdict.FALSE,
        f"Avec ces réglages, il y a {shown(right)} {what}, et non {shown(said)}.",
        f"{how} = {shown(right)}" if "=" not in how and not how.startswith("une") else how,
        shown(right),
        wrong=str(said),
    )
