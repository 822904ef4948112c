"""« 49 errors fewer than model 1 », « 38 % fewer »: against the errors or the accuracies of two rows."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.tables.grid import Grid
from generator.reread.tables.paired import paired_rows
from generator.reread.tables.place import Tables
from generator.reread.tables.superlative import LONGEST
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "gain-du-tableau"
ERRORS = re.compile(r"\b(?:erreurs|errors|mistakes|mal class[ée]\w*|misclassified)\b", re.I)
_ERRORS = r"(?:erreurs?|fautes?|errors?|mistakes?|misclassif\w+)"
_LESS = r"(?:de moins|de plus|en moins|en plus|fewer|more|less)"
_WELL = r"(?:(?:de )?(?:mieux|plus)|(?:de )?moins|more|better|fewer|bien class\w+|correct\w*|gagn\w+)"
_COUNT = r"(?<![\w.,])(?P<number>\d{1,5})"
_PERCENT = r"(?<![\w.,])(?P<number>\d{1,2}(?:[.,]\d{1,2})?)\s?%"


def fewer_findings(
    outline: Outline, tables: Tables, class_counts: Sequence[Sequence[int]], cases: str
) -> Iterator[Finding]:
    """Go through numbers of errors that one row is said to make less than another, and does not."""
    counted = re.compile(
        rf"{_COUNT}\s+(?:{_LESS}\s+{_ERRORS}|{_ERRORS}\s+{_LESS}|(?:{cases})\s+(?:\w+\s+)?{_WELL}|more\s+(?:{cases}))",
        re.I,
    )
    reduced = re.compile(
        rf"(?:r[ée]duction|r[ée]dui\w*|reduc\w*|diminu\w*|baiss\w*|decreas\w*|cuts?)\b[^.;%]{{0,50}}?{_PERCENT}|"
        rf"{_PERCENT.replace('number', 'before')}\s+(?:d['’]|of\s+)?"
        rf"(?:{_LESS}\s+(?:d['’])?{_ERRORS}|{_ERRORS}\s+{_LESS})",
        re.I,
    )
    sizes = sorted({sum(counts) for counts in class_counts})
    for rank, section in enumerate(outline.sections):
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            before = ""
            for sentence in sentences(passage):
                text = sentence.text
                if len(text) <= LONGEST and not NEGATION.search(text):
                    for found in counted.finditer(text):
                        yield from _counted(sentence, found, before, rank, tables, sizes)
                    for found in reduced.finditer(text) if re.search(_ERRORS, text, re.I) else ():
                        yield from _reduced(sentence, found, before, rank, tables)
                before = text


def _rows(
    sentence: Sentence, found: re.Match[str], before: str, rank: int, tables: Tables
) -> tuple[Grid, int, int] | None:
    def pairs_of(grid: Grid) -> list[tuple[int, int]]:
        return paired_rows(grid, sentence.text, 0, found.end(), before)

    grid = tables.only(rank, lambda grid: bool(_errors(grid)) and bool(pairs_of(grid)))
    pairs = pairs_of(grid) if grid else []
    return (grid, *pairs[0]) if grid and len(pairs) == 1 and pairs[0][1] >= 0 else None


def _counted(
    sentence: Sentence,
    found: re.Match[str],
    before: str,
    rank: int,
    tables: Tables,
    sizes: Sequence[int],
) -> Iterator[Finding]:
    known = _rows(sentence, found, before, rank, tables)
    if known is None or NEARLY.search(sentence.text[max(0, found.start() - 15) : found.start()]):
        return
    grid, first, second = known
    said = int(found["number"])
    gaps: list[tuple[Fraction, Fraction]] = []
    for errors, unit in _errors(grid):
        gap: Fraction = abs(errors[first] - errors[second])
        counted = max(errors) > 1
        # A rate is of a number of cases that may be any known one.
        gaps += [(gap, Fraction(0))] if counted else [(gap * size, 1 + unit * size) for size in sizes]
    near = [gap for gap, _ in gaps if gap and Fraction(1, 3) < said / gap < 3]
    if not near or any(abs(gap - said) <= leeway for gap, leeway in gaps):
        return
    nearest = min(near, key=lambda each: abs(each - said))
    right = shown(round(nearest))
    yield _finding(sentence, found, grid, (first, second), f"l’écart est de {right} erreurs", right)


def _reduced(
    sentence: Sentence, found: re.Match[str], before: str, rank: int, tables: Tables
) -> Iterator[Finding]:
    known = _rows(sentence, found, before, rank, tables)
    if known is None:
        return
    grid, first, second = known
    body = (found["number"] or found["before"]).replace(",", ".")
    said, unit = Fraction(body), Fraction(1, 10 ** len(body.partition(".")[2]))
    unit = max(unit, Fraction(3)) if NEARLY.search(sentence.text) else unit
    shares: list[Fraction] = []
    for errors, _ in _errors(grid):
        gap = abs(errors[first] - errors[second])
        shares += [100 * gap / errors[row] for row in (first, second) if errors[row]]
    largest = [share for share in shares if share <= 100]
    if not largest or any(abs(share - said) <= unit for share in shares):
        return
    right = f"{rounded(min(largest), '.3g')} %"
    yield _finding(sentence, found, grid, (first, second), f"l’écart des erreurs est de {right}", right)


def _errors(grid: Grid) -> list[tuple[list[Fraction], Fraction]]:
    """Return the errors of each row, counted or as rates on the test, and a unit of their last figure."""
    found: list[tuple[list[Fraction], Fraction]] = []
    for rank, head in enumerate(grid.heads):
        cells = grid.column(rank)
        if cells and ERRORS.search(head):
            found.append(([cell.value for cell in cells], cells[0].unit))
    rates = [(k, said) for k, said in grid.measures() if said.metric == "accuracy"]
    tested = [pair for pair in rates if pair[1].split == "test"] or rates
    for rank, _ in tested:
        cells = grid.column(rank)
        if all(cell.value <= 1 for cell in cells):
            found.append(([1 - cell.value for cell in cells], max(cell.unit for cell in cells)))
    return found


def _finding(
    sentence: Sentence, found: re.Match[str], grid: Grid, rows: tuple[int, int], why: str, right: str
) -> Finding:
    first, second = (grid.label(row) for row in rows)
    return Finding(
        CODE,
        sentence.place(found.start()),
        quoted(sentence.text),
        Verdict.FALSE,
        f"Entre « {first} » et « {second} », {why} dans le tableau.",
        "",
        right,
        wrong=found.groupdict().get("number") or found["before"],
    )
