r"""Reads back the LaTeX that formulas show and computes it, knowing nothing of how it was written.

Usual precedence: ``+ -`` loosest, then unary minus, then products, then powers.
"""

import math
import re
from collections.abc import Callable

TOKEN = re.compile(
    r"\\left\\lfloor|\\right\\rfloor|\\left\\lceil|\\right\\rceil|\\left\(|\\right\)|\\left\||\\right\|"
    r"|\\operatorname\{signe\}|e(?=\^)"
    r"|\\[a-zA-Z]+|\\,|\d+(?:\\,\d{3})*(?:\{,\}\d+)?|[-+{}^;]|\s+"
)

BRACKETS: dict[str, tuple[str, Callable[[float], float]]] = {
    r"\left(": (r"\right)", lambda number: number),
    r"\left\lfloor": (r"\right\rfloor", math.floor),
    r"\left\lceil": (r"\right\rceil", math.ceil),
    r"\left|": (r"\right|", abs),
}
FUNCTIONS: dict[str, Callable[..., float]] = {
    r"\ln": math.log,
    r"\max": max,
    r"\min": min,
    r"\cos": math.cos,
    r"\cosh": math.cosh,
    r"\operatorname{signe}": lambda number: (number > 0) - (number < 0),
}
NUMBERS = {"e": math.e}


class LatexEvaluator:
    """One pass over the tokens of a formula without symbols."""

    def __init__(self, latex: str) -> None:
        tokens = TOKEN.findall(latex)
        if "".join(tokens) != latex:
            raise ValueError(f"unknown LaTeX in {latex!r}")
        self.tokens = [token for token in tokens if token.strip() and token != r"\,"]

    def value(self) -> float:
        """Compute the whole formula."""
        result = self._sum()
        if self.tokens:
            raise ValueError(f"left over: {self.tokens}")
        return result

    def _peek(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def _take(self, expected: str = "") -> str:
        token = self.tokens.pop(0)
        if expected and token != expected:
            raise ValueError(f"{token!r} where {expected!r} was expected")
        return token

    def _sum(self) -> float:
        result = self._signed()
        while self._peek() in ("+", "-"):
            sign = 1 if self._take() == "+" else -1
            result += sign * self._product()
        return result

    def _signed(self) -> float:
        if self._peek() == "-":
            self._take()
            return -self._product()
        return self._product()

    def _product(self) -> float:
        result = self._power()
        while self._peek() == r"\times":
            self._take()
            result *= self._power()
        return result

    def _power(self) -> float:
        base = self._atom()
        if self._peek() != "^":
            return base
        self._take()
        exponent = self._group()
        if self._peek() == "^":
            raise ValueError("double exponent")
        return base**exponent

    def _group(self) -> float:
        return self._enclosed("{", "}")

    def _enclosed(self, opening: str, closing: str) -> float:
        self._take(opening)
        result = self._sum()
        self._take(closing)
        return result

    def _arguments(self) -> list[float]:
        self._take(r"\left(")
        arguments = [self._sum()]
        while self._peek() == ";":
            self._take()
            arguments.append(self._sum())
        self._take(r"\right)")
        return arguments

    def _atom(self) -> float:
        token = self._peek()
        if token in BRACKETS:
            closing, function = BRACKETS[token]
            return function(self._enclosed(token, closing))
        self._take()
        if token == r"\frac":
            return self._group() / self._group()
        if token == r"\sqrt":
            return math.sqrt(self._group())
        if token in FUNCTIONS:
            return FUNCTIONS[token](*self._arguments())
        if token in NUMBERS:
            return NUMBERS[token]
        return float(token.replace(r"\,", "").replace("{,}", "."))


def evaluate(latex: str) -> float:
    """Compute a formula written with numbers only."""
    return LatexEvaluator(latex).value()
