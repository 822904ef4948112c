"""Means that sentences and tables give beside the numbers that they are the means of."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.arithmetic.plain import BORDER
from generator.reread.arithmetic.span import Span
from generator.reread.documents.block import Block, Kind
from generator.reread.documents.passage import cells, passages
from generator.reread.finding import Finding, Verdict, quoted, rounded

CODE = "moyenne"
_ONE = rf"(?<![\w.,]){NUMBER}(?![^\W\d])"
_NEXT = rf"(?:\s*[,;/]\s+|\s*,?\s+(?:et|and|puis)\s+)(?:de\s+)?{_ONE}"
_MEAN = re.compile(r"\b(?:moyennes?|mean|average)\b", re.I)
_LIST = re.compile(
    rf"(?P<mean>{_MEAN.pattern}[^.;?\d]{{0,30}})?(?P<list>{_ONE}(?:{_NEXT}){{1,14}})"
    rf"(?P<between>(?:i\.e\.|[^.;?\d]){{1,60}}?)(?P<said>{_ONE})",
    re.I,
)
# A mean of other numbers, or one that counts some of them more.
_OTHERWISE = re.compile(
    r"\b(?:pond[ée]r\w+|weighted|macro|micro|mobile|moving|harmoni\w+|g[ée]om[ée]tri\w+)\b", re.I
)
_RUNS = re.compile(
    r"\b(?:runs?|essais?|folds?|plis?|trials?|seeds?|graines?|ex[ée]cutions?|r[ée]p[ée]titions?)\b", re.I
)


def mean_findings(block: Block) -> Iterator[Finding]:
    """Find means of a sentence, or of the column of a table of runs, that are not those of its numbers."""
    if block.kind is Kind.TABLE:
        yield from _columns(block)
        return
    for passage in passages(block):
        for found in _LIST.finditer(passage.text.replace(BORDER, " ")):
            if _MEAN.search(found["mean"] or found["between"]) and not _OTHERWISE.search(found[0]):
                finding = _judged(
                    [_span(each[0]) for each in re.finditer(_ONE, found["list"])], _span(found["said"])
                )
                if finding:
                    place = passage.place(found.start("said"))
                    yield Finding(CODE, place, quoted(found[0]), Verdict.FALSE, *finding)


def _columns(block: Block) -> Iterator[Finding]:
    rows: list[list[Span | None]] = []
    for line in block.lines:
        texts = cells(line.text)
        numbers = [_span(cell) for cell in texts]
        if rows and _MEAN.search(line.text) and not _OTHERWISE.search(line.text) and _RUNS.search(block.text):
            for column, said in enumerate(numbers):
                finding = _judged([row[column] for row in rows if column < len(row)], said)
                if finding:
                    yield Finding(CODE, line.place, quoted(line.text), Verdict.FALSE, *finding)
        elif any(numbers):
            rows.append(numbers)


def _span(text: str) -> Span | None:
    written = text.strip(" *_`$\x1e")
    found = readings(written) if re.fullmatch(NUMBER, written) else ()
    return found[-1] if found else None


def _judged(numbers: Sequence[Span | None], said: Span | None) -> tuple[str, str, str] | None:
    """Say what is wrong with a mean: the sentence, the computation and the right value."""
    known = [number for number in numbers if number]
    # Whole numbers that stand side by side are settings as often as results.
    if said is None or len(known) < 2 or len(known) < len(numbers) or any(x.is_exact for x in (*known, said)):
        return None
    mean = sum(known[1:], known[0]) / Span.exact(len(known))
    # What is not of the same kind as the numbers is no mean of them.
    if not min(x.low for x in known) / 2 <= said.middle <= max(x.high for x in known) * 2:
        return None
    if mean.low <= said.high and said.low <= mean.high:
        return None
    right = _written(Span.around(mean.middle, said.high - said.middle))
    total = " + ".join(map(_written, known))
    return (
        f"La moyenne de ces nombres est {right}, et non {_written(said)}.",
        f"({total}) / {len(known)} = {right}",
        right,
    )


def _written(number: Span) -> str:
    """Write a number with as many decimals as it is known with."""
    decimals = len(str(round(1 / (number.high - number.low)))) - 1
    return rounded(number.middle, f".{decimals}f")
