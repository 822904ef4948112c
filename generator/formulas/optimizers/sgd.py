"""Stochastic gradient descent, with or without momentum (Robbins and Monro, 1951; Sutskever et al., 2013)."""

from collections.abc import Mapping
from typing import Any

from generator.formulas.equation import Equation
from generator.formulas.optimizers.arguments import COMMON
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.step import Start, Update


def _initial_state(config: Mapping[str, Any]) -> Mapping[str, float]:
    return {"momentum": 0.0} if config["momentum"] else {}


def _update(start: Start) -> Update:
    """Sutskever et al. (2013), equations 1 to 4, with the gradient taken at the current weight."""
    rate, gradient, weight = start.setting("learning_rate"), start.g, start.w
    if not start.config["momentum"]:
        return Update((Equation("w_t", weight - rate * gradient),), {})
    inertia = start.setting("momentum")
    velocity = Equation("m_t", inertia * start.slot("momentum", "m_{t-1}", "pas précédent") - rate * gradient)
    moved = velocity.named("pas, inertie comprise")
    change = weight + inertia * moved - rate * gradient if start.config["nesterov"] else weight + moved
    return Update((velocity, Equation("w_t", change)), {"momentum": velocity.value})


SGD = Optimizer(
    name="SGD",
    description=(
        "La descente de gradient stochastique déplace chaque poids dans le sens opposé au gradient de la "
        "perte, calculé sur un lot d’exemples seulement\u202f; la taille du pas est proportionnelle au "
        "gradient. Avec de l’inertie, chaque pas garde une part du précédent, ce qui amortit les "
        "oscillations et accélère dans les directions où le gradient ne change pas de signe."
    ),
    reference=(
        "Sutskever, Martens, Dahl et Hinton, 2013, «\u202fOn the importance of initialization and "
        "momentum in deep learning\u202f»"
    ),
    arguments=("learning_rate", "momentum", "nesterov", *COMMON),
    initial_state=_initial_state,
    update=_update,
)
