"""Numbers that are read together, said with one precision: those of a sentence, those of a column of a table.

Each number is written with the decimals that its own sample supports. Side by side, 99,1 % and 98,75 % would
seem known differently: they take the decimals of the least precise, or more where two that read differently
would read alike, where one would seem to be all, or nothing, or to reach what it misses, or where their
difference, said beside them, would not be that of what is read.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from itertools import combinations

from experiments import language
from generator.formulas.markup import escape

NUMBER = re.compile(
    r'<data class="quantity" value="(?P<value>[^"]*)"[^>]*?(?: data-aim="(?P<aim>[^"]*)")?>'
    r"(?P<text>[^<]*)</data>"
)
BOUND = r"(?P<bound>[<>]\u202f|moins de |plus de )?"
FIGURES = r"(?P<sign>[+−])?\d[\d\u202f]*(?:,(?P<decimals>\d+))?(?P<power> × 10\S+)?"
# A table whose lines, not only its columns, are read as one; a list that is.
WHOLE = "by-line"
TABLE = re.compile(rf"<table\b.*?</table>|<ul\b[^>]*{WHOLE}.*?</ul>", re.DOTALL)
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
CELL = re.compile(r"<td\b.*?</td>|<th\b.*?</th>", re.DOTALL)
# Where a sentence ends; the second alternative passes over other tags, whose attributes hold dots.
END = re.compile(
    r"(?P<end>\n|</?(?:p|li|ul|td|th|tr|div|details|summary|figcaption|h\d|br|caption|dd|dt)\b[^>]*>"
    r"|[.?!](?=[\s<]))|<[^>]*>"
)
NOTHING = Decimal("1e-10")
# So many decimals more than the most precise, for what is subtracted to be that of what is read.
MORE = 2


@dataclass(frozen=True)
class _Number:
    """A number of a page.

    Attributes
    ----------
    read : Decimal
        What its text says, without its sign.
    rounded : bool
        Whether its text is not the very number, as that of a setting is.
    figures : int
        How many significant ones its text shows.
    unit : pattern
        Of its text, one of `SAYING`.
    aim : Decimal or None
        What it is held to.
    place : tuple of int, shape (2,)
        Where its text stands.
    """

    value: Decimal
    read: Decimal
    decimals: int
    signed: bool
    bounded: bool
    rounded: bool
    scientific: bool
    figures: int
    unit: re.Pattern[str]
    place: tuple[int, int]
    aim: Decimal | None

    def said(self, decimals: int) -> str:
        return SAYING[self.unit](self, decimals)

    def hidden(self, decimals: int) -> bool:
        """Whether so few decimals would make nothing, or all, of what is not, or reach what is missed."""
        if self.aim is not None and (self.value >= self.aim) != (round(self.value, decimals + 2) >= self.aim):
            return True
        return not self.bounded and self.said(decimals).startswith(("<", ">", "moins de"))


def together(markdown: str) -> str:
    """Give one precision to the percentages, and to the points, of each sentence and column of a page."""
    pieces, after = [], 0
    for (start, end), text in sorted(_changes(markdown)):
        pieces += [markdown[after:start], text]
        after = end
    return "".join([*pieces, markdown[after:]])


def _changes(markdown: str) -> Iterator[tuple[tuple[int, int], str]]:
    numbers = [number for found in NUMBER.finditer(markdown) if (number := _number(found))]
    if not numbers:
        return
    tables = list(TABLE.finditer(markdown))
    for table in tables:
        for group in _columns(table, numbers):
            yield from _aligned(group, compared=False)
    sentences: dict[tuple[int, int], list[_Number]] = {}
    differences: dict[int, list[_Number]] = {}
    ends = [(found.start(), found["end"] in ".?!") for found in END.finditer(markdown) if found["end"]]
    block = rank = 0
    for number in numbers:
        if any(table.start() < number.place[0] < table.end() for table in tables):
            continue
        while rank < len(ends) and ends[rank][0] < number.place[0]:
            block, rank = (block if ends[rank][1] else rank + 1), rank + 1
        sentences.setdefault((block, rank), []).append(number)
        if number.unit is POINTS:
            differences.setdefault(block, []).append(number)
    for (block, _), group in sentences.items():
        yield from _aligned(group, differences.get(block, []), compared=True)


def _number(found: re.Match[str]) -> _Number | None:
    text = unescape(found["text"])
    for unit in SAYING:
        if said := unit.fullmatch(text):
            value = Decimal(found["value"])
            figures = Decimal(re.sub(r"[^\d.]", "", said[0].partition(" × ")[0].replace(",", ".")))
            return _Number(
                value=value,
                read=figures,
                decimals=len(said["decimals"] or ""),
                signed=bool(said["sign"]),
                bounded=bool(said["bound"]),
                rounded=figures != abs(value),
                scientific=bool(said["power"]),
                figures=len(str(figures).replace(".", "").lstrip("0")),
                unit=unit,
                place=found.span("text"),
                aim=Decimal(found["aim"]) if found["aim"] else None,
            )
    return None


def _columns(table: re.Match[str], numbers: Sequence[_Number]) -> Iterator[list[_Number]]:
    inside = [number for number in numbers if table.start() < number.place[0] < table.end()]
    if WHOLE in table[0].partition(">")[0]:
        yield [number for number in inside if number.unit is not PLAIN]
        return
    columns: dict[int, list[_Number]] = {}
    for row in ROW.finditer(table[0]):
        for rank, cell in enumerate(CELL.finditer(row[0])):
            start = table.start() + row.start() + cell.start()
            end = start + len(cell[0])
            columns.setdefault(rank, []).extend(n for n in inside if start < n.place[0] < end)
    yield from columns.values()


def _aligned(
    group: Sequence[_Number], differences: Sequence[_Number] = (), *, compared: bool
) -> Iterator[tuple[tuple[int, int], str]]:
    for unit in SAYING:
        numbers = [number for number in group if number.unit is unit]
        if unit is PLAIN and (compared or not _measures(numbers)):
            continue  # in a sentence, plain numbers are not of one kind
        if numbers:
            decimals = _decimals(numbers, differences if unit is PERCENT else (), compared)
            yield from ((n.place, str(escape(n.said(decimals)))) for n in numbers if n.decimals != decimals)


def _measures(numbers: Sequence[_Number]) -> bool:
    """Whether plain numbers are measures of one kind, whose decimals compare.

    Settings keep the digits that they were written with; powers of ten, and numbers with as many significant
    figures, have one precision already.
    """
    rounded = any(number.rounded for number in numbers)
    return rounded and not any(n.scientific for n in numbers) and len({n.figures for n in numbers}) > 1


def _decimals(numbers: Sequence[_Number], differences: Sequence[_Number], compared: bool) -> int:
    """Return with how many decimals to say numbers of one unit; `compared` if one sentence says them."""
    fewest, most = (choose(number.decimals for number in numbers) for choose in (min, max))
    pairs = list(combinations(numbers, 2)) if compared else []
    apart = [
        (one, other)
        for one, other in pairs
        if one.said(most) != other.said(most) and one.said(one.decimals) != other.said(other.decimals)
    ]
    subtracted = [
        (one, other, difference)
        for one, other in pairs
        for difference in differences
        if abs(abs(one.value - other.value) - abs(difference.value)) < NOTHING
    ]
    more = MORE if subtracted else 0
    return next(
        (
            decimals
            for decimals in range(fewest, most + more + 1)
            if not any(number.hidden(decimals) for number in numbers)
            and all(one.said(decimals) != other.said(decimals) for one, other in apart)
            and all(_subtract(*each, decimals) for each in subtracted)
        ),
        most,
    )


def _subtract(one: _Number, other: _Number, difference: _Number, decimals: int) -> bool:
    """Whether two shares, said with so many decimals, differ by what their difference is said to be."""
    first, second = (
        each.read if each.decimals == decimals else round(100 * each.value, decimals)  # what stays as written
        for each in (one, other)
    )
    read = abs(first - second)
    return abs(read - difference.read) <= Decimal(5).scaleb(-min(decimals, difference.decimals) - 1)


def _percent(number: _Number, decimals: int) -> str:
    smallest = Decimal(1).scaleb(-decimals)
    share, bound = 100 * number.value, ""
    rounded = round(share, decimals)
    if rounded == 100 > share:
        bound, rounded = ">" + language.NARROW_SPACE, 100 - smallest
    elif rounded == 0 < share:
        bound, rounded = "<" + language.NARROW_SPACE, smallest
    return f"{bound}{language.decimal(float(rounded), decimals)}{language.NARROW_SPACE}%"


def _points(number: _Number, decimals: int) -> str:
    difference, bound = 100 * number.value, ""
    rounded = round(difference, decimals)
    if rounded == 0 and abs(difference) > NOTHING:
        bound, rounded = "moins de ", Decimal(1).scaleb(-decimals)
    sign = "+" if number.signed and rounded > 0 and not bound else ""
    noun = language.plural(float(rounded), "point", "points")
    return f"{bound}{sign}{language.decimal(float(rounded), decimals)}{language.NO_BREAK_SPACE}{noun}"


def _plain(number: _Number, decimals: int) -> str:
    rounded, bound = round(number.value, decimals), ""
    if number.bounded and rounded == 1 > number.value:
        bound, rounded = "plus de ", 1 - Decimal(1).scaleb(-decimals)
    if rounded == 0 < abs(number.value):
        bound, rounded = "<" + language.NARROW_SPACE, Decimal(1).scaleb(-decimals)
    return bound + language.decimal(float(rounded), decimals)


PERCENT, POINTS = (re.compile(BOUND + FIGURES + unit) for unit in ("\u202f%", "\u00a0points?"))
PLAIN = re.compile(BOUND + FIGURES)
SAYING: dict[re.Pattern[str], Callable[[_Number, int], str]] = {
    PERCENT: _percent,
    POINTS: _points,
    PLAIN: _plain,
}
