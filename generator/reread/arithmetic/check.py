"""Check the chains of equalities of a passage."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from generator.reread.arithmetic.equality import Chain, Step, chains
from generator.reread.arithmetic.expression import Expression
from generator.reread.arithmetic.slips import Slip, slip_of
from generator.reread.arithmetic.span import Span, UnreadableError
from generator.reread.documents.passage import Passage
from generator.reread.finding import Finding, Verdict, quoted, shown

CODE = "egalite"
# Two sides said to be nearly alike may differ by so much of the larger.
NEARLY = Fraction(3, 100)
MOST_PAIRS = 400


def checked(passage: Passage, chain: Chain) -> Finding | None:
    """Return the first step of a chain that is false, if any."""
    for rank, step in enumerate(chain.steps):
        if holds(step) is False and not _runs_on(chain, rank):
            return _finding(passage, chain, step)
    return None


def _runs_on(chain: Chain, rank: int) -> bool:
    """Tell whether a step goes on from its result: « 256 × 10 = 2560 + 10 = 2570 »."""
    step, following = chain.steps[rank], chain.steps[rank + 1 : rank + 2]
    if not following or not step.right.signs & {"+", "-"}:
        return False
    return any(
        left.low <= first.high and first.low <= left.high
        for left in step.left.values()
        for first in step.right.leaves[0].readings
    )


def passage_chains(passage: Passage) -> Iterator[Chain]:
    """Go through the chains of a passage that state something."""
    for chain in chains(passage.text):
        if not _is_range(chain.steps[0], passage.text):
            yield chain


def holds(step: Step) -> bool | None:
    """Tell whether a step is true as its numbers may be read; None when it cannot be told."""
    # In a sum, thousands read as decimals would lose their last figures, and nothing else.
    grouped = sum(leaf.is_grouped for side in (step.left, step.right) for leaf in side.leaves)
    whole = grouped > 1 and step.left.signs | step.right.signs <= {"+"}
    sides = product(step.left.values(whole=whole), step.right.values(whole=whole))
    pairs = [pair for _, pair in zip(range(MOST_PAIRS), sides, strict=False)]
    if not pairs:
        return None
    if any(_same(left / Span.exact(s), right, step) for left, right in pairs for s in step.scales):
        return True
    if step.before and any(
        _same(left, right, step)
        for before in step.before.values()
        for left in _times(step.left, before)
        for right in step.right.values()
    ):
        return None
    percent = step.left.signs == {"/"} and any(_is_percent(left, right, step) for left, right in pairs)
    if percent or (step.drawn and not _is_close(step)):
        return None
    if step.tail and any(
        _same(left, right, step) for left in step.tail.values() for right in step.right.values()
    ):
        return None
    return False


def _is_percent(left: Span, right: Span, step: Step) -> bool:
    """Tell whether a share is written in percent, whose sign stands elsewhere: in the head of a column."""
    return 0 < left.middle < 1 and _same(left * Span.exact(100), right, step)


def _times(operation: Expression, before: Span) -> Iterator[Span]:
    """Go through what an operation is worth times a number, and with its first number so many times."""
    for numbers in operation.assignments():
        try:
            yield before * operation.worth(numbers)
            yield operation.worth((before * numbers[0], *numbers[1:]))
        except UnreadableError:
            continue


def _same(left: Span, right: Span, step: Step) -> bool:
    if step.nearly:
        largest = max(abs(left.middle), abs(right.middle))
        return abs(left.middle - right.middle) <= NEARLY * largest
    # A decimal may be cut rather than rounded: what it was is further from zero.
    cut = (right.high - right.low) / 2
    below, above = (cut, Fraction(0)) if right.middle < 0 else (Fraction(0), cut)
    if left.low <= right.high + above and right.low - below <= left.high:
        return True
    whole = right.is_exact and right.middle.denominator == 1
    return whole and left.middle.denominator != 1 and abs(left.middle - right.middle) < 1


def _is_close(step: Step) -> bool:
    """Tell whether a false size is the result of a slip, and not two sizes side by side."""
    numbers, worth, claimed = likeliest(step.left, step.right)
    slip = slip_of(step.left, numbers, claimed)
    return bool(worth) and slip is not None and slip.kind == "result"


def likeliest(left: Expression, right: Expression) -> tuple[tuple[Span, ...], Fraction, Fraction]:
    """Return the likeliest numbers of the left side, what it is worth, and what the right side is."""
    numbers = next(iter(left.assignments()))
    return numbers, left.worth(numbers).middle, next(right.values()).middle


def _is_range(step: Step, text: str) -> bool:
    """Tell whether a side is no subtraction but bounds, « 0-9 »."""
    written = text[step.left.start : step.left.end]
    return step.left.signs == {"-"} and written[:1].isdigit() and " " not in written


def _finding(passage: Passage, chain: Chain, step: Step) -> Finding | None:
    try:
        numbers, worth, claimed = likeliest(step.left, step.right)
    except (UnreadableError, StopIteration):
        return None
    slip = slip_of(step.left, numbers, claimed) if step.right.is_number else None
    operation = step.left.shown()
    return Finding(
        code=CODE,
        place=passage.place(step.right.start),
        quote=quoted(passage.text[chain.start : chain.end]),
        verdict=Verdict.FALSE,
        sentence=f"{operation} vaut {shown(worth)}, et non {shown(claimed)}.{said(slip)}",
        computation=f"{operation} = {shown(worth)}",
        right=shown(worth),
        wrong=shown(claimed),
    )


def said(slip: Slip | None) -> str:
    """Say how a false equality probably came about, in French; empty when nothing explains it."""
    if slip is None:
        return ""
    texts = {
        "result": f" Le résultat {slip.wrong} est sans doute mal recopié.",
        "left out": f" Sans + {slip.wrong}, l’égalité serait juste : ce terme n’a sans doute pas été ajouté.",
        "added": f" Le résultat compte {slip.wrong} de plus : il manque sans doute + {slip.wrong} dans "
        "l’opération.",
        "operand": f" Avec {slip.right} à la place de {slip.wrong}, l’égalité serait juste : c’est sans "
        "doute l’opérande qui est mal recopié.",
        "factor": f" Le résultat écrit est {slip.right} fois plus grand : un facteur manque dans "
        "l’opération, ou le résultat en compte un de trop.",
    }
    return texts[slip.kind]
