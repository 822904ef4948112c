"""A loss as the report presents it: what it measures, and its equation for one example."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.summation import Summation


@dataclass(frozen=True)
class LossSteps:
    """The loss of one example.

    Parameters
    ----------
    prepared : tuple of Equation
        What Keras does to each output before, all written alike; empty when it does nothing.
    loss : Equation
        The loss itself, computed from what was prepared.
    """

    prepared: tuple[Equation, ...]
    loss: Equation


# Takes the target and the outputs of the network, shape (n_outputs,) each; the target of a loss that takes
# the number of the class has shape (1,).
Steps: TypeAlias = Callable[[Sequence[float], Sequence[float]], LossSteps]


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
    notes : tuple of str
        What Keras does besides the textbook formula, one French sentence each.
    steps : Steps or None
        None when the report does not write its equation.
    article : str
        What comes before the title in a sentence.
    aliases : tuple of str
        Other names that Keras gives the function.
    takes_class : bool
        Whether the target is the number of the class.
    """

    name: str
    title: str
    description: str
    notes: tuple[str, ...]
    steps: Steps | None = field(repr=False)
    article: str = "l’"
    aliases: tuple[str, ...] = ()
    takes_class: bool = False

    def equations(self, outputs: int) -> LossSteps | None:
        """Return its equations for so many outputs, to be shown with their symbols; None when not written."""
        if self.steps is None:
            return None
        # Any example shows the equations: only their symbols are read.
        target = [0.0] if self.takes_class else [1.0] + [0.0] * (outputs - 1)
        return self.steps(target, [1 / (outputs + 1)] * outputs)

    def per_example(self, targets: NDArray[np.generic], outputs: NDArray[np.generic]) -> NDArray[np.float64]:
        """Return the loss of each example.

        Parameters
        ----------
        targets, outputs : array, shape (n, n_outputs); (n, 1) for the targets of a loss that takes the class

        Returns
        -------
        array, shape (n,)

        Raises
        ------
        ValueError
            If the report does not write its equation.
        """
        if self.steps is None:
            raise ValueError(f"no equation is written for the loss {self.name}")
        pairs = zip(targets.tolist(), outputs.tolist(), strict=True)
        return np.array([self.steps(target, output).loss.value for target, output in pairs], dtype=float)


def mean_over_outputs(terms: Sequence[Expression]) -> Expression:
    """Return the mean of terms written with the index d; a single output needs no sum."""
    if len(terms) == 1:
        return terms[0]
    count = Value("D", len(terms), "nombre de sorties")
    return Summation("d", count, tuple(terms)) / count
