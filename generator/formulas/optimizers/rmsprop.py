"""RMSprop (Tieleman and Hinton, 2012), in the form that Keras computes: ε under the root."""

from collections.abc import Mapping
from typing import Any

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.functions import sqrt
from generator.formulas.optimizers.arguments import COMMON
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.step import Start, Update


def _initial_state(config: Mapping[str, Any]) -> Mapping[str, float]:
    state = {"velocity": 0.0}
    if config["momentum"]:
        state["momentum"] = 0.0
    if config["centered"]:
        state["average_gradient"] = 0.0
    return state


def _update(start: Start) -> Update:
    """Tieleman and Hinton (2012, slide 29); the centred variant is Graves (2013, equations 38 to 41)."""
    rho, epsilon = start.setting("rho"), start.setting("epsilon")
    past = start.slot("velocity", "v_{t-1}", "moyenne mobile du carré du gradient, avant le pas")
    velocity = Equation("v_t", rho * past + (1 - rho) * start.g**2)
    equations, state = [velocity], {"velocity": velocity.value}
    variance: Expression = velocity.named("moyenne mobile du carré du gradient")
    if start.config["centered"]:
        past = start.slot("average_gradient", r"\bar{g}_{t-1}", "moyenne mobile du gradient, avant le pas")
        average = Equation(r"\bar{g}_t", rho * past + (1 - rho) * start.g)
        equations.append(average)
        state["average_gradient"] = average.value
        variance = variance - average.named("moyenne mobile du gradient") ** 2
    change: Expression = start.setting("learning_rate") * start.g / sqrt(variance + epsilon)
    if start.config["momentum"]:
        past = start.slot("momentum", "m_{t-1}", "pas précédent")
        momentum = Equation("m_t", start.setting("momentum") * past + change)
        equations.append(momentum)
        state["momentum"] = momentum.value
        change = momentum.named("pas, inertie comprise")
    return Update((*equations, Equation("w_t", start.w - change)), state)


RMSPROP = Optimizer(
    name="RMSprop",
    description=(
        "RMSprop est une descente de gradient stochastique qui règle la taille du pas poids par poids. "
        "Pour chaque poids, elle tient à jour une moyenne mobile du carré du gradient et divise le "
        "gradient par la racine de cette moyenne\u202f: que le gradient soit habituellement grand ou petit, "
        "tant qu’il dépasse de loin √ε, chaque pas est de l’ordre du taux d’apprentissage η\u202f; c’est le "
        "taux effectif η/√v qui diminue quand le gradient est grand."
    ),
    reference="Tieleman et Hinton, 2012, «\u202fLecture 6.5 – RMSProp\u202f», COURSERA",
    arguments=("learning_rate", "rho", "momentum", "epsilon", "centered", *COMMON),
    initial_state=_initial_state,
    update=_update,
    squares="velocity",
)
