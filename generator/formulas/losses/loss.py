"""A loss as the report presents it: what it measures, and its equation for one example."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from experiments.errors import ResultError
from generator.formulas.equation import Equation
from generator.formulas.losses.example import Example

# Options that change nothing to the loss of one example.
INERT = {"name", "dtype", "reduction"}
# Examples have one axis: it may be named in these two ways.
ONLY_AXIS = (-1, 1)
# Outputs of a softmax add up to 1 within the precision of float32.
SUM_TOLERANCE = 1e-4


@dataclass(frozen=True)
class LossSteps:
    """The loss of one example.

    Parameters
    ----------
    loss : Equation
    definitions : tuple of Equation
        What makes the quantities of the loss, one equation for all those that are written alike.
    """

    loss: Equation
    definitions: tuple[Equation, ...] = ()


Steps: TypeAlias = Callable[[Example], LossSteps]


@dataclass(frozen=True)
class Loss:
    """A loss of Keras.

    Parameters
    ----------
    name : str
        Name of the Keras function.
    title : str
        French name.
    description : str
        What it measures, one French paragraph.
    steps : Steps or None
        None when the report does not write its equation.
    article : str
        What comes before the title in a sentence.
    options : tuple of str
        Arguments of the Keras function that the equation takes into account.
    needed : tuple of str
        Arguments without which it is not the loss of one example.
    clips : bool
        Whether Keras keeps probabilities away from 0 and 1 before their logarithm.
    aliases : tuple of str
        Other names that Keras gives the function.
    takes_class : bool
        Whether the target is the number of the class.
    """

    name: str
    title: str
    description: str
    steps: Steps | None = field(repr=False)
    article: str = "l’"
    options: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    clips: bool = False
    aliases: tuple[str, ...] = ()
    takes_class: bool = False

    def unwritten(self, arguments: Mapping[str, Any]) -> tuple[str, ...]:
        """Name the arguments in use that the equation does not take into account."""
        return tuple(
            name
            for name, value in arguments.items()
            if value is not None
            and name not in (*self.options, *INERT)
            and not (name == "axis" and value in ONLY_AXIS)
        ) + tuple(name for name in self.needed if arguments.get(name) is None)

    def written(self, arguments: Mapping[str, Any]) -> bool:
        """Tell whether the report writes the equation of the loss with these arguments."""
        return self.steps is not None and not self.unwritten(arguments)

    def equations(
        self,
        arguments: Mapping[str, Any],
        outputs: int,
        distribution: bool = True,
        sources: Mapping[str, str] | None = None,
    ) -> LossSteps | None:
        """Return its equations for so many outputs, to be shown with their symbols; None when not written."""
        if self.steps is None or not self.written(arguments):
            return None
        # Any example shows the equations: only their symbols are read.
        target = (0.0,) if self.takes_class else (1.0, *[0.0] * (outputs - 1))
        given = (1 / (outputs + 1),) * outputs
        return self.steps(Example(target, given, arguments, distribution, sources=sources or {}))

    def per_example(
        self,
        targets: NDArray[np.generic],
        outputs: NDArray[np.generic],
        arguments: Mapping[str, Any] | None = None,
        bounded: bool = False,
    ) -> NDArray[np.float64]:
        """Return the loss of each example; NaN where the equation has no value.

        Parameters
        ----------
        targets, outputs : array, shape (n, n_outputs); (n, 1) for the targets of a loss that takes the class
        arguments : mapping, optional
        bounded : bool
            Whether to keep probabilities away from 0 and 1.

        Returns
        -------
        array, shape (n,)

        Raises
        ------
        ValueError
            If the report does not write its equation.
        """
        arguments = arguments or {}
        if not self.written(arguments):
            raise ValueError(f"no equation is written for the loss {self.name}")
        distribution = are_distributions(outputs)
        pairs = zip(targets.tolist(), outputs.tolist(), strict=True)
        examples = [Example(tuple(t), tuple(o), arguments, distribution, bounded) for t, o in pairs]
        return np.array([self._value(example) for example in examples], dtype=float)

    def encoded(self, labels: NDArray[np.integer], outputs: int) -> NDArray[np.float64]:
        """Return the targets of examples of these classes, shape (n, 1) or (n, outputs)."""
        if self.takes_class or outputs == 1:
            return labels[:, np.newaxis].astype(float)
        return np.asarray(np.eye(outputs)[labels])

    def _value(self, example: Example) -> float:
        assert self.steps is not None
        try:
            return float(self.steps(example).loss.value)
        except (ArithmeticError, ResultError):
            return np.nan


def are_distributions(outputs: NDArray[np.generic]) -> bool:
    """Tell whether outputs, shape (n, n_outputs), are probabilities that add up to 1 for each example."""
    numbers = np.asarray(outputs, dtype=float)
    return bool((numbers >= 0).all() and np.allclose(numbers.sum(axis=1), 1, atol=SUM_TOLERANCE))
