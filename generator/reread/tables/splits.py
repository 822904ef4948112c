"""« Better on the validation than on the test »: against a table that has both."""

import re
from collections.abc import Iterator

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.tables.grid import Grid
from generator.reread.tables.measure import SPLITS, Measure, measure
from generator.reread.tables.place import Tables
from generator.reread.wording.phrase import NEGATION

CODE = "partition-la-meilleure"
_PART = r"(?P<{}>train\w*|entra[iî]nement|val\w*|tests?)\b"
_SAID = re.compile(
    r"\b(?:(?P<better>mieux|better|meilleure?s?)|(?P<worse>moins bien|moins bon\w*|worse|pires?))\b"
    rf"[^.;,]{{0,60}}?\b{_PART.format('first')}[^.;,]{{0,25}}?\b(?:que|than)\b[^.;,]{{0,40}}?\b{_PART.format('second')}",
    re.I,
)
# « The accuracy on training is lower than that on the validation »: the numbers, whichever is better.
_UP = r"sup[ée]rieure?|plus (?:haute?|[ée]lev[ée]e?|grande?)|au[- ]dessus|above|higher|greater|larger"
_LOW = r"inf[ée]rieure?|plus (?:bas|basse|faible|petite?)|(?:au|en)[- ]dessous|below|lower|smaller"
_ORDER = re.compile(
    rf"\b{_PART.format('first')}[^.;,]{{0,40}}?\b(?:(?P<above>{_UP})|(?P<below>{_LOW}))\b[^.;,]{{0,25}}?"
    rf"(?:\b(?:que|than|à|au|aux|to|de|du|the)\b)[^.;,]{{0,40}}?\b{_PART.format('second')}",
    re.I,
)


def split_findings(outline: Outline, tables: Tables) -> Iterator[Finding]:
    """Go through comparisons of two parts of the data that each score of a table contradicts."""
    for rank, section in enumerate(outline.sections):
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            for sentence in sentences(passage):
                said = _SAID.search(sentence.text) or _ORDER.search(sentence.text)
                if said is None or NEGATION.search(sentence.text):
                    continue
                first, second = measure(said["first"] + " "), measure(said["second"] + " ")
                metric = measure(re.sub("|".join(p.pattern for p in SPLITS.values()), " ", sentence.text))
                if first is None or second is None or metric is None or first.split == second.split:
                    continue
                pair = (first.split, second.split)
                grid = tables.only(rank, lambda grid: bool(_gaps(grid, pair, metric, sentence.text)))  # noqa: B023
                gaps = _gaps(grid, pair, metric, sentence.text) if grid else []
                if gaps and all(gap < 0 if _is_first(said, metric) else gap > 0 for gap in gaps):
                    yield Finding(
                        CODE,
                        sentence.place(said.start()),
                        quoted(sentence.text),
                        Verdict.FALSE,
                        "Le tableau montre le contraire pour chacun de ses scores.",
                    )


def _is_first(said: re.Match[str], metric: Measure) -> bool:
    """Tell whether the first part is said to be the better one."""
    groups = said.groupdict()
    if "better" in groups:
        return bool(groups["better"])
    return bool(groups["above"]) is metric.rises


def _gaps(grid: Grid, pair: tuple[str, str], metric: Measure, text: str) -> list[float]:
    """Return by how much the first part is better than the second, for each pair of scores of a table."""
    named = grid.named(text).rows
    gaps: list[float] = []
    for across in (_of_columns(grid), _of_rows(grid)):
        for (name, split, row), value in across.items():
            other = across.get((name, pair[1], row))
            known = Measure(name, "")
            if (
                split == pair[0]
                and other is not None
                and metric.covers(known)
                and (not named or row in {-1, *named})
            ):
                gaps.append((value - other) * (1 if known.rises else -1))
    return gaps


def _of_columns(grid: Grid) -> dict[tuple[str, str, int], float]:
    return {
        (said.metric, said.split, row): float(cell.value)
        for head, said in grid.measures()
        if said.split
        for row, cell in enumerate(grid.column(head))
    }


def _of_rows(grid: Grid) -> dict[tuple[str, str, int], float]:
    """Return the scores of a table with one score on each line and one part of the data in each column."""
    found: dict[tuple[str, str, int], float] = {}
    for head, title in enumerate(grid.heads):
        part = measure(f"{title} ")
        for row, cell in enumerate(grid.column(head) if part and part.split and not part.metric else ()):
            said = measure(grid.rows[row][0])
            if said and said.metric and not said.split and part:
                found[said.metric, part.split, -1] = float(cell.value)
    return found
