"""Adamax: Adam with the largest gradient in place of the mean of squares (Kingma and Ba, 2015)."""

from collections.abc import Mapping
from typing import Any

from generator.formulas.equation import Equation
from generator.formulas.functions import absolute, maximum
from generator.formulas.optimizers.arguments import COMMON
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.step import Start, Update


def _initial_state(config: Mapping[str, Any]) -> Mapping[str, float]:
    return {"momentum": 0.0, "norm": 0.0}


def _update(start: Start) -> Update:
    """Kingma and Ba (2015), algorithm 2; Keras adds ε to the divisor."""
    beta_1, beta_2 = start.setting("beta_1"), start.setting("beta_2")
    past = start.slot("momentum", "m_{t-1}", "moyenne mobile du gradient, avant le pas")
    largest = start.slot("norm", "u_{t-1}", "plus grand gradient, avant le pas")
    first = Equation("m_t", beta_1 * past + (1 - beta_1) * start.g)
    norm = Equation("u_t", maximum(beta_2 * largest, absolute(start.g)))
    divisor = (1 - beta_1**start.t) * (
        norm.named("plus grand gradient, les anciens comptant de moins en moins") + start.setting("epsilon")
    )
    change = start.setting("learning_rate") * first.named("moyenne mobile du gradient") / divisor
    weight = Equation("w_t", start.w - change)
    return Update((first, norm, weight), {"momentum": first.value, "norm": norm.value})


ADAMAX = Optimizer(
    name="Adamax",
    description=(
        "Adamax est Adam où le pas est divisé, au lieu de la racine d’une moyenne de carrés, par le plus "
        "grand gradient rencontré, les anciens comptant de moins en moins."
    ),
    reference="Kingma et Ba, 2015, «\u202fAdam: a method for stochastic optimization\u202f», section 7",
    arguments=("learning_rate", "beta_1", "beta_2", "epsilon", *COMMON),
    initial_state=_initial_state,
    update=_update,
)
