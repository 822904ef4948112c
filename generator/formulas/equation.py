"""An equality as the report shows it: symbols, then numbers, then result."""

from dataclasses import dataclass

from generator.formulas.expression import Expression, Value
from generator.formulas.notation import Number, is_shown_exactly, write_number


@dataclass(frozen=True)
class Symbol:
    """An entry of the list of symbols under a formula: LaTeX and French meaning."""

    latex: str
    meaning: str


@dataclass(frozen=True)
class Equation:
    """A symbol and the expression that computes it.

    Parameters
    ----------
    left : str
        LaTeX of the quantity that is computed.
    right : Expression
        How it is computed.
    """

    left: str
    right: Expression

    @property
    def value(self) -> Number:
        """What the equation computes."""
        return self.right.value

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the numbers come from."""
        return self.right.sources

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """What each symbol of the right-hand side means, each once."""
        return tuple(dict.fromkeys(Symbol(leaf.symbol, leaf.meaning) for leaf in self.right.leaves))

    @property
    def symbolic(self) -> str:
        """LaTeX: ``left = symbols``."""
        return f"{self.left} = {self.right.symbolic}"

    @property
    def lines(self) -> tuple[str, ...]:
        r"""Right-hand sides, each with its sign: ``= symbols``, ``= numbers``, ``= result``.

        A step that repeats the one before is left out. The sign is ``\approx`` as soon as a number is not
        shown with all its figures.
        """
        leaves_exact = all(is_shown_exactly(leaf.number) for leaf in self.right.leaves)
        result_exact = leaves_exact and is_shown_exactly(self.value)
        steps = (
            ("=", self.right.symbolic),
            (_sign(leaves_exact), self.right.substituted),
            (_sign(result_exact), write_number(self.value).text),
        )
        kept: list[tuple[str, str]] = []
        for sign, text in steps:
            if not kept or kept[-1][1] != text:
                kept.append((sign, text))
        return tuple(f"{sign} {text}" for sign, text in kept)

    @property
    def aligned(self) -> str:
        """LaTeX of the whole equality, one step per line, aligned on the signs."""
        body = r" \\ ".join(f"&{line}" for line in self.lines)
        return rf"\begin{{aligned}} {self.left} {body} \end{{aligned}}"

    def named(self, meaning: str) -> Value:
        """Return what is computed as a quantity that a following equation can use."""
        return Value(self.left, self.value, meaning, self.sources)


def _sign(exact: bool) -> str:
    return "=" if exact else r"\approx"
