"""Classification reports as scikit-learn prints them: precision, recall, F1 and support of each class."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Kind, Line, Section
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.scores.mention import bounds

CODE = "rapport-de-classification"
HEAD = re.compile(r"\bprecision\b.*\brecall\b.*\bf1", re.I)
_RATE = r"([01][.,]\d{2,6})"
ROW = re.compile(
    rf"^[\W_]*(?P<label>[\w .()-]*?\w)[\s|]+{_RATE}[\s|]+{_RATE}[\s|]+{_RATE}[\s|]+(\d{{1,6}})\W*$"
)
ACCURACY = re.compile(rf"^\W*accuracy[\s|]+{_RATE}[\s|]+(\d{{1,6}})\W*$", re.I)
AVERAGE = re.compile(r"\b(?:avg|average|macro|weighted|micro|moyenne)", re.I)
MOST_ROWS = 40


@dataclass(frozen=True)
class _Class:
    precision: tuple[Fraction, Fraction]
    recall: tuple[Fraction, Fraction]
    f1: tuple[Fraction, Fraction]
    support: int
    line: Line


def class_findings(section: Section) -> Iterator[Finding]:
    """Find lines of a classification report that its own numbers contradict."""
    for block in section.of(Kind.OUTPUT, Kind.TABLE, Kind.PROSE):
        starts = [rank for rank, line in enumerate(block.lines) if HEAD.search(line.text)]
        for start in starts:
            yield from _report(block.lines[start + 1 : start + MOST_ROWS])


def _report(lines: Sequence[Line]) -> Iterator[Finding]:
    classes: list[_Class] = []
    for line in lines:
        text = plain(line.text)
        row, accuracy = ROW.match(text), ACCURACY.match(text)
        if row and not AVERAGE.search(row["label"]):
            precision, recall, f1 = (bounds(row[rank]) for rank in (2, 3, 4))
            classes.append(_Class(precision, recall, f1, int(row[5]), line))
        elif accuracy:
            yield from _accuracy(classes, bounds(accuracy[1]), line)
        elif HEAD.search(text):
            break
    for each in classes:
        low, high = (_f1(each.precision[end], each.recall[end]) for end in (0, 1))
        if low > each.f1[1] or each.f1[0] > high:
            right = _decimal((low + high) / 2)
            yield _finding(
                each.line, f"Avec cette précision et ce rappel, le F1 vaut environ {right}.", right
            )


def _accuracy(classes: Sequence[_Class], written: tuple[Fraction, Fraction], line: Line) -> Iterator[Finding]:
    total = sum(each.support for each in classes)
    if len(classes) < 2 or not total:
        return
    low, high = (sum((x.recall[end] * x.support for x in classes), Fraction(0)) / total for end in (0, 1))
    if low > written[1] or written[0] > high:
        right = _decimal((low + high) / 2)
        yield _finding(line, f"Avec ces rappels et ces effectifs, l’exactitude vaut environ {right}.", right)


def _f1(precision: Fraction, recall: Fraction) -> Fraction:
    precision, recall = max(precision, Fraction(0)), max(recall, Fraction(0))
    return 2 * precision * recall / (precision + recall) if precision + recall else Fraction(0)


def _finding(line: Line, sentence: str, right: str) -> Finding:
    return Finding(CODE, line.place, quoted(line.text), Verdict.FALSE, sentence, "", right)


def _decimal(value: Fraction) -> str:
    return f"{float(value):.3f}".replace(".", ",")
