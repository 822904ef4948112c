"""The same quantity of the same model, said in several places of a report, and not the same."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from generator.reread.arithmetic.number import NUMBER
from generator.reread.arithmetic.slips import near, slipped
from generator.reread.documents.outline import Outline
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.restated.mistakes import miscounted_findings
from generator.reread.restated.pool import Pool
from generator.reread.restated.rows import CODE, row_findings
from generator.reread.restated.said import COUNT, RATE, Said, compatible, is_of_one, of_prose, of_tables
from generator.reread.scores.reported import METRICS

# The fewest figures that chance does not write twice: of a rate, and of a count that nothing names.
LEAST_FIGURES, LEAST_UNNAMED = 3, 10_000
# How far figures exchanged, or one changed, lead from a rate; beyond, it is that of something else.
FAR, NEAR = Fraction(1, 10), Fraction(3, 100)
# Nobody reads a longer report.
MOST = 600


def restated_findings(outline: Outline, known: Sequence[Finding], sizes: Sequence[int]) -> Iterator[Finding]:
    """Find quantities that are written once, a slip away from what other places say of the same model.

    Parameters
    ----------
    outline : Outline
    known : sequence of Finding
        What was found already: numbers that are false, or right instead, are not told again.
    sizes : sequence of int
        Cases of each known partition.
    """
    every = [
        said
        for rank in range(len(outline.sections))
        for said in (*of_prose(outline, rank), *of_tables(outline, rank))
    ][:MOST]
    pool = Pool(outline)
    rows = [*row_findings(outline, every, pool)]
    told = {(finding.place, finding.wrong) for finding in rows}
    told |= {(said.place, said.written) for said in every if _is_told(said, known)}
    yield from rows
    yield from miscounted_findings(outline, every, pool, sizes)
    for said in every:
        if pool.times(said) > 1 or (said.place, said.written) in told:
            continue
        rates = _rates(said, every, pool) if said.kind in (*METRICS, RATE) else []
        others = _weights(said, every, pool) if said.kind == COUNT else rates
        # The number that is right is not told too.
        if any((each.place, each.written) in told for each in others):
            continue
        # What a sentence sets side by side is not one thing.
        if any(each.place == said.place for each in others):
            continue
        if others:
            told |= {(each.place, each.written) for each in (said, *others)}
            yield _finding(said, others[0].written, others[0].place)
        elif said.kind == COUNT and (counts := _unnamed(said, every, pool)):
            yield _finding(said, shown(counts[0]), None)


def _rates(said: Said, every: Sequence[Said], pool: Pool) -> list[Said]:
    """Return the scores of the same model that a slip turns into one, those that are written most first."""
    found = [
        each
        for each in every
        if each.block is not said.block
        and is_of_one(said, each)
        and (not (said.row and each.row) or said.row == each.row)
        and _is_slip(said, each)
        and not pool.is_beside(each, said)
    ]
    return sorted(found, key=pool.times, reverse=True)


def _weights(said: Said, every: Sequence[Said], pool: Pool) -> list[Said]:
    """Return the weights that a slip turns into some."""
    value = int(said.low)
    counts = {count for count in slipped(value) if pool.written(count) and _is_likely(value, count)}
    found = [
        x for x in every if x.kind == COUNT and x.low in counts and not (x.row and x.block is said.block)
    ]
    free = [x for x in found if not (said.names and x.names) or compatible(said.names, x.names)]
    # Small ones may be a slip of any, unless both are told of one model.
    alike = [x for x in free if x.row != said.row and x.names and said.names]
    return [x for x in free if pool.times(x) > 1 or value >= LEAST_UNNAMED or x in alike]


def _unnamed(said: Said, every: Sequence[Said], pool: Pool) -> list[int]:
    """Return the large numbers, written twice or more, that a slip turns into weights; nothing names them."""
    value = int(said.low)
    named = {each.low for each in every if each.kind == COUNT}
    known = (count for count in slipped(value) if count not in named and _is_likely(value, count))
    return [count for count in sorted(known) if value >= LEAST_UNNAMED and pool.written(count) > 1]


def _is_told(said: Said, known: Sequence[Finding]) -> bool:
    """Tell whether a finding is about a number already."""
    own = _digits(said.written)
    return any(
        own in map(_digits, re.findall(NUMBER, each.wrong or each.quote))
        for each in known
        if each.place == said.place
    )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_likely(value: int, count: int) -> bool:
    """Tell whether a slip from one count to another is none of a factor of ten, or of a short number."""
    short = min(value, count) < LEAST_UNNAMED
    return max(value, count) != 10 * min(value, count) and not (short and len(str(value)) != len(str(count)))


def _is_slip(said: Said, other: Said) -> bool:
    """Tell whether a rate is another one with one figure changed, or two exchanged."""
    decimals = min(_decimals(each) for each in (said, other))
    first, second = (_figures(_worth(each), decimals) for each in (said, other))
    least = min(len(str(each)) for each in first | second)
    far = abs(said.low - other.low)
    if least < LEAST_FIGURES or first & second or far >= FAR:
        return False
    pairs = [(str(a), str(b)) for a, b in product(first, second) if len(str(a)) == len(str(b))]
    turned = any(sorted(a) == sorted(b) for a, b in pairs)
    return any(near(int(a), int(b)) for a, b in pairs) and (far < NEAR or (turned and least > LEAST_FIGURES))


def _decimals(said: Said) -> int:
    body = said.written.rstrip(" %\u202f\u00a0").replace(",", ".")
    return len(body.partition(".")[2]) + (2 if "%" in said.written else 0)


def _worth(said: Said) -> Fraction:
    return (2 * said.low + said.high) / 3


def _figures(value: Fraction, decimals: int) -> set[int]:
    """Return the figures of a rate, rounded or cut."""
    return {round(value * 10**decimals), int(value * 10**decimals + Fraction(1, 100))}


def _finding(said: Said, right: str, place: Place | None) -> Finding:
    where = f" ({place})" if place and place != said.place else ""
    return Finding(
        CODE,
        said.place,
        quoted(said.quote),
        Verdict.DOUBT,
        f"{said.written} n’est écrit qu’ici ; ailleurs{where}, le rapport dit {right} : l’un des deux est "
        "peut-être mal recopié.",
        "",
        right,
        wrong=said.written,
    )
