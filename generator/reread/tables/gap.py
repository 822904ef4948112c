"""« Overfits the most », « the gap between training and validation »: against the two columns of a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.tables.grid import Grid
from generator.reread.tables.listed_gaps import listed_gaps
from generator.reread.tables.measure import SPLITS
from generator.reread.tables.place import Tables
from generator.reread.tables.superlative import LONGEST
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "ecart-du-tableau"
_OVERFITS = r"(?:over-?fit\w*|sur-?appren\w*|sur-?apprentissage|sur-?ajust\w*)"
_GAP = r"(?:gap|difference|[ée]cart|diff[ée]rence)"
_MOST = re.compile(
    rf"\b{_OVERFITS}\s+(?:(?:the|le)\s+)(?:(?P<most>most|plus)|(?:least|moins))\b(?!\s+(?:de|que|vite|t[ôo]t))|"
    r"\b(?:the|le|la)\s+(?:"
    r"(?P<large>largest|biggest|greatest|highest|plus grande?|plus [ée]lev[ée]e?|plus forte?)|"
    rf"(?:smallest|lowest|plus petite?|plus faible))\s+{_GAP}\b",
    re.I,
)
_SIZE = re.compile(
    rf"\b{_GAP}\b[^.;?]{{0,80}}?"
    r"(?P<number>(?:\d{1,2}(?:[.,]\d{1,4})?)(?=\s?(?:%|points?\b|pp\b))|0[.,]\d{2,6})"
    r"(?P<percent>\s?(?:%|points?\b|pp\b))?",
    re.I,
)
_SCORE = re.compile(r"(?<![\w.,])(\d{1,2}[.,]\d{1,3}|0[.,]\d{2,6})(?!\d)")
# What makes the numbers of a sentence gaps.
_SAID = re.compile(rf"\b(?:{_OVERFITS}|{_GAP})", re.I)


@dataclass(frozen=True)
class Gap:
    """How far the scores of each row are apart, and the most that rounding hides."""

    values: tuple[Fraction, ...]
    unit: Fraction


def gap_findings(outline: Outline, tables: Tables) -> Iterator[Finding]:
    """Find rows said to have the largest or the smallest gap, and gaps that are not those of their row."""
    for rank, section in enumerate(outline.sections):
        for block in section.of(Kind.PROSE):
            for sentence in (each for passage in passages(block) for each in sentences(passage)):
                text = sentence.text
                if len(text) <= LONGEST and not NEGATION.search(text) and not text.rstrip().endswith("?"):
                    yield from _said(sentence, rank, tables)


def _said(sentence: Sentence, rank: int, tables: Tables) -> Iterator[Finding]:
    text = sentence.text
    most, size = _MOST.search(text), _SIZE.search(text)
    if not most and not size:
        return
    test = bool(SPLITS["test"].search(text))
    yield from _several(sentence, rank, tables, test)
    grid = tables.only(rank, lambda grid: len(grid.named(text).rows) == 1 and bool(_gaps(grid, test)))
    if grid is None:
        return
    (named,) = grid.named(text).rows
    gaps = _gaps(grid, test)
    if most:
        large = bool(most["most"] or most["large"])
        first = [max(gap.values) if large else min(gap.values) for gap in gaps]
        if all(gap.values[named] != each for gap, each in zip(gaps, first, strict=True)):
            right = gaps[0].values.index(first[0])
            size_word = "grand" if large else "petit"
            yield _finding(
                sentence,
                most.start(),
                f"Dans le tableau, l’écart est le plus {size_word} pour « {grid.label(right)} » "
                f"({_written(gaps[0].values[right])}), et non pour « {grid.label(named)} » "
                f"({_written(gaps[0].values[named])}).",
                grid.label(right),
            )
            return
    if size and not NEARLY.search(text) and not _is_of_its_own(text, size):
        scale = 100 if size["percent"] else 1
        body = size["number"].replace(",", ".")
        value, unit = Fraction(body) / scale, Fraction(1, 10 ** len(body.partition(".")[2]) * scale)
        if all(abs(abs(gap.values[named]) - value) > unit + gap.unit for gap in gaps):
            yield _finding(
                sentence,
                size.start("number"),
                f"D’après le tableau, l’écart de « {grid.label(named)} » est de "
                f"{_written(abs(gaps[0].values[named]))}.",
                _written(abs(gaps[0].values[named])),
            )


def _is_of_its_own(text: str, size: re.Match[str]) -> bool:
    """Tell whether a gap is the one between scores that its sentence gives."""
    scores = [Fraction(found[1].replace(",", ".")) for found in _SCORE.finditer(text[: size.start("number")])]
    return len(scores) > 1 and max(scores) - min(scores) == Fraction(size["number"].replace(",", "."))


def _several(sentence: Sentence, rank: int, tables: Tables, test: bool) -> Iterator[Finding]:
    """Find gaps that one sentence gives of several rows, and that are those of none of their scores."""
    grid = tables.only(rank, lambda grid: len(listed_gaps(sentence, grid)) > 1 and bool(_gaps(grid, test)))
    if grid is None or not _SAID.search(sentence.text):
        return
    gaps = _gaps(grid, test)
    for at, row, value, unit in listed_gaps(sentence, grid):
        if all(abs(abs(gap.values[row]) - value) > unit + gap.unit for gap in gaps):
            right = _written(abs(gaps[0].values[row]))
            yield _finding(
                sentence,
                at,
                f"D’après le tableau, l’écart de « {grid.label(row)} » est de {right}.",
                right,
            )


def _gaps(grid: Grid, test: bool) -> list[Gap]:
    """Return the gaps between training and another part of the data, of each score that has both."""
    found: list[Gap] = []
    columns = [*grid.measures()]
    for metric in dict.fromkeys(said.metric for _, said in columns):
        by_split = {
            split: [rank for rank, said in columns if said.metric == metric and said.split == split]
            for split in SPLITS
        }
        other = by_split["test" if test or not by_split["validation"] else "validation"]
        if len(by_split["train"]) == len(other) == 1:
            pairs = zip(grid.column(by_split["train"][0]), grid.column(other[0]), strict=True)
            sign = 1 if next(said for _, said in columns if said.metric == metric).rises else -1
            cells = [*pairs]
            found.append(
                Gap(
                    tuple(sign * (first.value - second.value) for first, second in cells),
                    max(cell.unit for pair in cells for cell in pair),
                )
            )
    return found


def _written(gap: Fraction) -> str:
    return rounded(gap, ".6g")


def _finding(sentence: Sentence, position: int, text: str, right: str) -> Finding:
    return Finding(CODE, sentence.place(position), quoted(sentence.text), Verdict.FALSE, text, "", right)
