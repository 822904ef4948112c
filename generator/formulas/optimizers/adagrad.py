"""Adagrad (Duchi, Hazan and Singer, 2011), in the form that Keras computes: ε under the root."""

from collections.abc import Mapping
from typing import Any

from generator.formulas.equation import Equation
from generator.formulas.functions import sqrt
from generator.formulas.optimizers.arguments import COMMON
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.step import Start, Update


def _initial_state(config: Mapping[str, Any]) -> Mapping[str, float]:
    return {"accumulator": config["initial_accumulator_value"]}


def _update(start: Start) -> Update:
    """Duchi et al. (2011), the diagonal update of their section 1.1."""
    past = start.slot("accumulator", "a_{t-1}", "somme des carrés des gradients, avant le pas")
    accumulator = Equation("a_t", past + start.g**2)
    divisor = sqrt(accumulator.named("somme des carrés des gradients") + start.setting("epsilon"))
    weight = Equation("w_t", start.w - start.setting("learning_rate") * start.g / divisor)
    return Update((accumulator, weight), {"accumulator": accumulator.value})


ADAGRAD = Optimizer(
    name="Adagrad",
    description=(
        "Adagrad additionne, pour chaque poids, les carrés de tous les gradients depuis le début et "
        "divise le gradient par la racine de cette somme\u202f: plus un poids a déjà bougé, plus ses pas "
        "raccourcissent. La somme ne diminue jamais, si bien que tous les pas finissent par devenir très "
        "petits."
    ),
    reference=(
        "Duchi, Hazan et Singer, 2011, «\u202fAdaptive subgradient methods for online learning and "
        "stochastic optimization\u202f»"
    ),
    arguments=("learning_rate", "initial_accumulator_value", "epsilon", *COMMON),
    initial_state=_initial_state,
    update=_update,
    squares="accumulator",
)
