"""Lion: steps of one size, in the direction of the sign of a mean gradient (Chen et al., 2023)."""

from collections.abc import Mapping
from typing import Any

from generator.formulas.equation import Equation, Symbol
from generator.formulas.functions import sign
from generator.formulas.optimizers.arguments import COMMON
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.step import Start, Update


def _initial_state(config: Mapping[str, Any]) -> Mapping[str, float]:
    return {"momentum": 0.0}


def _update(start: Start) -> Update:
    """Chen et al. (2023), algorithm 2."""
    beta_1, beta_2 = start.setting("beta_1"), start.setting("beta_2")
    past = start.slot("momentum", "m_{t-1}", "moyenne mobile du gradient, avant le pas")
    direction = sign(beta_1 * past + (1 - beta_1) * start.g)
    weight = Equation("w_t", start.w - start.setting("learning_rate") * direction)
    moment = Equation("m_t", beta_2 * past + (1 - beta_2) * start.g)
    return Update((moment, weight), {"momentum": moment.value})


LION = Optimizer(
    name="Lion",
    description=(
        "Lion ne garde du gradient que son signe\u202f: tous les pas ont la taille du taux d’apprentissage, "
        "dans le sens opposé à celui d’une moyenne du gradient et des précédents."
    ),
    reference="Chen et al., 2023, «\u202fSymbolic discovery of optimization algorithms\u202f»",
    arguments=("learning_rate", "beta_1", "beta_2", *COMMON),
    initial_state=_initial_state,
    update=_update,
    kept=(Symbol("m_t", "moyenne mobile du gradient"),),
)
