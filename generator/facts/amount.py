"""A number and what it counts: « 1 example », « 2 examples »."""

from experiments.language import plural
from generator.facts.quantity import Quantity, computed_count
from generator.formulas.markup import Markup


def amount(value: int, sources: tuple[str, ...], formula: str, singular: str, many: str) -> Markup:
    """Return a whole number computed from results, followed by its noun in the right form."""
    return named(computed_count(value, sources, formula), singular, many)


def named(number: Quantity, singular: str, many: str) -> Markup:
    """Return a number followed by its noun in the right form."""
    return Markup("{} {}").format(number, plural(number.value, singular, many))
