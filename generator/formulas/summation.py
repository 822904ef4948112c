"""Sums and maxima over an index: written once for all terms, and computed term by term."""

from dataclasses import dataclass

from generator.formulas.expression import Expression, Value
from generator.formulas.notation import Binding, Latex, Number


@dataclass(frozen=True)
class Vector:
    """Numbers of one kind, told apart by an index.

    Parameters
    ----------
    symbol : str
        LaTeX of the letter, without index.
    numbers : tuple of int or float, shape (n,)
        What it is worth at each index.
    meaning : str
        French; ``{index}`` stands for the index.
    sources : tuple of str
        Where the numbers come from.
    """

    symbol: str
    numbers: tuple[Number, ...]
    meaning: str
    sources: tuple[str, ...] = ()

    def at(self, index: str, position: int) -> Value:
        """Return the number at `position`, written with the letter `index`."""
        meaning = self.meaning.replace("{index}", index)
        return Value(f"{self.symbol}_{{{index}}}", self.numbers[position], meaning, self.sources)


@dataclass(frozen=True)
class Summation(Expression):
    """Sum of terms that differ by the position of one index only.

    Parameters
    ----------
    index : str
        Letter of the index.
    upper : Value
        Number of terms.
    terms : tuple of Expression
        All written alike with symbols; each has its own numbers.

    Raises
    ------
    ValueError
        If the terms are not as many as `upper` says, or are not written alike: the sigma would lie.
    """

    index: str
    upper: Value
    terms: tuple[Expression, ...]

    def __post_init__(self) -> None:
        if len(self.terms) != self.upper.number:
            raise ValueError(f"{len(self.terms)} terms, {self.upper.symbol} = {self.upper.number}")
        if len({term.symbolic for term in self.terms}) != 1:
            raise ValueError("the terms of a sum are written alike")

    @property
    def value(self) -> Number:
        """The sum of the terms, in their order."""
        return sum(term.value for term in self.terms)

    @property
    def leaves(self) -> tuple[Value, ...]:
        """The named quantities of every term, then the number of terms."""
        named = [leaf for term in self.terms for leaf in term.leaves]
        return tuple(dict.fromkeys([*named, self.upper]))

    def write(self, *, numbers: bool) -> Latex:
        """Write the sigma, or every term with its numbers."""
        if numbers:
            first, *others = (term.write(numbers=True) for term in self.terms)
            texts = [first.text, *(other.within(Binding.SUMMATION) for other in others)]
            return Latex(" + ".join(texts), Binding.SUM)
        # A sum of sums is read from left to right.
        term = self.terms[0].write(numbers=False).within(Binding.SUMMATION)
        text = rf"\sum_{{{self.index}=1}}^{{{self.upper.symbol}}} {term}"
        return Latex(text, Binding.SUMMATION)


@dataclass(frozen=True)
class Largest(Expression):
    """Largest of terms that differ by the position of one index only.

    Parameters
    ----------
    index : str
        Letter of the index.
    terms : tuple of Expression, not empty
        All written alike with symbols; each has its own numbers.
    """

    index: str
    terms: tuple[Expression, ...]

    @property
    def value(self) -> Number:
        """The largest term."""
        return max(term.value for term in self.terms)

    @property
    def leaves(self) -> tuple[Value, ...]:
        """The named quantities of every term."""
        return tuple(dict.fromkeys(leaf for term in self.terms for leaf in term.leaves))

    def write(self, *, numbers: bool) -> Latex:
        """Write the maximum over the index, or over every term with its numbers."""
        if len(self.terms) == 1:
            return self.terms[0].write(numbers=numbers)
        if numbers:
            texts = r"\,;\, ".join(term.write(numbers=True).text for term in self.terms)
            return Latex(rf"\max\left({texts}\right)", Binding.FRACTION)
        term = self.terms[0].write(numbers=False).text
        return Latex(rf"\max_{{{self.index}}}\left({term}\right)", Binding.FRACTION)
