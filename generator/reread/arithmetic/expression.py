"""An operation read from a text: a tree over the numbers that it is written with."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product

from generator.reread.arithmetic.span import Span, UnreadableError

Value = Callable[[Sequence[Span]], Span]
MOST_READINGS = 24


@dataclass(frozen=True)
class Leaf:
    """A number as it is written, and all it may be worth."""

    text: str
    readings: tuple[Span, ...]

    @property
    def is_grouped(self) -> bool:
        """Whether a comma or a point may cut its thousands, or its decimals."""
        return len(self.readings) > 1 and self.text[-4:-3] in (",", ".")


@dataclass(frozen=True)
class Node:
    """A sign and its operands, each an operation or the rank of a leaf; signs are those of Python."""

    sign: str
    operands: tuple["Node | int", ...]


def _example(probability: Span) -> Span:
    """Return a probability: one that has a single decimal is an example, and exact."""
    rounded = probability.high - probability.low == Fraction(1, 10)
    return Span.exact(probability.middle) if rounded else probability


OPERATIONS: Mapping[str, Callable[..., Span]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "^": lambda a, b: a**b,
    "neg": lambda a: -a,
    "floor": lambda a: a.floored(),
    "ceil": lambda a: a.ceiled(),
    "ln": lambda a: _example(a).mapped(math.log),
    "sqrt": lambda a: a.mapped(math.sqrt),
}


@dataclass(frozen=True)
class Expression:
    """An operation.

    Attributes
    ----------
    root : Node or int
    leaves : tuple of Leaf
        In the order of the text.
    start, end : int
        Where it stands in the text.
    """

    root: Node | int
    leaves: tuple[Leaf, ...]
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it is a number alone."""
        return isinstance(self.root, int)

    @property
    def signs(self) -> frozenset[str]:
        """The signs of its operations."""
        return frozenset(_signs(self.root))

    def worth(self, numbers: Sequence[Span]) -> Span:
        """Compute with these values of the leaves.

        Raises
        ------
        UnreadableError
            If it divides by zero or grows beyond bounds.
        """
        return _worth(self.root, numbers)

    def values(self, *, whole: bool = False) -> Iterator[Span]:
        """Go through what it may be worth, the likeliest first; see `assignments`."""
        for numbers in self.assignments(whole=whole):
            try:
                yield self.worth(numbers)
            except UnreadableError:
                continue

    def assignments(self, *, whole: bool = False) -> Iterator[tuple[Span, ...]]:
        """Go through what its numbers may be worth together, the likeliest first.

        With `whole`, 1,234 is not read as a decimal.
        """
        readings = (leaf.readings[:1] if whole and leaf.is_grouped else leaf.readings for leaf in self.leaves)
        return islice(product(*readings), MOST_READINGS)

    def without_terms(self) -> Iterator[tuple["Expression", "Expression"]]:
        """Go through the terms of its sums, those in brackets too, and what it is without each of them."""
        for term, rest in _without_terms(self.root):
            yield replace(self, root=term), replace(self, root=rest)

    def shown(self, texts: Sequence[str] | None = None) -> str:
        """Write it with the usual signs; `texts` stand for its numbers."""
        return _shown(self.root, texts or [leaf.text for leaf in self.leaves], 0)


def _worth(node: Node | int, numbers: Sequence[Span]) -> Span:
    if isinstance(node, int):
        return numbers[node]
    return OPERATIONS[node.sign](*(_worth(operand, numbers) for operand in node.operands))


def _signs(node: Node | int) -> Iterator[str]:
    if isinstance(node, Node):
        yield node.sign
        for operand in node.operands:
            yield from _signs(operand)


def _without_terms(node: Node | int) -> Iterator[tuple[Node | int, Node | int]]:
    if isinstance(node, int):
        return
    if node.sign == "+":
        left, right = node.operands
        yield right, left
        if not (isinstance(left, Node) and left.sign == "+"):
            yield left, right
    for rank, operand in enumerate(node.operands):
        for term, rest in _without_terms(operand):
            yield term, Node(node.sign, (*node.operands[:rank], rest, *node.operands[rank + 1 :]))


_SHOWN = {"*": "×", "-": "−"}
_BRACKETS = {
    "floor": ("⌊", "⌋"),
    "ceil": ("⌈", "⌉"),
    **{name: (f"{name}(", ")") for name in ("ln", "sqrt")},
}
_RANKS = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}


def _shown(node: Node | int, texts: Sequence[str], outside: int) -> str:
    if isinstance(node, int):
        return texts[node]
    if node.sign in _BRACKETS:
        before, after = _BRACKETS[node.sign]
        return f"{before}{_shown(node.operands[0], texts, 0)}{after}"
    rank = _RANKS[node.sign]
    if node.sign == "neg":
        text = f"−{_shown(node.operands[0], texts, rank)}"
    else:
        left, right = node.operands
        # What follows minus or a division keeps its brackets.
        tight = rank + (node.sign in ("-", "/", "^"))
        text = f"{_shown(left, texts, rank)} {_SHOWN.get(node.sign, node.sign)} {_shown(right, texts, tight)}"
    return f"({text})" if rank < outside else text
