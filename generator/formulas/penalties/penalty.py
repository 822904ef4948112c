"""A regulariser as the report presents it: what it adds to the loss for one table of weights."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.summation import Summation, Vector

LEFT = "R"
# Any table of weights shows the equation: only its symbols are read.
ANY_TABLE = np.eye(2)


@dataclass(frozen=True)
class Penalised:
    """A table of weights, the settings of its regulariser and where these come from."""

    weights: NDArray[np.float64]
    arguments: Mapping[str, Any]
    sources: Mapping[str, str] = field(default_factory=dict)

    def factor(self, name: str, symbol: str) -> Value:
        """Return a factor of the regulariser."""
        sources = (self.sources[name],) if name in self.sources else ()
        return Value(symbol, self.arguments[name], f"facteur de la pénalité ({name})", sources)

    def over_weights(self, term: Callable[[Value], Expression]) -> Summation:
        """Return the sum of a term over all the weights of the table."""
        return over("w", self.weights.ravel(), "poids de la couche", "nombre de poids pénalisés", term)


def over(
    symbol: str, numbers: NDArray[np.float64], meaning: str, count: str, term: Callable[[Value], Expression]
) -> Summation:
    """Return the sum of a term over numbers of one kind."""
    vector = Vector(symbol, tuple(numbers.tolist()), meaning)
    terms = tuple(term(vector.at("i", place)) for place in range(len(numbers)))
    return Summation("i", Value("n", len(numbers), count), terms)


Amount: TypeAlias = Callable[[Penalised], Expression]


@dataclass(frozen=True)
class Regularizer:
    """A regulariser of Keras.

    Parameters
    ----------
    name : str
        Name of the Keras class.
    description : str
        What it does to the weights, one French sentence.
    settings : tuple of str
        Arguments of the equation.
    amount : Amount or None
        None when the report does not write its equation.
    """

    name: str
    description: str
    settings: tuple[str, ...] = ()
    amount: Amount | None = field(default=None, repr=False)

    def equation(
        self,
        arguments: Mapping[str, Any],
        weights: NDArray[np.float64] = ANY_TABLE,
        sources: Mapping[str, str] | None = None,
    ) -> Equation | None:
        """Return what it adds to the loss for a table of weights; None when not written."""
        if self.amount is None or not set(self.settings) <= set(arguments):
            return None
        return Equation(LEFT, self.amount(Penalised(weights, arguments, sources or {})))
