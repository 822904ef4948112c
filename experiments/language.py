"""French typography: the one place where numbers become text."""

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from experiments.measures.wilson import wilson_interval

LOCALE = Locale("fr", "CH")
NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
# Blocks of code, inline code and tags, which keep their spaces, then the spaces that French makes narrow.
SPACES = re.compile(
    r"^(?P<fence>`{3,}).*?^(?P=fence)$|<code\b.*?</code>|<[^>]*>|(?P<before> )(?=[:;!?»%])|(?P<after>« )",
    re.MULTILINE | re.DOTALL,
)
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def integer(value: int) -> str:
    """Format a count with its thousands grouped.

    Raises
    ------
    ValueError
        If `value` is not whole: a count never is rounded silently.
    """
    if value != int(value):
        raise ValueError(f"not a whole number: {value!r}")
    return str(format_decimal(int(value), locale=LOCALE))


def decimal(value: float, digits: int) -> str:
    """Format `value` with exactly `digits` decimals."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    pattern = "#,##0." + "0" * digits if digits else "#,##0"
    # What rounds to nothing has no sign.
    return _minus(str(format_decimal(rounded if rounded else abs(rounded), pattern, locale=LOCALE)))


def significant(value: float, digits: int = 3) -> str:
    """Format `value` with `digits` significant figures, in scientific notation when very small or large."""
    if value == 0:
        return "0"
    # Rounding may lead to the next power of ten: 9.999 is 10.0.
    mantissa, _, power = f"{value:.{digits - 1}e}".partition("e")
    exponent = int(power)
    if -5 < exponent < 6:
        return decimal(value, max(0, digits - 1 - exponent))
    return f"{decimal(float(mantissa), digits - 1)} × 10{str(exponent).translate(SUPERSCRIPTS)}"


def measured(value: float, standard_error: float) -> str:
    """Format a mean with decimals down to the first figure of its standard error."""
    digits = 0 if standard_error == 0 else max(0, math.ceil(-math.log10(standard_error)))
    return decimal(value, digits)


def shortest(value: float) -> str:
    """Format a chosen value with the digits it was written with, in scientific notation when tiny."""
    mantissa, _, exponent = repr(value).partition("e")
    text = mantissa.replace(".", ",")
    return _minus(f"{text} × 10{str(int(exponent)).translate(SUPERSCRIPTS)}" if exponent else text)


def duration(seconds: float) -> str:
    """Format a duration, rounded as one would say it: « 3 min »."""
    return str(format_timedelta(timedelta(seconds=seconds), locale=LOCALE, threshold=1.5, format="short"))


def day(moment: date) -> str:
    """Format a day: « 3 mars 2026 »."""
    return str(format_date(moment, format="long", locale=LOCALE))


def enumeration(items: Sequence[object], word: str = "et") -> Markup:
    """Join items as a sentence does, with `word` before the last one: a, b et c."""
    *first, last = [escape(item) for item in items]
    return Markup(", ").join(first) + escape(f" {word} ") + last if first else last


def alternatives(items: Sequence[object]) -> Markup:
    """Join items between which there is a choice: a, b ou c."""
    return enumeration(items, "ou")


def plural(number: float, singular: str, many: str) -> str:
    """Choose the form of a noun: French takes the plural from 2 on."""
    return singular if abs(number) < 2 else many


@cache
def proportion_digits(value: float, sample_size: int) -> int:
    """Return how many decimals of a percentage a sample can support.

    The last digit shown is the place of the first figure of the half-width of the Wilson interval
    (Wilson, 1927) of the proportion: the next one would be noise.
    """
    low, high = wilson_interval(round(value * sample_size), sample_size)
    half_width = 100 * (high - low) / 2
    return max(0, math.ceil(-math.log10(half_width)))


def difference_digits(half_width: float) -> int:
    """Return how many decimals a difference in percentage points can support.

    As for a proportion, the last digit is the place of the first figure of the half-width of its interval.
    """
    return max(0, math.ceil(-math.log10(100 * half_width)))


def percent(value: float, sample_size: int) -> str:
    """Format a proportion measured on `sample_size` cases as a percentage, digits chosen by the sample.

    What is not quite all, or not quite none, never reads 100 % or 0 %: « > 99 % ».
    """
    digits = proportion_digits(value, sample_size)
    smallest = Decimal(1).scaleb(-digits - 2)
    rounded = Decimal(value).quantize(smallest, rounding=ROUND_HALF_EVEN)
    sign = ""
    if rounded == 1 > value:
        sign, rounded = ">" + NARROW_SPACE, 1 - smallest
    elif rounded == 0 < value:
        sign, rounded = "<" + NARROW_SPACE, smallest
    pattern = "0." + "0" * digits + NARROW_SPACE + "%" if digits else "0" + NARROW_SPACE + "%"
    return sign + _minus(str(format_percent(rounded, pattern, locale=LOCALE)))


def whole_percent(value: float) -> str:
    """Format a chosen proportion, such as a level of confidence, as a percentage."""
    return str(format_percent(value, "0.###" + NARROW_SPACE + "%", locale=LOCALE))


def latex_number(value: float, digits: int = 6) -> str:
    """Format a number for LaTeX: grouped thousands, decimal comma, at most `digits` significant figures.

    Whole numbers keep all their digits.
    """
    if value == int(value) and abs(value) < 1e15:
        return integer(int(value)).replace(NARROW_SPACE, r"\,").replace("’", r"\,")
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    power = int(exponent)
    if -5 < power < digits:
        text = f"{value:.{max(0, digits - 1 - power)}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", "{,}")
    mantissa = mantissa.rstrip("0").rstrip(".").replace(".", "{,}")
    return rf"{mantissa} \times 10^{{{power}}}"


def typeset(markdown: str) -> str:
    """Put the spaces that French wants before « : ; ! ? » and inside quotation marks of a page.

    Blocks of code and the inside of tags are left as they are.
    """
    narrowed = {"before": NARROW_SPACE, "after": "«" + NARROW_SPACE}
    return SPACES.sub(lambda found: narrowed.get(found.lastgroup or "", found[0]), markdown)


def _minus(text: str) -> str:
    return text.replace("-", "−")
