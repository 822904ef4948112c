"""Computations that count the weights of a layer, told by their form: ``784 * 512 + 512``."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isqrt, prod

from generator.reread.arithmetic.expression import Expression, Node
from generator.reread.arithmetic.span import Span


@dataclass(frozen=True)
class WeightForm:
    """Inputs of each unit times units, and one bias per unit or none.

    Attributes
    ----------
    units : int
        0 when either factor may be the units.
    factors : tuple of int
        Of the product, units included, in the order of the text.
    """

    factors: tuple[int, ...]
    units: int
    biased: bool

    @property
    def inputs(self) -> int:
        """Inputs of each unit."""
        return prod(self.factors) // self.units if self.units else 0

    @property
    def kernel(self) -> tuple[int, int] | None:
        """Filters and side of their window, when it may count those of one channel; None otherwise."""
        for rank in range(len(self.factors) - 1):
            side, other = self.factors[rank : rank + 2]
            rest = [each for each in (*self.factors[:rank], *self.factors[rank + 2 :]) if each > 1]
            if side == other and side < 16 and len(rest) == 1:
                return rest[0], side
        return None

    @property
    def square(self) -> tuple[int, int] | None:
        """The same where the window is multiplied already, ``9 * 25 + 9``; None without biases to tell."""
        side = isqrt(self.inputs)
        plain = self.biased and len(self.factors) == 2
        return (self.units, side) if plain and 1 < side < 16 and side * side == self.inputs else None

    @property
    def worth(self) -> int:
        """What it is worth."""
        return prod(self.factors) + (self.units if self.biased else 0)


def weight_form(expression: Expression) -> WeightForm | None:
    """Return the form of an operation on whole numbers, None when it is another one."""
    numbers = next(iter(expression.assignments()), ())
    if not numbers or not all(x.is_exact and x.low.denominator == 1 and x.low > 0 for x in numbers):
        return None
    whole = _added_bias(expression.root, numbers) or _bias_inside(expression.root, numbers)
    if whole:
        return whole
    factors = _factors(expression.root, numbers)
    return WeightForm(tuple(factors), 0, False) if factors and len(factors) > 1 else None


def layer_forms(expression: Expression) -> list[WeightForm]:
    """Return the forms of the layers that an operation adds; none unless each of its terms is one."""
    whole = weight_form(expression)
    numbers = next(iter(expression.assignments()), ())
    if whole or not numbers or isinstance(expression.root, int) or expression.root.sign != "+":
        return [whole] if whole else []
    found = [_bias_inside(each, numbers) or _added_bias(each, numbers) for each in _summed(expression.root)]
    return [form for form in found if form] if None not in found else []


def _summed(node: Node | int) -> Iterator[Node | int]:
    """Go through the terms of a sum."""
    if isinstance(node, int) or node.sign != "+":
        yield node
        return
    for operand in node.operands:
        yield from _summed(operand)


def terms(expression: Expression) -> Iterator[tuple[int, int]]:
    """Go through the terms of a sum of whole numbers, each with how many times it is counted.

    Nothing is gone through for any other operation.
    """
    numbers = next(iter(expression.assignments()), ())
    found = [*_terms(expression.root, numbers)] if isinstance(expression.root, Node) else []
    if found and None not in found:
        yield from (each for each in found if each)


def _terms(node: Node | int, numbers: tuple[Span, ...]) -> Iterator[tuple[int, int] | None]:
    if isinstance(node, int):
        span = numbers[node]
        yield (int(span.low), 1) if span.is_exact and span.low.denominator == 1 else None
    elif node.sign == "+":
        for operand in node.operands:
            yield from _terms(operand, numbers)
    elif node.sign == "*" and all(isinstance(operand, int) for operand in node.operands):
        small, large = sorted(numbers[rank].low for rank in node.operands if isinstance(rank, int))
        yield (int(large), int(small)) if small.denominator == large.denominator == 1 and small < 10 else None
    else:
        yield None


def _factors(node: Node | int, numbers: tuple[Span, ...]) -> list[int] | None:
    if isinstance(node, int):
        return [int(numbers[node].low)]
    if node.sign == "^" and all(isinstance(operand, int) for operand in node.operands):
        base, power = (int(numbers[rank].low) for rank in node.operands if isinstance(rank, int))
        return [base] * power if power in (2, 3) else None
    if node.sign != "*":
        return None
    sides = [_factors(operand, numbers) for operand in node.operands]
    return None if None in sides else [factor for side in sides for factor in side or ()]


def _added_bias(node: Node | int, numbers: tuple[Span, ...]) -> WeightForm | None:
    if isinstance(node, int) or node.sign != "+":
        return None
    for product, bias in (node.operands, node.operands[::-1]):
        factors = _factors(product, numbers)
        if isinstance(bias, int) and factors and len(factors) > 1 and int(numbers[bias].low) in factors:
            return WeightForm(tuple(factors), int(numbers[bias].low), True)
    return None


def _bias_inside(node: Node | int, numbers: tuple[Span, ...]) -> WeightForm | None:
    """Read ``512 * (784 + 1)``."""
    if isinstance(node, int) or node.sign != "*":
        return None
    for units, inside in (node.operands, node.operands[::-1]):
        if not isinstance(units, int) or isinstance(inside, int) or inside.sign != "+":
            continue
        for product, one in (inside.operands, inside.operands[::-1]):
            factors = _factors(product, numbers)
            if factors and isinstance(one, int) and numbers[one].low == 1:
                return WeightForm((int(numbers[units].low), *factors), int(numbers[units].low), True)
    return None
