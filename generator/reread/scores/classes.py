"""Classification reports as scikit-learn prints them: precision, recall, F1 and support of each class."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Line, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.mention import bounds
from generator.reread.scores.reported import scores
from generator.reread.scores.share import stems

CODE = "rapport-de-classification"
HEAD = re.compile(r"\bprecision\b.*\brecall\b.*\bf1", re.I)
_RATE = r"([01][.,]\d{2,6})"
ROW = re.compile(
    rf"^[\W_]*(?P<label>[\w .()-]*?\w)[\s|]+{_RATE}[\s|]+{_RATE}[\s|]+{_RATE}[\s|]+(\d{{1,6}})\W*$"
)
ACCURACY = re.compile(rf"^\W*accuracy[\s|]+{_RATE}[\s|]+(\d{{1,6}})\W*$", re.I)
AVERAGE = re.compile(r"\b(?:avg|average|macro|weighted|micro|moyenne)", re.I)
MOST_ROWS = 40
_COLUMNS = ("precision", "recall", "f1")


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


def told_findings(section: Section) -> Iterator[Finding]:
    """Find scores that sentences give of a class, and that its line of a classification report has not."""
    rows: dict[frozenset[str], list[dict[str, tuple[Fraction, Fraction]]]] = {}
    for block in section.of(Kind.OUTPUT):
        for found in filter(None, (ROW.match(plain(line.text)) for line in block.lines)):
            own = stems(found["label"])
            if own:
                rows.setdefault(own, []).append(
                    {name: bounds(found[k]) for k, name in enumerate(_COLUMNS, 2)}
                )
    for block in section.of(Kind.PROSE) if len(rows) > 1 else ():
        for sentence in (each for passage in passages(block) for each in sentences(passage)):
            named = [own for own in rows if own <= stems(sentence.text)]
            line = Line(sentence.text, sentence.place(0))
            for score in scores([Block(Kind.PROSE, (line,))]) if len(named) == 1 else ():
                known = [row[score.metric] for row in rows[named[0]] if score.metric in row]
                if not known or score.nearly or any(x <= score.high and score.low <= y for x, y in known):
                    continue
                right = _decimal((2 * known[0][0] + known[0][1]) / 3)
                text = f"Le rapport de classification donne {right} pour cette classe, "
                yield _finding(line, f"{text}et non {score.written}.", right, score.written)


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


def _finding(line: Line, sentence: str, right: str, wrong: str = "") -> Finding:
    return Finding(CODE, line.place, quoted(line.text), Verdict.FALSE, sentence, "", right, wrong=wrong)


def _decimal(value: Fraction) -> str:
    return rounded(value, ".3f")
