"""Reads back the arithmetic that a page shows and computes it, knowing nothing of who wrote it."""

import math

from tests.generator.page_tree import Element

OPERATORS = {"+": "+", "−": "-", "-": "-", "×": "*", "⋅": "*", "(": "(", ")": ")"}
BRACKETS = {"⌊": "floor(", "⌋": ")"}
NAMES = {"floor": math.floor, "sqrt": math.sqrt}


class SymbolicError(ValueError):
    """The formula holds symbols: it has no value."""


def evaluate(row: list[Element]) -> float:
    """Compute a row of elements that holds numbers only."""
    code = "".join(map(_code, row))
    return float(eval(code, {"__builtins__": {}}, NAMES))


def steps(derivation: Element) -> list[tuple[str, list[Element]]]:
    """Return the right-hand sides of a derivation, each with its sign, ``=`` or ``≈``."""
    tables = derivation.find("mtable")
    rows = tables[0].find("mtd")[1::2] if tables else derivation.find("math")
    found = []
    for row in rows:
        elements = row.elements
        sign = next(i for i, element in enumerate(elements) if element.tag == "mo" and element.text in "=≈")
        found.append((elements[sign].text, elements[sign + 1 :]))
    return found


def wrong_steps(derivation: Element) -> list[str]:
    """List the steps with numbers of a derivation that are not worth its last number."""
    found = steps(derivation)
    total = evaluate(found[-1][1])
    wrong = []
    for sign, row in found[:-1]:
        try:
            value = evaluate(row)
        except SymbolicError:
            continue
        # What is marked as rounded is shown with six figures; whole numbers are exact.
        tolerance = 1e-12 if sign == found[-1][0] == "=" else 1e-4
        if not math.isclose(value, total, rel_tol=tolerance):
            wrong.append(f"{''.join(element.text for element in row)} is {value}, not {total}")
    return wrong


def _code(element: Element) -> str:  # noqa: PLR0911 (one line per element of MathML)
    if element.tag == "mn":
        return element.text.replace("\u202f", "").replace(",", ".")
    if element.tag == "mo":
        return {**OPERATORS, **BRACKETS}[element.text]
    if element.tag in ("mrow", "mstyle"):
        return "".join(map(_code, element.elements))
    if element.tag == "msup":
        base, exponent = map(_code, element.elements)
        return f"({base})**({exponent})"
    if element.tag == "mfrac":
        above, below = map(_code, element.elements)
        return f"(({above})/({below}))"
    if element.tag == "msqrt":
        return f"sqrt({''.join(map(_code, element.elements))})"
    if element.tag == "mspace":
        return ""
    raise SymbolicError(element.tag)
