"""« Rows = predicted classes », where the classes of a known partition show that rows are the true ones."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Kind, Line, Section
from generator.reread.documents.passage import passage, passages
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.orientation import true_lines

CODE = "lignes-et-colonnes"
_TRUE = r"(?:vraie?s?|v[ée]rit[ée]\w*|r[ée]el\w*|true|actual|real|ground)"
_GUESSED = r"(?:pr[ée]di\w+|predict\w+)"
_LINK = (
    r"\s*(?:(?:=|:|\(|sont|are|is|contain\w*|contien\w+|donn\w+|give|show|montr\w+|repr[ée]sent\w+|correspond\w*|"
    r"stand for|indiqu\w+|pour)\s*)"
    r"(?:(?:the|les?|la|l['’]|aux?|to|des?|class|[^\W\d]{1,10}s)\s*){0,3}"
)
_SAID = re.compile(
    rf"\b(?:(?P<lines>lignes?|rows?|lines?)|(?P<columns>colonnes?|columns?))\b{_LINK}(?:(?P<true>{_TRUE})|(?P<guessed>{_GUESSED}))\b",
    re.I,
)


def side_findings(
    section: Section, tables: Sequence[Matrix], class_counts: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Find what is said of the lines or the columns of the matrices of a section, and is of the others."""
    drawn = [table for table in tables if not table.named]
    known = [(table, true_lines(table, class_counts)) for table in drawn]
    told = {sure.rows == table.rows for table, sure in known if sure}
    if len(told) != 1 or any(sure is None for _, sure in known):
        return
    (right,), sides = told, ("lignes", "colonnes")
    for line in _lines(section):
        for found in _SAID.finditer(line.text):
            if (bool(found["lines"]) is bool(found["true"])) is not right:
                yield Finding(
                    CODE,
                    line.place,
                    quoted(line.text),
                    Verdict.FALSE,
                    f"Les totaux des {sides[not right]} de la matrice sont ceux des vraies classes : les "
                    f"{sides[right]} sont les prédictions.",
                )
                break


def _lines(section: Section) -> Iterator[Line]:
    """Go through the lines that speak: prose, outputs, comments of the code."""
    for block in section.of(Kind.PROSE, Kind.OUTPUT):
        yield from (Line(passage([line]).text, line.place) for line in block.lines)
    for block in section.of(Kind.CODE):
        yield from (Line(each.text, each.place(0)) for each in passages(block))
