"""Find the chains of equalities of a text: ``784 * 100 + 100 = 78400 + 100 = 78500``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.expression import Expression
from generator.reread.arithmetic.parser import parse
from generator.reread.arithmetic.span import UnreadableError
from generator.reread.arithmetic.token import Sort, Token, tokens
from generator.reread.arithmetic.unit import scales

# A longer operation is no computation by hand.
LONGEST_SIDE = 120
NEARLY = frozenset({"≈", "≃", "≅", "~="})
MOST_WORDS_BETWEEN = 4


@dataclass(frozen=True)
class Step:
    """Two sides that are said to be worth the same.

    Attributes
    ----------
    nearly : bool
        Whether they are said to be so only nearly.
    before : Expression or None
        A number a few words before the left side, which may belong to it: « 32 filtres de 3 × 3 ».
    drawn : bool
        Whether the left side may be no operation but a size, ``28x28``, or only a part of one.
    tail : Expression or None
        What the left side ends with after a sign that is spoken: « 78500 plus 100 * 10 ».
    scales : tuple of Fraction
        What the left side may be divided by for the unit of the right one: « 3 × 40 s = 2 min ».
    """

    left: Expression
    right: Expression
    nearly: bool
    before: Expression | None
    drawn: bool
    tail: Expression | None = None
    scales: tuple[Fraction, ...] = (Fraction(1),)


@dataclass(frozen=True)
class Chain:
    """Steps that follow each other, each one beginning where the one before ends."""

    steps: tuple[Step, ...]

    @property
    def start(self) -> int:
        """Where it begins in its text."""
        return self.steps[0].left.start

    @property
    def end(self) -> int:
        """Where it ends in its text."""
        return self.steps[-1].right.end


def chains(text: str) -> Iterator[Chain]:
    """Go through the chains of a text, in order."""
    every = [*tokens(text)]
    held: list[Step] = []
    for step in _steps(every, text):
        if held and held[-1].right.start == step.left.start:
            held.append(step)
            continue
        if held:
            yield Chain(tuple(held))
        held = [step]
    if held:
        yield Chain(tuple(held))


def _steps(every: Sequence[Token], text: str) -> Iterator[Step]:
    segments, signs = _segments(every)
    ended: Expression | None = None
    for rank, sign in enumerate(signs):
        # Only what the sign touches: a comma before it, for instance, cuts.
        left_side, right_side = segments[rank], segments[rank + 1]
        previous, ended = ended, None
        right = _longest_prefix(right_side)
        if right is None:
            continue
        left, before = _longest_suffix(left_side)
        if left is None:
            continue
        continued = previous is not None and previous.start == left.start
        if left.is_number and not continued and not (_stands_alone(left_side) and right.signs):
            continue
        if left.is_number and continued and any(token.sort is Sort.WORD for token in left_side):
            # The words after a result name what comes next.
            continue
        if right.signs and not left.signs and not continued and not _stands_alone(left_side):
            continue
        if sign.text not in NEARLY and sign.text != "=" and not (left.signs and right.is_number):
            continue
        ended = right
        tail = _spoken_tail(left_side)
        units = tuple(scales(text[left.start : sign.start], text[right.end :]))
        # « 7 × 7, soit 16 »: what comes after a comma may be made of more than the operation before it.
        drawn = _is_drawn(left, text) or sign.text.startswith(",")
        yield Step(left, right, sign.text in NEARLY, before, drawn, tail, units)


def _segments(every: Sequence[Token]) -> tuple[list[list[Token]], list[Token]]:
    """Cut tokens at the signs of equality, and drop in between what lies beyond the nearest cut."""
    segments: list[list[Token]] = [[]]
    signs: list[Token] = []
    for token in every:
        if token.sort is Sort.EQUAL:
            signs.append(token)
            segments.append([])
        else:
            segments[-1].append(token)
    return segments, signs


def _longest_suffix(segment: Sequence[Token]) -> tuple[Expression | None, Expression | None]:
    """Return the operation that a segment ends with, and the number that stands before it, if any."""
    side = _from_its_minus(_cut(segment, from_end=True))
    for start, token in enumerate(side):
        if token.sort not in (Sort.NUMBER, Sort.OPEN, Sort.SIGN, Sort.WORD):
            continue
        if start and not _may_begin(side, start):
            continue
        if token.sort is Sort.SIGN and token.text != "-":
            continue
        try:
            return parse(side[start:], after_words=start > 0), _number_before(side, start)
        except UnreadableError:
            continue
    return None, None


def _from_its_minus(side: list[Token]) -> list[Token]:
    """Drop the words before a formula that begins with a minus sign: « dix fois sur 10 coûte `-ln(0.1)` »."""
    for rank in range(len(side) - 1, 1, -1):
        sorts = [token.sort for token in side[rank - 2 : rank + 1]]
        if sorts == [Sort.WORD, Sort.BORDER, Sort.SIGN] and side[rank].text == "-":
            return side[rank:]
    return side


def _spoken_tail(side: Sequence[Token]) -> Expression | None:
    """Return the operation after the last sign that is spoken, if any."""
    spoken = [
        rank for rank, token in enumerate(side) if token.sort is Sort.SIGN and token.end - token.start > 1
    ]
    return _longest_suffix(side[spoken[-1] + 1 :])[0] if spoken else None


def _may_begin(side: Sequence[Token], start: int) -> bool:
    """Tell whether what stands before a token does not belong to the same operation."""
    rank = start - 1
    while rank >= 0 and side[rank].sort in (Sort.BORDER, Sort.BREAK):
        rank -= 1
    if rank < 0:
        return True
    return side[rank].sort in (Sort.WORD, Sort.OPEN)


def _longest_prefix(segment: Sequence[Token]) -> Expression | None:
    side = _cut(segment, from_end=False)
    # « = 64 000 weights plus 100 »: a result, and what is added to it.
    spoken = [
        rank for rank, token in enumerate(side) if token.sort is Sort.SIGN and token.end - token.start > 1
    ]
    side = (
        side[: spoken[0]] if spoken and any(token.sort is Sort.WORD for token in side[: spoken[0]]) else side
    )
    for end in range(len(side), 0, -1):
        following = next((t for t in side[end:] if t.sort is not Sort.BORDER), None)
        if following and following.sort in (Sort.SIGN, Sort.NUMBER) and not _is_dash(side, end):
            continue
        if side[end - 1].sort not in (Sort.NUMBER, Sort.CLOSE):
            continue
        try:
            return parse(side[:end])
        except UnreadableError:
            continue
    return None


def _is_dash(side: Sequence[Token], end: int) -> bool:
    """Tell whether a sign begins words: « = 407 050 - le total », « = 17 400 plus the same 1 210 »."""
    rest = [t for t in side[end:] if t.sort is not Sort.BORDER]
    spoken = len(rest) > 1 and rest[0].end - rest[0].start > 1
    return len(rest) > 1 and (spoken or rest[0].text == "-") and rest[1].sort is Sort.WORD


def _cut(segment: Sequence[Token], *, from_end: bool) -> list[Token]:
    """Keep what touches the sign of equality, up to a mark of punctuation or the end of a line."""
    kept: list[Token] = []
    ordered = [*segment][::-1] if from_end else [*segment]
    for rank, token in enumerate(ordered[:LONGEST_SIDE]):
        if token.sort is Sort.OTHER:
            break
        touches = all(t.sort in (Sort.BREAK, Sort.BORDER) for t in kept)
        if token.sort is Sort.BREAK and not touches and not _goes_on(ordered, rank, from_end=from_end):
            break
        kept.append(token)
    while kept and kept[-1].sort in (Sort.BREAK, Sort.BORDER):
        kept.pop()
    return kept[::-1] if from_end else kept


def _goes_on(ordered: Sequence[Token], rank: int, *, from_end: bool) -> bool:
    """Tell whether an operation goes on across the end of a line: a sign ends it, or begins the next."""
    sides = (ordered[rank + 1 : rank + 3], ordered[max(0, rank - 2) : rank][::-1])
    before, after = sides if from_end else sides[::-1]
    near = [next((t for t in side if t.sort is not Sort.BORDER), None) for side in (before, after)]
    signs = [token is not None and token.sort is Sort.SIGN for token in near]
    return any(signs)


def _number_before(side: Sequence[Token], start: int) -> Expression | None:
    words = 0
    for rank in range(start - 1, -1, -1):
        token = side[rank]
        if token.sort is Sort.NUMBER:
            try:
                return parse([token])
            except UnreadableError:
                return None
        if token.sort is Sort.WORD:
            words += 1
        if words > MOST_WORDS_BETWEEN or token.sort not in (Sort.WORD, Sort.BORDER, Sort.OPEN):
            return None
    return None


def _stands_alone(side: Sequence[Token]) -> bool:
    """Tell whether a number is all there is before the sign, back to a cut."""
    kept = [t for t in _cut(side, from_end=True) if t.sort not in (Sort.BORDER, Sort.BREAK)]
    return len(kept) == 1


def _is_drawn(expression: Expression, text: str) -> bool:
    written = text[expression.start : expression.end]
    return expression.signs == {"*"} and not any(sign in written for sign in "*×·∙⋅•∗⨯ ")
