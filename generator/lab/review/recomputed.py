"""Numbers of the review that rest on no result: those of the original report, and what they lead to."""

from dataclasses import dataclass

from experiments import language
from generator.facts.quantity import Quantity, evaluated, whole_number
from generator.formulas.expression import Expression
from generator.formulas.markup import Markup
from generator.formulas.notation import Number


@dataclass(frozen=True)
class Recomputed:
    """A number computed from what the original report states.

    Attributes
    ----------
    text : str
        The number in French.
    formula : str
        How it was computed, in French.
    """

    value: Number
    text: str
    formula: str

    def __html__(self) -> str:
        return Markup('<span class="recomputed" tabindex="0" data-tooltip="{}">{}</span>').format(
            f"Recalculé : {self.formula}", self.text
        )


def quoted(value: Number) -> Markup:
    """Return a number of the original report, written as in French."""
    text = whole_number(int(value)) if value == int(value) else language.shortest(value)
    return Markup('<span class="seed-quote">{}</span>').format(text)


def recomputed(value: Number, formula: str) -> Recomputed:
    """Return a number computed from the original report, with four decimals unless it is whole."""
    whole = value == int(value)
    return Recomputed(value, whole_number(int(value)) if whole else language.significant(value, 5), formula)


def shown(expression: Expression, formula: str) -> Quantity | Recomputed:
    """Return what a formula is worth: a quantity when it rests on our results, recomputed otherwise."""
    if expression.sources:
        return evaluated(expression, formula)
    return recomputed(expression.value, formula)
