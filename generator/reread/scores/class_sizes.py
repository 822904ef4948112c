"""Cases of one of two classes that are said to be as many as the other class has in the known partition."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.number import whole
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.passage import cells, passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, shown

CODE = "effectif-de-classe"
# Smaller classes are alike by chance.
LEAST = 100


def class_size_findings(
    section: Section, class_counts: Sequence[Sequence[int]], labels: tuple[str, str]
) -> Iterator[Finding]:
    """Find the number of cases of a class that is that of the other one.

    Parameters
    ----------
    section : Section
    class_counts : sequence of sequences of int
        How many cases of each class the known partitions hold.
    labels : tuple of str
        What the cases of each of two classes are called.
    """
    for counts in class_counts:
        if len(counts) == 2 and min(counts) >= LEAST and counts[0] != counts[1]:
            for block in section.of(Kind.PROSE):
                yield from _told(block, counts, labels)
            for block in section.of(Kind.TABLE):
                yield from _tabled(block, counts, labels)


def _told(block: Block, counts: Sequence[int], labels: tuple[str, str]) -> Iterator[Finding]:
    """« 75 of the 390 healthy ones », of which there are 234."""
    for sentence in (each for passage in passages(block) for each in sentences(passage)):
        for label, words in enumerate(labels):
            wrong = counts[1 - label]
            said = re.search(rf"(?<![\w.,+]){wrong}\s+(?:{words})(?!\w)", sentence.text, re.I)
            if said:
                place = sentence.place(said.start())
                yield _finding(place, sentence.text, wrong, counts[label])


def _tabled(block: Block, counts: Sequence[int], labels: tuple[str, str]) -> Iterator[Finding]:
    """Find the line where the two classes changed places."""
    heads, *rows = ([plain(cell).strip(" \x1e*") for cell in cells(line.text)] for line in block.lines)
    columns = [[k for k, head in enumerate(heads) if re.fullmatch(words, head, re.I)] for words in labels]
    for row, line in zip(rows, block.lines[1:], strict=True):
        told = len(row) == len(heads) and all(len(each) == 1 for each in columns)
        if told and [whole(row[k]) for (k,) in columns] == [*counts[::-1]]:
            yield _finding(line.place, line.text, counts[1], counts[0])


def _finding(place: Place, text: str, wrong: int, right: int) -> Finding:
    return Finding(
        CODE,
        place,
        quoted(text),
        Verdict.FALSE,
        f"Cette classe compte {shown(right)} cas dans la partition connue ; {shown(wrong)} est l’effectif de "
        "l’autre.",
        "",
        shown(right),
        wrong=shown(wrong),
    )
