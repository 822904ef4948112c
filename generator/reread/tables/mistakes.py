"""« Model 2 misclassifies 214 of them »: against the accuracy of its row and the sizes of the partitions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.number import figures
from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.scores.mention import Sort, mentions
from generator.reread.tables.grid import Grid
from generator.reread.tables.paired import PRONOUN
from generator.reread.tables.place import Tables
from generator.reread.tables.segment import segments
from generator.reread.tables.superlative import LONGEST
from generator.reread.wording.links import MEASURED_AGAINST, NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "erreurs-du-tableau"
# What is told of the errors of another row, too.
_FEWER = re.compile(r"\d\s+(?:\w+\s+){0,2}(?:fewer|more|less|de (?:plus|moins)|en (?:plus|moins))\b", re.I)
_COUNT = r"(?<![\w.,])(?P<{}>\d{{1,3}}(?:[ '’,\u202f\u00a0]\d{{3}})|\d{{1,5}})(?![\w%]|[.,'’]\d|\s?%)"
_NUMBER = re.compile(_COUNT.format("number"))
_ERRORS = r"(?:erreurs?|fautes?|errors?|mistakes?)"
_SAID = re.compile(
    rf"\b(?:se trompe|misclassif\w+)\b[^.;\d]{{0,20}}{_COUNT.format('after')}|"
    rf"{_COUNT.format('before')}\s+(?:\w+\s+){{0,2}}?(?:{_ERRORS}|mal\s+class|misclassif|wrong)",
    re.I,
)
# « 110 errors, against 220 for the other one »
_AGAINST = re.compile(
    rf"\b(?:contre|against|vs\.?|versus|au lieu de|instead of|compared (?:to|with))\s+"
    rf"{_COUNT.format('number')}\s+(?:{_ERRORS}\s+)?(?:pour|avec|chez|for|with|by)\b",
    re.I,
)


# « A makes 110 errors, and B 220 »
_AND = re.compile(
    rf"(?:\s*(?:sur|on|of|out of)\s+(?:les\s+|the\s+)?{_COUNT.format('among')})?[^.;\d]{{0,30}}?"
    rf"\b(?:et|and)\s+(?P<row>[^.;]{{3,60}}?)\s+(?:en\s+fait\s+)?{_COUNT.format('number')}(?=\s*(?:{_ERRORS})?\s*(?:[.;,)]|$))",
    re.I,
)


@dataclass(frozen=True)
class _Told:
    """How many errors a sentence says that a row makes, and where it does."""

    grid: Grid
    row: int
    count: int
    start: int
    sentence: Sentence
    # Other numbers that the row may be said to have instead.
    others: frozenset[int] = frozenset()


def mistake_findings(
    outline: Outline, tables: Tables, class_counts: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Go through numbers of errors that the accuracy of a row does not give, whatever the partition."""
    sizes = [sum(counts) for counts in class_counts]
    for rank, section in enumerate(outline.sections):
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            before = ""
            for sentence in sentences(passage):
                text = sentence.text
                if len(text) <= LONGEST and not (NEGATION.search(text) or NEARLY.search(text)):
                    for told in () if _FEWER.search(text) else _told(sentence, before, rank, tables):
                        yield from _judged(told, sizes)
                before = text


def _told(sentence: Sentence, before: str, rank: int, tables: Tables) -> Iterator[_Told]:
    """Go through the rows whose errors a sentence tells: its only one, or two that it sets side by side."""
    text = sentence.text
    said = _SAID.search(text)
    if said is None:
        return
    grid = tables.only(rank, lambda grid: len(grid.named(text).rows) == 1 and bool(_errors(grid, 0)))
    count = figures(said["after"] or said["before"])
    against = _AGAINST.search(text, said.end()) or _AND.match(text, said.end())
    if grid and not against:
        numbers = frozenset(figures(each[0]) for each in _NUMBER.finditer(text))
        (row,) = grid.named(text).rows
        named = segments(grid, text)
        # « 94 errors, half of those of B »
        if not named or not MEASURED_AGAINST.search(text[: named[0].start]):
            yield _Told(grid, row, count, said.start(), sentence, numbers)
    if not against:
        return
    subject = before if PRONOUN.search(text) else ""
    led = f"{subject} {text[: said.start()]}"
    grid = tables.only(rank, lambda grid: bool(_errors(grid, 0)) and bool(segments(grid, f"{led} {text}")))
    if grid is None:
        return
    other = against.groupdict().get("row") or text[against.end() :]
    first, second = segments(grid, led), segments(grid, other)
    if first:
        yield _Told(grid, (first[0] if subject else first[-1]).row, count, said.start(), sentence)
    # « 247 for another model, and 197 for B »
    if second and not re.search(r"\d", other[: second[0].start]):
        number = figures(against["number"])
        yield _Told(grid, second[0].row, number, against.start("number"), sentence)


def _judged(told: _Told, sizes: Sequence[int]) -> Iterator[Finding]:
    text, count = told.sentence.text, told.count
    named = {figures(each[0]) for each in _NUMBER.finditer(text)}
    # « On the 10 000 cases »: of no other partition.
    sizes = [size for size in sizes if size in named] or sizes
    rates = _errors(told.grid, told.row)
    every = [(size, rate * size, unit * size) for rate, unit in rates for size in sizes]
    near = [each for each in every if each[1] and Fraction(1, 3) < count / each[1] < 3]
    slips = [each for each in every if _is_slip(count, each[1])]
    # « With 0.9860, i.e. 140 errors »: of what the sentence itself says.
    own = [mention for mention in mentions(text) if mention.sort is Sort.RATE]
    if any(mention.allows(1 - Fraction(count, size)) for mention in own for size in sizes):
        return
    counts = {count, *told.others}
    if not (near or slips) or any(
        abs(right - each) <= max(unit, Fraction(1)) for _, right, unit in every for each in counts
    ):
        return
    size, right, _ = min(near or slips, key=lambda each: abs(each[1] - count))
    yield Finding(
        CODE,
        told.sentence.place(told.start),
        quoted(text),
        Verdict.FALSE,
        f"D’après le tableau, « {told.grid.label(told.row)} » se trompe {shown(round(right))} fois sur "
        f"{shown(size)}, et non {shown(count)}.",
        "",
        shown(round(right)),
        wrong=shown(count),
    )


def _is_slip(count: int, right: Fraction) -> bool:
    """Tell whether a 0 was lost, or added: « 24 » for « 240 »."""
    return count in (round(right / 10), round(right * 10))


def _errors(grid: Grid, row: int) -> list[tuple[Fraction, Fraction]]:
    """Return the rates of error of a row, on the test where it is told, and a unit of each."""
    columns = [(head, said) for head, said in grid.measures() if said.metric in ("accuracy", "error")]
    columns = [pair for pair in columns if pair[1].split == "test"] or columns
    found = []
    for head, said in columns:
        cell = grid.column(head)[row]
        found.append((1 - cell.value if said.metric == "accuracy" else cell.value, cell.unit))
    return [each for each in found if 0 <= each[0] <= 1]
