"""Adadelta (Zeiler, 2012), in the form that Keras computes: its step is multiplied by a learning rate."""

from collections.abc import Mapping
from typing import Any

from generator.formulas.equation import Equation, Symbol
from generator.formulas.functions import sqrt
from generator.formulas.optimizers.arguments import COMMON
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.step import Start, Update


def _initial_state(config: Mapping[str, Any]) -> Mapping[str, float]:
    return {"accumulated_grad": 0.0, "accumulated_delta_var": 0.0}


def _update(start: Start) -> Update:
    """Zeiler (2012), algorithm 1."""
    rho, epsilon = start.setting("rho"), start.setting("epsilon")
    past = start.slot("accumulated_grad", "v_{t-1}", "moyenne mobile du carré du gradient, avant le pas")
    moved = start.slot("accumulated_delta_var", "d_{t-1}", "moyenne mobile du carré des pas, avant ce pas")
    velocity = Equation("v_t", rho * past + (1 - rho) * start.g**2)
    divisor = sqrt(velocity.named("moyenne mobile du carré du gradient") + epsilon)
    change = Equation(r"\delta_t", sqrt(moved + epsilon) * start.g / divisor)
    step = change.named("pas, avant le taux d’apprentissage")
    squares = Equation("d_t", rho * moved + (1 - rho) * step**2)
    weight = Equation("w_t", start.w - start.setting("learning_rate") * step)
    return Update(
        (velocity, change, squares, weight),
        {"accumulated_grad": velocity.value, "accumulated_delta_var": squares.value},
    )


ADADELTA = Optimizer(
    name="Adadelta",
    description=(
        "Adadelta divise le gradient par la racine de la moyenne mobile de son carré, comme RMSprop, et le "
        "multiplie par la racine de la moyenne mobile du carré de ses propres pas\u202f: les pas ont ainsi "
        "l’échelle des poids."
    ),
    reference="Zeiler, 2012, «\u202fADADELTA: an adaptive learning rate method\u202f»",
    arguments=("learning_rate", "rho", "epsilon", *COMMON),
    initial_state=_initial_state,
    update=_update,
    kept=(Symbol("d_t", "moyenne mobile du carré des pas"),),
)
