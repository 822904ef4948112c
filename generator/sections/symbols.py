"""The list of symbols under equations: what each means, and what it is worth here."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from experiments import language
from generator.facts.quantity import Quantity, setting, whole_number
from generator.facts.reading import Reading
from generator.formulas.equation import Equation, Symbol
from generator.formulas.expression import Value
from generator.formulas.markup import Markup

# Signs that a reader may not know, by what shows them.
SIGNS = (
    (r"\lfloor", r"\lfloor x \rfloor", "partie entière de x, par défaut"),
    (r"\lceil", r"\lceil x \rceil", "partie entière de x, par excès"),
)
INDEXED = re.compile(r"(?P<letter>.+)_\{(?P<index>[a-z])\}")


@dataclass(frozen=True)
class SymbolLine:
    """One symbol of the equations; `value` is there when it stands for a setting."""

    latex: str
    meaning: str
    value: Quantity | Markup | None


def symbol_lines(equations: Iterable[Equation]) -> list[SymbolLine]:
    """Explain the symbols of equations, each once; what comes from a result is a setting, and has a value.

    Numbers of one kind that only their index tells apart, as z_k and the z_j of a sum, are explained with the
    index that comes first.
    """
    lines: dict[tuple[str, str], Value] = {}
    for equation in equations:
        for leaf in equation.right.leaves:
            lines.setdefault(_kind(leaf), leaf)
    return [SymbolLine(leaf.symbol, leaf.meaning, _value(leaf)) for leaf in lines.values()]


def notations(equations: Sequence[Equation], computed: Iterable[Symbol]) -> list[Symbol]:
    """Explain on one line all that equations are written with, each once.

    Parameters
    ----------
    equations : sequence of Equation
    computed : iterable of Symbol
        What stands on their left.
    """
    shown = "".join(equation.symbolic for equation in equations)
    signs = [Symbol(latex, meaning) for mark, latex, meaning in SIGNS if mark in shown]
    return list(dict.fromkeys([*computed, *(each for one in equations for each in one.symbols), *signs]))


def _kind(leaf: Value) -> tuple[str, str]:
    """Return the letter and the meaning of a symbol, whatever its index."""
    found = INDEXED.fullmatch(leaf.symbol)
    if not found:
        return leaf.symbol, leaf.meaning
    return found["letter"], re.sub(rf"\b{found['index']}\b", "", leaf.meaning)


def shown_argument(reading: Reading) -> Quantity | Markup:
    """Show a value as a number when it is one, as Python code otherwise."""
    value: Any = reading.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Markup('<code data-source="{}">{}</code>').format(reading.source, _code(value))
    return setting(reading)


def _code(value: Any) -> str:
    """Write a value in Python; an object of Keras as its call, without its name."""
    if isinstance(value, dict) and isinstance(value.get("config"), dict):
        settings = {name: held for name, held in value["config"].items() if name != "name"}
        return (
            f"{value.get('class_name')}({', '.join(f'{name}={held!r}' for name, held in settings.items())})"
        )
    return repr(value)


def _value(leaf: Value) -> Quantity | None:
    if not leaf.sources:
        return None
    whole = leaf.number == int(leaf.number)
    text = whole_number(int(leaf.number)) if whole else language.shortest(leaf.number)
    return Quantity(leaf.number, text, leaf.sources)
