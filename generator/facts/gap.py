"""The size of a difference: the sentence around it says which way it goes."""

from experiments import language
from generator.facts.quantity import Quantity, difference_digits


def gap(
    difference: float, examples: int, sources: tuple[str, ...], formula: str, half_width: float = 0
) -> Quantity:
    """Return a difference of proportions in percentage points, without its sign.

    Its digits are those that the half-width of its interval supports; where there is none, those of a
    proportion as large.

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
