"""Scores of one model in a table, against the matrix of the report that gives all of them but one."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Line, Section
from generator.reread.documents.passage import cells
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.kinds import ALARMS, MISSED
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.mention import bounds
from generator.reread.scores.metrics import possible
from generator.reread.scores.named_counts import matrices
from generator.reread.tables.bundled import Score, solved
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


def bundle_findings(sections: Sequence[Section], class_counts: Sequence[Sequence[int]]) -> Iterator[Finding]:
    """Find the one score of a line, or of a column, that differs from the matrix of all the others.

    It is a matrix of the report, or one that the scores make of a known partition.
    """
    tables = [table for section in sections for table in matrices(section.blocks) if len(table.rows) == 2]
    pairs = [(counts[0], counts[1]) for counts in class_counts if len(counts) == 2]
    for block in (block for section in sections for block in section.of(Kind.TABLE)):
        for bundle in _bundles(block) if len(block.lines) > 1 else ():
            if len(bundle) > LEAST:
                shown = _odd(bundle, tables)
                # Rates alone may be means over classes.
                counted = not shown and any(score.name in ("fp", "fn") for score in bundle)
                made = [table for pair in pairs for table in solved(bundle, *pair)] if counted else []
                odd = shown or _odd(bundle, made)
                if odd:
                    yield _finding(*odd, of_report=bool(shown))


def _odd(bundle: Sequence[Score], tables: Sequence[Matrix]) -> tuple[Score, Fraction] | None:
    """Return the only score that a matrix of all the others does not give, and what it gives."""
    wrong = [[score for score in bundle if not _agrees(score, table)] for table in tables]
    fewest = min(wrong, key=len, default=[])
    if len(fewest) != 1:
        return None
    (score,) = fewest
    right = {_values(score.name, table)[0] for table, own in zip(tables, wrong, strict=True) if len(own) == 1}
    odd = {own[0] for own in wrong if len(own) == 1}
    # Two matrices would not tell which one is wrong, or what is right.
    return (score, right.pop()) if len(right) == len(odd) == 1 else None


def _bundles(block: Block) -> Iterator[list[Score]]:
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


def _score(name: str, cell: str, line: Line) -> Score | None:
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
        return Score(metric, cell, Fraction(found["number"]), Fraction(found["number"]), line)
    percent = found["percent"] or "%" in name or Fraction(found["number"].replace(",", ".")) > 1
    low, high = bounds(f"{found['number']}{'%' if percent else ''}")
    return Score(metric, cell, low, high, line)


def _values(name: str, table: Matrix) -> list[Fraction]:
    (_, first), (second, _) = table.rows
    if name == "errors":
        return [Fraction(first + second)]
    if name in _COUNTS:
        return [Fraction(each) for each in ((first, second) if name == "fp" else (second, first))]
    return possible(name, table, sure=False)


def _agrees(score: Score, table: Matrix) -> bool:
    return any(score.low <= value <= score.high for value in _values(score.name, table))


def _finding(score: Score, right: Fraction, *, of_report: bool) -> Finding:
    if score.name in _COUNTS:
        shown = str(right)
    else:
        shown = f"{rounded(100 * right, '.2f')} %" if "%" in score.written else rounded(right, ".4f")
    matrix = "sont ceux d’une matrice du rapport, qui donne ici"
    whose = matrix if of_report else "n’en admettent qu’un sur cette partition :"
    return Finding(
        CODE,
        score.line.place,
        quoted(score.line.text),
        Verdict.FALSE,
        f"Les autres scores du même modèle {whose} {shown}, et non {score.written}.",
        "",
        shown,
        wrong=score.written,
    )
