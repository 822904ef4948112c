"""One example as the equation of a loss takes it: what was expected, what the network gave, the options."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.formulas.expression import Expression, Value
from generator.formulas.notation import Number
from generator.formulas.summation import Summation, Vector

# Where Keras takes the logarithm of a probability, it first moves it so far from 0 and 1.
EPSILON = 1e-7


@dataclass(frozen=True)
class Example:
    """One example.

    Parameters
    ----------
    target : tuple of float, shape (n_outputs,); (1,) for a loss that takes the number of the class
    outputs : tuple of float, shape (n_outputs,)
        What the network gave.
    arguments : mapping
        Options of the loss, by name; those that are missing have their usual value.
    distribution : bool
        Whether the outputs of this network add up to 1.
    bounded : bool
        Whether probabilities are kept `EPSILON` away from 0 and 1.
    sources : mapping of str to str
        Where each option comes from.
    """

    target: tuple[float, ...]
    outputs: tuple[float, ...]
    arguments: Mapping[str, Any] = field(default_factory=dict)
    distribution: bool = True
    bounded: bool = False
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def places(self) -> range:
        """Ranks of the outputs."""
        return range(len(self.outputs))

    @property
    def from_logits(self) -> bool:
        """Whether the loss makes the probabilities itself."""
        return bool(self.arguments.get("from_logits", False))

    @property
    def smoothing(self) -> Value | None:
        """How much the targets are smoothed; None when they are not."""
        if not self.arguments.get("label_smoothing", 0):
            return None
        return self.option("label_smoothing", 0.0, "s", "lissage des cibles (label_smoothing)")

    def option(self, name: str, usual: Number, symbol: str, meaning: str) -> Value:
        """Return an option as a quantity of the equation."""
        sources = (self.sources[name],) if name in self.sources else ()
        return Value(symbol, self.arguments.get(name, usual), meaning, sources)

    def bound(self, probability: Number) -> Number:
        """Keep a probability away from 0 and 1, if so asked."""
        return min(max(probability, EPSILON), 1 - EPSILON) if self.bounded else probability

    def expected(self, meaning: str) -> Vector:
        """Return what was expected of each output."""
        return Vector("y", self.target, meaning)

    def given(self, meaning: str = "sortie du réseau") -> Vector:
        """Return what the network gave."""
        return Vector("p", self.outputs, meaning)


def classes(outputs: Sequence[float]) -> Value:
    """Return the number of classes."""
    return Value("K", len(outputs), "nombre de classes")


def over_classes(index: str, terms: Sequence[Expression]) -> Summation:
    """Return the sum over the classes of terms written with an index."""
    return Summation(index, Value("K", len(terms), "nombre de classes"), tuple(terms))


def at_output(vector: Vector, place: int) -> Value:
    """Return the number of an output, written with the index d unless there is a single one."""
    if len(vector.numbers) > 1:
        return vector.at("d", place)
    return Value(vector.symbol, vector.numbers[place], vector.meaning, vector.sources)


def mean_over_outputs(terms: Sequence[Expression]) -> Expression:
    """Return the mean of terms written with the index d; a single output needs no sum."""
    if len(terms) == 1:
        return terms[0]
    count = Value("D", len(terms), "nombre de sorties")
    return Summation("d", count, tuple(terms)) / count
