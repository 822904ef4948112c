"""Totals under a list, or under a table of layers, of which each item or row ends with its own count."""

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.reread.arithmetic.check import holds, passage_chains
from generator.reread.arithmetic.columns import column_findings
from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.arithmetic.plain import plain
from generator.reread.arithmetic.slips import near
from generator.reread.documents.block import Block, Kind, Line, Section
from generator.reread.documents.passage import cells, passage
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.grounds import accepted
from generator.reread.networks.stated import StatedNetwork
from generator.reread.networks.statement import AFTER_TOTAL, TOTAL, WEIGHTS
from generator.reread.networks.summary import HEAD
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.mention import first_name

CODE = "total-des-poids"
BULLET = re.compile(r"^[\s>]*(?:[-*•+]|\d{1,3}[.)])\s")
ENDS = re.compile(rf"[:=]\W*({NUMBER})(?:\s+(?:\w+\s+)?(?:poids|weights|param\w+|biais|bias\w*))?\W*$", re.I)
ASIDE = re.compile(r"\s*\([^()]*[^\W\d]{3}[^()]*\)\s*$")
PIECE = re.compile(r"\s*;\s*")
ADDED = re.compile(rf"(?<![\w.,])({NUMBER}(?:\s*\+\s*{NUMBER})+)\s*$")
LAST = re.compile(rf"^[^\d=]*\b(?:total|somme|sum)\b[^\d=]*({NUMBER})\W*$", re.I)
COUNT = re.compile(rf"[\s*_`$]*({NUMBER})[\s*_`$]*")
# What a sentence right under a table gives as its total.
UNDER = re.compile(rf"(?<![x×*+]\s)(?<![\w.,'’])({NUMBER})(?![^\W\d]|\s*[x×*+=%])")


def list_findings(
    section: Section, grammar: Grammar, networks: Sequence[StatedNetwork], rows: Mapping[Place, int]
) -> Iterator[Finding]:
    """Find totals that are not the sum of the table above them, or a slip of that of the list above them.

    Parameters
    ----------
    section : Section
    grammar : Grammar
    networks : sequence of StatedNetwork
        Those that it is about.
    rows : mapping of Place to int
        The right weights of the rows whose own do not follow from those before.
    """
    under: list[int] = []
    # What the rows of a table lack, some of them wrong.
    lost = 0
    # What a network has, though a row above is wrong.
    right = {count for network in networks for count in accepted(network)}
    for block in section.blocks:
        if block.kind is Kind.TABLE:
            under, lost = [], 0
            # What rests on a wrong count is right.
            for line, number in _rows(block, grammar) if not any(column_findings(block)) else ():
                if number is None:
                    under = []
                    break
                if TOTAL.search(line.text):
                    # A slip of the sum of any column is told already.
                    told = near(number, sum(under)) or number in {*right, sum(under), sum(under) + lost}
                    if not told and len(under) > 1:
                        yield _finding(line, number, under)
                    under = []
                    break
                under.append(number)
                lost += rows.get(line.place, number) - number
        elif block.kind is Kind.PROSE:
            mended = {*right, sum(under) + lost}
            yield from (x for x in _under(block, under) if x.wrong not in map(str, mended))
            yield from _listed(block)
            under = []


def _rows(block: Block, grammar: Grammar) -> Iterator[tuple[Line, int | None]]:
    """Go through the rows of a table of layers, with their counts; None for what is no count."""
    head = [plain(cell) for cell in cells(block.lines[0].text)]
    columns = [rank for rank, cell in enumerate(head) if WEIGHTS.search(cell)]
    if HEAD.search(block.lines[0].text):
        # A summary has totals of its own.
        return
    for line in block.lines[1:]:
        row = [plain(cell) for cell in cells(line.text)]
        if len(columns) != 1 or len(row) != len(head) or not any(re.search(r"\d", cell) for cell in row):
            continue
        cell = row[columns[0]]
        found = COUNT.fullmatch(cell)
        named = TOTAL.search(line.text) or any(first_name(each, grammar) for each in row)
        yield (
            line,
            whole(found[1]) if found and named else 0 if named and not re.search(r"\d", cell) else None,
        )


def _under(block: Block, added: list[int]) -> Iterator[Finding]:
    lines = [line for line in block.lines if line.text.strip()][:1]
    for line in lines if len(added) > 1 else ():
        text = plain(line.text)
        numbers = [whole(each[1]) for each in UNDER.finditer(text)]
        counts = [number for number in numbers if number and number >= min(filter(None, added), default=0)]
        # « 7 465 in all, of which 3 885 are dense »
        first = [whole(each[1]) for each in AFTER_TOTAL.finditer(text)]
        counts = [number for number in first if number] if len(first) == 1 else counts
        if TOTAL.search(text) and WEIGHTS.search(text) and len(counts) == 1 and counts[0] != sum(added):
            yield _finding(line, counts[0], added)


def _listed(block: Block) -> Iterator[Finding]:
    added: list[int] = []
    wrong, counted = False, True
    for rank, text in enumerate(passage(block.lines).texts):
        line = block.lines[rank]
        yield from _in_a_line(line, text)
        ends = ENDS.search(ASIDE.sub("", text))
        number = whole(ends[1]) if ends else None
        if TOTAL.search(text):
            right = sum(added)
            # What rests on a wrong count may be right.
            if (
                not wrong
                and number is not None
                and len(added) > 1
                and (near(number, right) or (counted and _is_slip(number, added)))
                and "=" not in text
            ):
                yield _finding(line, number, added)
            added, wrong, counted = [], False, True
        elif BULLET.match(line.text):
            added += [number] if number is not None else []
            # What an item only tells may be the size of something.
            counted = counted and (number is None or "+" in text.rpartition("=")[0])
            wrong = wrong or any(
                holds(step) is False for chain in passage_chains(passage([line])) for step in chain.steps
            )
        elif text.strip():
            added = []


def _is_slip(number: int, added: Sequence[int]) -> bool:
    """Tell whether a number is nearly the sum of others, or the sum without one of them."""
    right = sum(added)
    return number != right and (near(number, right) or number in {right - each for each in added})


def _in_a_line(line: Line, text: str) -> Iterator[Finding]:
    """Find the total of the counts of one line: « 80 + 1 168; 288 × 50 + 50 = 14 450; 510; total 16 208 »."""
    added: list[int] = []
    for piece in PIECE.split(text):
        total = LAST.search(piece)
        if total and len(added) > 2:
            number = whole(total[1])
            if number and _is_slip(number, added):
                yield _finding(line, number, added)
            return
        left, equal, result = piece.rpartition("=")
        plain_sum = ADDED.search(ASIDE.sub("", piece)) if not equal else None
        count = COUNT.fullmatch(ASIDE.sub("", result if equal else piece).rstrip(". "))
        if plain_sum:
            added += [each for term in plain_sum[1].split("+") if (each := whole(term.strip()))]
        elif count and (not equal or "+" in left):
            added.append(whole(count[1]) or 0)


def _finding(line: Line, number: int, added: list[int]) -> Finding:
    right = sum(added)
    return Finding(
        CODE,
        line.place,
        quoted(line.text),
        Verdict.FALSE,
        f"La somme au-dessus est {shown(right)}, et non {shown(number)}.",
        " + ".join(shown(count) for count in added if count) + f" = {shown(right)}",
        shown(right),
        wrong=str(number),
    )
