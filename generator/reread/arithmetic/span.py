"""What a written number may be worth: exact when it is whole, within its last decimal otherwise."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

LARGEST_EXPONENT = 64
LARGEST_BITS = 512


# Of a function that is computed with so many figures.
_NOISE = Fraction(1, 10**12)


class UnreadableError(Exception):
    """What is written cannot be computed, or not within bounds."""


@dataclass(frozen=True)
class Span:
    """The values between two bounds, both included.

    Attributes
    ----------
    middle : Fraction
        The value as it was written, or as it comes out of values as they were written.
    """

    low: Fraction
    middle: Fraction
    high: Fraction

    @classmethod
    def exact(cls, value: int | Fraction) -> "Span":
        """Return one value."""
        return cls(Fraction(value), Fraction(value), Fraction(value))

    @classmethod
    def around(cls, middle: Fraction, half: Fraction) -> "Span":
        """Return a value, to within so much."""
        return cls(middle - half, middle, middle + half)

    @property
    def is_exact(self) -> bool:
        """Whether there is one value."""
        return self.low == self.high

    def __add__(self, other: "Span") -> "Span":
        return Span(self.low + other.low, self.middle + other.middle, self.high + other.high)

    def __neg__(self) -> "Span":
        return Span(-self.high, -self.middle, -self.low)

    def __sub__(self, other: "Span") -> "Span":
        return self + -other

    def __mul__(self, other: "Span") -> "Span":
        if self.is_exact and other.is_exact:
            return _bounded(Span.exact(self.low * other.low))
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return _bounded(Span(min(ends), self.middle * other.middle, max(ends)))

    def __truediv__(self, other: "Span") -> "Span":
        if other.low <= 0 <= other.high:
            raise UnreadableError
        return self * Span(1 / other.high, 1 / other.middle, 1 / other.low)

    def __pow__(self, other: "Span") -> "Span":
        exponent = other.low
        if not other.is_exact or exponent.denominator != 1 or abs(exponent) > LARGEST_EXPONENT:
            raise UnreadableError
        power = Span.exact(1)
        for _ in range(abs(int(exponent))):
            power = power * self
        return Span.exact(1) / power if exponent < 0 else power

    def mapped(self, function: Callable[[float], float]) -> "Span":
        """Return the values of a function that grows.

        Raises
        ------
        UnreadableError
            Where it has no value.
        """
        try:
            low, middle, high = (Fraction(function(float(x))) for x in (self.low, self.middle, self.high))
        except (ValueError, OverflowError) as error:
            raise UnreadableError from error
        return Span(low - _NOISE, middle, high + _NOISE)

    def floored(self) -> "Span":
        """Return the whole part."""
        return Span(*(Fraction(floor(value)) for value in (self.low, self.middle, self.high)))

    def ceiled(self) -> "Span":
        """Return the next whole number."""
        return Span(*(Fraction(ceil(value)) for value in (self.low, self.middle, self.high)))


def _bounded(span: Span) -> Span:
    bits = max(
        x.numerator.bit_length() + x.denominator.bit_length() for x in (span.low, span.middle, span.high)
    )
    if bits > LARGEST_BITS:
        raise UnreadableError
    return span
