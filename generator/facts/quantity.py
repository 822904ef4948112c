"""A number of the report: its value, its text and where it comes from, which never part."""

import struct
from dataclasses import dataclass
from functools import lru_cache

from experiments import language
from experiments.figures.nearly import at_most_all
from generator.facts.duration import said_duration
from generator.facts.reading import Reading
from generator.formulas.expression import Expression
from generator.formulas.markup import Markup

Number = int | float
LARGEST_SINGLE = 3.4e38
# So many digits tell every number of single precision from the others.
SINGLE_DIGITS = 9
# Counts over a sample, and their means over seeds, are further apart; only means of probabilities are not.
NOTHING = 1e-6
# Beyond so many decimals, what is computed from a setting is what double precision leaves.
CHANGED_DIGITS = 12
# Of a share in percent that is counted.
SHARE_DECIMALS = 1
# Of a score between 0 and 1.
FRACTION_DECIMALS = 3
# The same numbers come back from page to page: so many are written once.
WRITTEN = 10_000


@dataclass(frozen=True)
class Quantity:
    """A number read from results or computed from them.

    Attributes
    ----------
    text : str
        The number in French, with no more digits than it supports.
    sources : tuple of str
        File and JSON path of every value it rests on.
    formula : str
        How it was computed from them, in French; empty when it was only read.
    aim : float or None
        What it is held to: it is never rounded to the other side (see `generator.facts.together`).
    """

    value: Number
    text: str
    sources: tuple[str, ...]
    formula: str = ""
    aim: float | None = None

    def __html__(self) -> str:
        formula = Markup(' data-formula="{}"').format(self.formula) if self.formula else ""
        aim = "" if self.aim is None else Markup(' data-aim="{}"').format(self.aim)
        return Markup('<data class="quantity" value="{}" data-source="{}"{}{}>{}</data>').format(
            self.value, " ".join(self.sources), formula, aim, self.text
        )

    def changed(self, base: Number, factor: Number) -> "Quantity":
        """Return `base` plus so many times a setting, written as a setting is."""
        if (base, factor) == (0, 1):
            return self
        value = round(base + factor * self.value, CHANGED_DIGITS)
        product = self.text if abs(factor) == 1 else f"{_setting(abs(factor))} × {self.text}"
        formula = f"{_setting(base)} {'+' if factor >= 0 else '−'} {product}"
        return Quantity(value, _setting(value), self.sources, formula)


@lru_cache(WRITTEN, typed=True)
def whole_number(value: int) -> str:
    """Return a whole number in French, with the sign of minus where there is one."""
    return language.integer(value).replace("-", "−")


@lru_cache(WRITTEN, typed=True)
def _percent(value: float, sample_size: int) -> str:
    return language.percent(value, sample_size)


def count(reading: Reading) -> Quantity:
    """Return a whole number read from a result."""
    return Quantity(reading.value, whole_number(reading.value), (reading.source,))


def computed_count(value: int, sources: tuple[str, ...], formula: str) -> Quantity:
    """Return a whole number computed from results."""
    return Quantity(value, whole_number(value), sources, formula)


def computed(value: float, sources: tuple[str, ...], formula: str, digits: int = 7) -> Quantity:
    """Return a number computed from results, with so many significant figures."""
    return Quantity(value, language.significant(value, digits), sources, formula)


def fraction(
    value: float, sources: tuple[str, ...], formula: str, decimals: int = FRACTION_DECIMALS
) -> Quantity:
    """Return a score between 0 and 1, or a difference of two: always with so many decimals, side by side.

    What is not quite 1 never reads 1: « plus de 0,999 ».
    """
    return Quantity(value, not_nothing(value, at_most_all(value, decimals)), sources, formula)


def exact_share(
    value: float, sources: tuple[str, ...], formula: str, decimals: int = SHARE_DECIMALS
) -> Quantity:
    """Return a share that is counted, not estimated, or a mean of shares: always with so many decimals.

    What is not quite all, or not quite none, reads neither, as for `share`.
    """
    least, bound = 10.0**-decimals, ""
    shown = round(100 * value, decimals)
    if shown == 100 > 100 * value:
        bound, shown = f">{language.NARROW_SPACE}", 100 - least
    elif shown == 0 < value:
        bound, shown = f"<{language.NARROW_SPACE}", least
    text = f"{bound}{language.decimal(shown, decimals)}{language.NARROW_SPACE}%"
    return Quantity(value, text, sources, formula)


def evaluated(expression: Expression, formula: str) -> Quantity:
    """Return the whole number that a formula gives."""
    return computed_count(int(expression.value), expression.sources, formula)


def setting(reading: Reading) -> Quantity:
    """Return a setting chosen by whoever wrote the model, with all its digits."""
    return Quantity(reading.value, _setting(reading.value), (reading.source,))


def _setting(value: Number) -> str:
    return whole_number(int(value)) if value == int(value) else language.shortest(_as_written(value))


def _as_written(value: float) -> float:
    """Return the shortest number that single precision, in which Keras keeps some, takes for this one."""
    kept = struct.pack("f", value) if abs(value) <= LARGEST_SINGLE else b""
    if not kept or struct.unpack("f", kept) != (value,):
        return value
    shorter = (float(f"{value:.{digits}g}") for digits in range(1, SINGLE_DIGITS + 1))
    return next((number for number in shorter if struct.pack("f", number) == kept), value)


def exact(reading: Reading, digits: int = 7) -> Quantity:
    """Return a number with so many significant figures; single precision holds seven."""
    value = reading.value
    text = whole_number(value) if isinstance(value, int) else language.significant(value, digits)
    return Quantity(value, text, (reading.source,))


def proportion(reading: Reading, sample_size: int) -> Quantity:
    """Return a proportion measured on a sample, as a percentage."""
    return Quantity(reading.value, _percent(reading.value, sample_size), (reading.source,))


def share(value: float, sample_size: int, sources: tuple[str, ...], formula: str = "") -> Quantity:
    """Return a proportion computed on a sample, as a percentage."""
    return Quantity(value, _percent(value, sample_size), sources, formula)


def measured(value: float, standard_error: float) -> str:
    """Return a mean with decimals down to the first figure of its standard error.

    Where that leaves nothing of what is not nothing, its first figure is shown; where all examples have the
    same value, there is no error, and three figures are.
    """
    if standard_error == 0:
        return language.significant(value)
    return not_nothing(value, language.measured(value, standard_error))


def not_nothing(value: float, text: str) -> str:
    """Return the text of a number, or its first figure if the text reads 0 and the number is something."""
    if value == 0 or set(text) & set("123456789"):
        return text
    return language.significant(value, 1)


def mean(reading: Reading, standard_error: Reading) -> Quantity:
    """Return a mean over examples, with the digits that its standard error leaves meaningful."""
    text = measured(reading.value, standard_error.value)
    return Quantity(reading.value, text, (reading.source, standard_error.source))


def seconds(reading: Reading) -> Quantity:
    """Return a duration."""
    return Quantity(reading.value, said_duration(reading.value), (reading.source,))


def points(
    difference: float, examples: int, sources: tuple[str, ...], formula: str, half_width: float = 0
) -> Quantity:
    """Return a difference of proportions in percentage points, its sign always written.

    Its digits are those that the half-width of its interval supports; where there is none, those of a
    proportion as large. What is not quite nothing shows its first figure, so that its sign can be seen.
    """
    digits = difference_digits(difference, examples, half_width)
    shown = 100 * difference if abs(difference) > NOTHING else 0.0
    text = not_nothing(shown, language.decimal(shown, digits))
    sign = "+" if shown > 0 else ""
    noun = language.plural(round(shown, digits), "point", "points")
    return Quantity(difference, f"{sign}{text}{language.NO_BREAK_SPACE}{noun}", sources, formula)


def gap(
    difference: float, examples: int, sources: tuple[str, ...], formula: str, half_width: float = 0
) -> Quantity:
    """Return the size of a difference of proportions, as `points` does; the sentence says which way it goes.

    What is not quite nothing never reads « 0 point ».
    """
    size = abs(difference)
    digits = difference_digits(size, examples, half_width)
    shown, prefix = round(100 * size, digits), ""
    if size > 0 == shown:
        shown, prefix = 10.0**-digits, "moins de "
    noun = language.plural(shown, "point", "points")
    text = f"{prefix}{language.decimal(shown, digits)}{language.NO_BREAK_SPACE}{noun}"
    return Quantity(size, text, sources, formula)


def difference_digits(difference: float, examples: int, half_width: float) -> int:
    """Return how many decimals of a difference in percentage points are worth showing."""
    if half_width > 0:
        return language.difference_digits(half_width)
    return language.proportion_digits(min(abs(difference), 1), examples)
