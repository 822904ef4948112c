"""Scores of one model in a table, against the matrix of the report that gives all of them but one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Line, Section
from generator.reread.documents.passage import cells
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.kinds import ALARMS, MISSED
from generator.reread.scores.matrix import Matrix, matrices
from generator.reread.scores.mention import bounds
from generator.reread.scores.metrics import possible
from generator.reread.tables.measure import METRICS, SPLITS

CODE = "tableau-et-matrice"
_COUNTS = {
    "fp": rf"{ALARMS}|\bFP\b",
    "fn": rf"{MISSED}|\bFN\b",
    "errors": r"\b(?:erreurs|errors|mistakes|mal class[ée]\w*|misclassified)\b(?!\s*\(?%)",
}
_NAMES = {
    "specificity": re.compile(r"sp[ée]cificit", re.I),
    **{name: re.compile(pattern, re.I) for name, pattern in _COUNTS.items()},
    **{name: METRICS[name] for name in ("accuracy", "f1", "precision", "recall")},
}
_RATE = re.compile(r"[~≈]?\s*(?P<number>\d{1,3}(?:[.,]\d{1,6})?)\s*(?P<percent>%?)")
# Scores that agree with a matrix by chance are fewer.
LEAST = 3


@dataclass(frozen=True)
class _Score:
    """A cell of a table: what it measures, and between which values it lies."""

    name: str
    written: str
    low: Fraction
    high: Fraction
    line: Line


def bundle_findings(sections: Sequence[Section]) -> Iterator[Finding]:
    """Find the one score of a line, or of a column, that differs from the matrix of all the others."""
    tables = [table for section in sections for table in matrices(section.blocks) if len(table.rows) == 2]
    blocks = [block for section in sections for block in section.of(Kind.TABLE)] if tables else []
    for bundle in (each for block in blocks for each in _bundles(block)):
        wrong = [[score for score in bundle if not _agrees(score, table)] for table in tables]
        fewest = min(wrong, key=len)
        if len(fewest) != 1 or len(bundle) - 1 < LEAST:
            continue
        (score,) = fewest
        # Two matrices that tell the same would not tell which.
        right = {
            _values(score.name, table)[0] for table, own in zip(tables, wrong, strict=True) if own == fewest
        }
        if len(right) == 1:
            yield _finding(score, right.pop())


def _bundles(block: Block) -> Iterator[list[_Score]]:
    """Go through the lines of a table, then through its columns, as far as they hold several scores."""
    heads, *rows = ([plain(cell).strip("\x1e *") for cell in cells(line.text)[1:-1]] for line in block.lines)
    kept = [(row, line) for row, line in zip(rows, block.lines[1:], strict=True) if len(row) == len(heads)]
    for row, line in kept:
        named = (_score(head, cell, line) for head, cell in zip(heads[1:], row[1:], strict=True))
        yield [score for score in named if score]
    for rank in range(1, len(heads)):
        learnt = SPLITS["train"].search(heads[rank])
        named = (_score(row[0], row[rank], line) for row, line in kept)
        yield [] if learnt else [score for score in named if score]


def _score(name: str, cell: str, line: Line) -> _Score | None:
    metrics = [key for key, pattern in _NAMES.items() if pattern.search(name)]
    found = _RATE.fullmatch(cell.strip())
    if (
        len(metrics) != 1
        or found is None
        or SPLITS["train"].search(name)
        or SPLITS["validation"].search(name)
    ):
        return None
    (metric,) = metrics
    if metric in _COUNTS:
        if not found["number"].isdigit() or found["percent"]:
            return None
        return _Score(metric, cell, Fraction(found["number"]), Fraction(found["number"]), line)
    percent = found["percent"] or "%" in name or Fraction(found["number"].replace(",", ".")) > 1
    low, high = bounds(f"{found['number']}{'%' if percent else ''}")
    return _Score(metric, cell, low, high, line)


def _values(name: str, table: Matrix) -> list[Fraction]:
    (_, first), (second, _) = table.rows
    if name == "errors":
        return [Fraction(first + second)]
    if name in _COUNTS:
        return [Fraction(each) for each in ((first, second) if name == "fp" else (second, first))]
    return possible(name, table, sure=False)


def _agrees(score: _Score, table: Matrix) -> bool:
    return any(score.low <= value <= score.high for value in _values(score.name, table))


def _finding(score: _Score, right: Fraction) -> Finding:
    if score.name in _COUNTS:
        shown = str(right)
    else:
        shown = f"{rounded(100 * right, '.2f')} %" if "%" in score.written else rounded(right, ".4f")
    return Finding(
        CODE,
        score.line.place,
        quoted(score.line.text),
        Verdict.FALSE,
        f"Les autres scores du même modèle sont ceux d’une matrice du rapport, qui donne ici {shown}, et non "
        f"{score.written}.",
        "",
        shown,
        wrong=score.written,
    )
