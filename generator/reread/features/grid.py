"""How many cells a descriptor cuts a picture into, and how many values each gives, as sentences tell."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Kind, Line
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
COUNT = re.compile(
    rf"(?<![\w.,×x*/])(?<![×x*/]\s)(\d{{1,4}})\s+{_CELLS}\b(?!\s+(?:per|par|in|by|dans)\b)|"
    rf"\b(?:number\s+of|nombre\s+de)\s+{_CELLS}\s*(?::|=|is|est|vaut)\s*(?:de\s+)?(\d{{1,4}})\b(?!\s*[x×*])",
    re.I,
)
PRODUCT = re.compile(
    rf"(?<![\w.,])(\d{{1,3}})\s*[x×*]\s*\1\s*=\s*\d{{1,4}}\s+{_CELLS}\b(?!\s+(?:per|par|of|de)\b)", re.I
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
    if not TALKS_OF_HOG.search(f"{outline.title(rank)}\n" + "\n".join(line.text for line in around)):
        return
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            before: list[Line] = []
            for sentence in sentences(passage):
                line = Line(sentence.text, sentence.place(0))
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
                yield from _of_bins(line, bins)


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
    # « 8 × 8 cells » may be of so many pixels, or so many.
    alongs = {along, *(side // each for each in settings_of(SQUARE_CELLS, [line]) if each)}
    # A row, or a column, of them.
    right = {count for each in alongs for count in (each * each, each)}
    for found in COUNT.finditer(text):
        said = int(found[1] or found[2])
        if said not in right | {1, cell}:
            yield _finding(line, said, "cellules", f"({side} // {cell})²", along * along)
            return
    for found in PRODUCT.finditer(text):
        said = int(found[1])
        if said not in {*alongs, cell, *(side // each for each in alongs if each)}:
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
