"""From the neighbours of a pixel to its gradient, as scikit-image computes it (Dalal and Triggs, 2005)."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.formulas.equation import Equation
from generator.formulas.expression import Operation, Value
from generator.formulas.functions import sqrt
from generator.formulas.hog_cell import HALF_TURN
from generator.formulas.notation import Binding, Operator

DIRECTION = Operator(
    lambda right, down: math.degrees(math.atan2(down, right)) % HALF_TURN,
    rf"\operatorname{{angle}}\left(%s\,;\, %s\right) \bmod {HALF_TURN}",
    Binding.SUM,
    (Binding.SUM, Binding.SUM),
)


@dataclass(frozen=True)
class PixelGradient:
    """The gradient of one pixel: its components, its strength, and its direction in degrees."""

    right: Equation
    down: Equation
    strength: Equation
    direction: Equation

    @property
    def equations(self) -> tuple[Equation, ...]:
        """All of them, in the order they are computed."""
        return self.right, self.down, self.strength, self.direction


def pixel_gradient(
    levels: NDArray[np.float64], row: int, column: int, sources: tuple[str, ...]
) -> PixelGradient:
    """Return the gradient of a pixel that has neighbours on each side: at a border, a difference is zero."""

    def grey(side: str, i: int, j: int) -> Value:
        meaning = "niveau de gris du pixel voisin, de ce côté"
        return Value(rf"I_{{\text{{{side}}}}}", float(levels[i, j]), meaning, sources)

    right = Equation("g_x", grey("droite", row, column + 1) - grey("gauche", row, column - 1))
    down = Equation("g_y", grey("bas", row + 1, column) - grey("haut", row - 1, column))
    x, y = right.named("différence d’une colonne à l’autre"), down.named("différence d’une ligne à l’autre")
    return PixelGradient(
        right,
        down,
        strength=Equation("m", sqrt(x**2 + y**2)),
        direction=Equation(r"\theta", Operation(DIRECTION, (x, y))),
    )
