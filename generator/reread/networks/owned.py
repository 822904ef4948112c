"""Numbers of weights that a document gives, and the words that tell of which network."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.passage import cells
from generator.reread.networks.contrast import Titled
from generator.reread.networks.statement import LEAST_TOTAL, SIZED, TOTAL, WEIGHTS

# What networks are called, by the same name whatever the word.
NAMES = (
    ("raw", re.compile(r"\b(?:raw|brute?s?|pixels?)\b", re.I)),
    ("hog", re.compile(r"\b(?:hog|histogram\w*|histogrammes?)\b", re.I)),
    ("cnn", re.compile(r"\b(?:cnns?|convnets?|convolutional|convoluti(?:f|ve)s?)\b", re.I)),
)
LETTERED = re.compile(
    r"\b(?:mod[èe]le?|r[ée]seau|network|net|mlp|cnn)\s+(?:n[°o]\s*)?((?-i:[A-H])|[1-9])\b", re.I
)
LEAD = re.compile(r"^[\s>*_]*(?:\*\*|__|[*_])?[^\W\d][^\n:]{0,60}(?:[.:]\s*[*_]|[*_]{1,2}\s*[.:]|:\s*$)")
_WHOLE = rf"((?<![\w.,]){NUMBER})(?![^\W\d]|\s*[x×*·+/])(?!\s*{SIZED})"
TOTALS = (
    re.compile(rf"\b(?:total|en tout|altogether)\b\W{{0,4}}(?:(?:of|de|est|is)\W{{1,3}})?{_WHOLE}", re.I),
    re.compile(
        rf"{_WHOLE}\s+(?:poids|weights|param[èe]tres|parameters)?\s*(?:in total|en tout|au total)", re.I
    ),
    re.compile(rf"{_WHOLE}\s+(?:poids|weights|param[èe]tres|parameters)\b", re.I),
)
# What counts a layer, or compares two networks, gives the weights of neither.
APART = re.compile(
    r"\b(?:couches?|layers?|conv|dense|sortie|output|hidden|fois|times|que|than|contre|rapport|half|moiti[ée])\b|"
    r"\bconv\w*\s?\d|%|\d\s*[x×*·]\s*\d",
    re.I,
)
LAYERS = re.compile(r"layer|couche", re.I)
MOST = 200


@dataclass(frozen=True)
class Owned:
    """A number of weights, the names of its network, and the line of the document that gives it."""

    total: int
    names: frozenset[str]
    line: int
    cell: int | None


def names(text: str) -> frozenset[str]:
    """Return the names of networks that a text has."""
    found = {name for name, pattern in NAMES if pattern.search(text)}
    return frozenset(found | {each[1] for each in LETTERED.finditer(text)})


def owned(sections: Sequence[Section], networks: Sequence[Titled]) -> Iterator[Owned]:
    """Go through the numbers of weights of whole networks, those of networks that are stated included."""
    for titled in networks:
        place = titled.network.place
        if titled.network.total and names(titled.section.title):
            yield Owned(titled.network.total, names(titled.section.title), place.line, place.cell)
    for section in sections:
        title = names(section.title)
        for block in section.blocks:
            if block.kind is Kind.TABLE:
                yield from _of_rows(block)
                yield from _of_last_row(block, title)
            elif block.kind is not Kind.CODE:
                yield from _of_lines(block, title)


def _of_lines(block: Block, title: frozenset[str]) -> Iterator[Owned]:
    lead = title
    for line in block.lines:
        begins = LEAD.match(line.text)
        if begins and not title and names(begins[0]):
            lead = names(begins[0])
        text = plain(line.text)
        if not lead:
            continue
        for rank, pattern in enumerate(TOTALS):
            found = [count for each in pattern.finditer(text) if (count := whole(each[1]))]
            if len({*found}) == 1 and (rank < 2 or not APART.search(text)):
                yield Owned(found[0], lead, line.place.line, line.place.cell)
                break


def _of_rows(block: Block) -> Iterator[Owned]:
    """Go through the counts of a table that has a network on each row."""
    heads = [plain(cell) for cell in cells(block.lines[0].text)]
    columns = [rank for rank, head in enumerate(heads) if WEIGHTS.search(head)]
    if len(columns) != 1 or len(heads) < 2 or LAYERS.search(heads[1]):
        return
    for line in block.lines[1:MOST]:
        row = [plain(cell).strip(" \x1e*_`") for cell in cells(line.text)]
        count = whole(row[columns[0]]) if len(row) == len(heads) else None
        if count and names(row[1]):
            yield Owned(count, names(row[1]), line.place.line, line.place.cell)


def _of_last_row(block: Block, title: frozenset[str]) -> Iterator[Owned]:
    """Go through the total under the counts of the layers of a network."""
    line = block.lines[-1]
    row = [plain(cell).strip(" \x1e*_`") for cell in cells(line.text)]
    counts = [count for cell in row if (count := whole(cell))]
    if title and TOTAL.search(line.text) and len(counts) == 1:
        yield Owned(counts[0], title, line.place.line, line.place.cell)


def whole(text: str) -> int | None:
    """Return a whole number that may count the weights of a network."""
    found = readings(text) if re.fullmatch(NUMBER, text) else ()
    exact = found and found[0].is_exact and found[0].low.denominator == 1
    return int(found[0].low) if exact and found[0].low >= LEAST_TOTAL else None
