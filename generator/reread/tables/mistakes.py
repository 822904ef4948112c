"""« Model 2 misclassifies 214 of them »: against the accuracy of its row and the sizes of the partitions."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.arithmetic.number import figures
from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.scores.mention import Sort, mentions
from generator.reread.tables.grid import Grid
from generator.reread.tables.place import Tables
from generator.reread.tables.superlative import LONGEST
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "erreurs-du-tableau"
# What is told of the errors of another row, too.
_FEWER = re.compile(r"\d\s+(?:\w+\s+){0,2}(?:fewer|more|less|de (?:plus|moins)|en (?:plus|moins))\b", re.I)
_COUNT = r"(?<![\w.,])(?P<{}>\d{{1,3}}(?:[ '’,\u202f\u00a0]\d{{3}})|\d{{1,5}})(?![\w%]|[.,'’]\d|\s?%)"
_NUMBER = re.compile(_COUNT.format("number"))
_SAID = re.compile(
    rf"\b(?:se trompe|misclassif\w+)\b[^.;\d]{{0,20}}{_COUNT.format('after')}|"
    rf"{_COUNT.format('before')}\s+(?:\w+\s+){{0,2}}?(?:erreurs?|fautes?|errors?|mistakes|mal\s+class|misclassif|wrong)",
    re.I,
)


def mistake_findings(
    outline: Outline, tables: Tables, class_counts: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Go through numbers of errors that the accuracy of a row does not give, whatever the partition."""
    sizes = [sum(counts) for counts in class_counts]
    for rank, section in enumerate(outline.sections):
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            for sentence in sentences(passage):
                said = _SAID.search(sentence.text) if len(sentence.text) <= LONGEST else None
                if said and not NEGATION.search(sentence.text) and not NEARLY.search(sentence.text):
                    yield from _judged(sentence, said, rank, tables, sizes)


def _judged(
    sentence: Sentence, said: re.Match[str], rank: int, tables: Tables, sizes: Sequence[int]
) -> Iterator[Finding]:
    text = sentence.text
    if _FEWER.search(text):
        return
    grid = tables.only(rank, lambda grid: len(grid.named(text).rows) == 1 and bool(_errors(grid, 0)))
    if grid is None:
        return
    (row,) = grid.named(text).rows
    count = figures(said["after"] or said["before"])
    every = [(size, rate * size, unit * size) for rate, unit in _errors(grid, row) for size in sizes]
    near = [each for each in every if each[1] and Fraction(1, 3) < count / each[1] < 3]
    # « With 0.9860, i.e. 140 errors »: of what the sentence itself says.
    own = [mention for mention in mentions(text) if mention.sort is Sort.RATE]
    if any(mention.allows(1 - Fraction(count, size)) for mention in own for size in sizes):
        return
    # The count may be that of another row.
    counts = {count, *(figures(each[0]) for each in _NUMBER.finditer(text))}
    if not near or any(
        abs(right - each) <= max(unit, Fraction(1)) for _, right, unit in every for each in counts
    ):
        return
    size, right, _ = min(near, key=lambda each: abs(each[1] - count))
    yield Finding(
        CODE,
        sentence.place(said.start()),
        quoted(text),
        Verdict.FALSE,
        f"D’après le tableau, « {grid.label(row)} » se trompe {shown(round(right))} fois sur {shown(size)}, "
        f"et non {shown(count)}.",
        "",
        shown(round(right)),
        wrong=shown(count),
    )


def _errors(grid: Grid, row: int) -> list[tuple[Fraction, Fraction]]:
    """Return the rates of error of a row, on the test where it is told, and a unit of each."""
    columns = [(head, said) for head, said in grid.measures() if said.metric in ("accuracy", "error")]
    columns = [pair for pair in columns if pair[1].split == "test"] or columns
    found = []
    for head, said in columns:
        cell = grid.column(head)[row]
        found.append((1 - cell.value if said.metric == "accuracy" else cell.value, cell.unit))
    return [each for each in found if 0 <= each[0] <= 1]
