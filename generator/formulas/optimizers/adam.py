"""Adam (Kingma and Ba, 2015) and AdamW (Loshchilov and Hutter, 2019)."""

from collections.abc import Mapping
from typing import Any

from generator.formulas.equation import Equation
from generator.formulas.functions import maximum, sqrt
from generator.formulas.optimizers.arguments import COMMON
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.step import Start, Update


def _initial_state(config: Mapping[str, Any]) -> Mapping[str, float]:
    state = {"momentum": 0.0, "velocity": 0.0}
    return state | {"velocity_hat": 0.0} if config["amsgrad"] else state


def moments(start: Start) -> tuple[Equation, Equation]:
    """Return the moving averages of the gradient and of its square (Kingma and Ba, 2015, algorithm 1)."""
    beta_1, beta_2 = start.setting("beta_1"), start.setting("beta_2")
    past = start.slot("momentum", "m_{t-1}", "moyenne mobile du gradient, avant le pas")
    first = Equation("m_t", beta_1 * past + (1 - beta_1) * start.g)
    past = start.slot("velocity", "v_{t-1}", "moyenne mobile du carré du gradient, avant le pas")
    return first, Equation("v_t", beta_2 * past + (1 - beta_2) * start.g**2)


def _update(start: Start) -> Update:
    """Kingma and Ba (2015), the formula before their section 2.1: the bias is corrected in the rate."""
    first, second = moments(start)
    equations, state = [first, second], {"momentum": first.value, "velocity": second.value}
    velocity = second.named("moyenne mobile du carré du gradient")
    if start.config["amsgrad"]:
        past = start.slot("velocity_hat", r"\hat{v}_{t-1}", "plus grand diviseur, avant le pas")
        largest = Equation(r"\hat{v}_t", maximum(past, velocity))
        equations.append(largest)
        state["velocity_hat"] = largest.value
        velocity = largest.named("plus grand diviseur rencontré")
    beta_1, beta_2 = start.setting("beta_1"), start.setting("beta_2")
    corrected = start.setting("learning_rate") * sqrt(1 - beta_2**start.t) / (1 - beta_1**start.t)
    rate = Equation(r"\alpha_t", corrected)
    momentum = first.named("moyenne mobile du gradient")
    change = rate.named("taux corrigé du départ à zéro des moyennes") * momentum
    weight = Equation("w_t", start.w - change / (sqrt(velocity) + start.setting("epsilon")))
    return Update((*equations, rate, weight), state)


_DESCRIPTION = (
    "Adam tient à jour, pour chaque poids, une moyenne mobile du gradient et une moyenne mobile de son "
    "carré. Le pas suit la première, ce qui lui donne de l’inertie, et il est divisé par la racine de la "
    "seconde, ce qui règle sa taille poids par poids. Les deux moyennes partent de zéro\u202f: un facteur "
    "qui dépend du numéro du pas corrige ce départ."
)

ADAM = Optimizer(
    name="Adam",
    description=_DESCRIPTION,
    reference="Kingma et Ba, 2015, «\u202fAdam: a method for stochastic optimization\u202f»",
    arguments=("learning_rate", "beta_1", "beta_2", "epsilon", "amsgrad", *COMMON),
    initial_state=_initial_state,
    update=_update,
)

ADAMW = Optimizer(
    name="AdamW",
    description=(
        f"{_DESCRIPTION} AdamW retire en plus à chaque poids, avant chaque pas, une petite part de "
        "lui-même\u202f: les poids qui ne servent pas reviennent vers zéro, sans que ce retrait passe par "
        "les moyennes mobiles."
    ),
    reference="Loshchilov et Hutter, 2019, «\u202fDecoupled weight decay regularization\u202f»",
    arguments=(
        "learning_rate",
        "weight_decay",
        "beta_1",
        "beta_2",
        "epsilon",
        "amsgrad",
        *(name for name in COMMON if name != "weight_decay"),
    ),
    initial_state=_initial_state,
    update=_update,
)
