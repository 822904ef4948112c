"""Rows of a table of models, against what the own part of each model says of it."""

from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Kind
from generator.reread.documents.labelled import LEVEL
from generator.reread.documents.outline import Outline
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.practice.setting import SETTINGS
from generator.reread.practice.settings import every_value
from generator.reread.restated.pool import Pool
from generator.reread.restated.said import Said, compatible, titles
from generator.reread.scores.reported import METRICS, TEST

CODE = "repete-autrement"


def row_findings(outline: Outline, every: Sequence[Said], pool: Pool) -> Iterator[Finding]:
    """Find cells that are not the only value that the only part about their model gives.

    Parameters
    ----------
    outline : Outline
    every : sequence of Said
        What sentences and tables say.
    pool : Pool
    """
    called = [titles(outline, rank) for rank in range(len(outline.sections))]
    for cell in (each for each in every if each.row and _is_named(each)):
        found: dict[int, str] = {}
        for rank, names in enumerate(called):
            if rank != cell.section and compatible(names, cell.names) and _is_of_one(cell, names, every):
                value = _setting(outline, rank, cell) or _score(rank, cell, every, pool)
                if value:
                    found[rank] = value
        if len(found) == 1:
            ((rank, value),) = found.items()
            if value != cell.written:
                yield _finding(cell, outline.sections[rank].title, value)


def _is_named(cell: Said) -> bool:
    return cell.kind in METRICS or any(cell.kind == setting.name for setting in SETTINGS)


def _is_of_one(cell: Said, names: frozenset[str], every: Sequence[Said]) -> bool:
    """Tell whether a part may be about no other row, or column, of the table of a cell."""
    rows = {x.row for x in every if x.block is cell.block and compatible(names, x.names)}
    return rows == {cell.row}


def _setting(outline: Outline, rank: int, cell: Said) -> str:
    """Return the only value that a part gives to a setting, that of the cell if it is the same."""
    setting = next((each for each in SETTINGS if each.name == cell.kind), None)
    if setting is None:
        return ""
    heading = outline.sections[rank].heading
    if heading and heading.level == LEVEL:
        # A part that a label begins may go on to others.
        return ""
    text = "\n".join(block.text for block in outline.sections[rank].of(Kind.PROSE))
    values = every_value(setting, text) - {None}
    if len(values) != 1:
        return ""
    (value,) = values
    return cell.written if value is not None and cell.low <= value <= cell.high else rounded(value or 0, "g")


def _score(rank: int, cell: Said, every: Sequence[Said], pool: Pool) -> str:
    """Return the only score on the test of a part, where the cell holds the only one of its kind."""
    own = [x for x in every if x.section == rank and x.own and x.kind == cell.kind and TEST.search(x.quote)]
    if not own or any(not each.agrees(own[0]) for each in own):
        return ""
    return own[0].written if pool.times(cell) == 1 and not cell.agrees(own[0]) else cell.written


def _finding(cell: Said, title: str, value: str) -> Finding:
    return Finding(
        CODE,
        cell.place,
        quoted(cell.quote),
        Verdict.DOUBT,
        f"Le tableau donne {cell.written}, et la partie « {quoted(title)} » {value}.",
        "",
        value,
        wrong=cell.written,
    )
