"""Nadam: Adam with the momentum of Nesterov (Dozat, 2016)."""

from collections.abc import Mapping
from typing import Any

from generator.formulas.equation import Equation
from generator.formulas.expression import Constant, Expression, Value
from generator.formulas.functions import sqrt
from generator.formulas.optimizers.adam import moments
from generator.formulas.optimizers.arguments import COMMON
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.step import Start, Update


def _initial_state(config: Mapping[str, Any]) -> Mapping[str, float]:
    return {"momentum": 0.0, "velocity": 0.0, "u_product": 1.0}


def _scheduled_momentum(beta_1: Value, time: Expression) -> Expression:
    """Dozat (2016): the momentum grows towards β1; Keras fixes the decay at 0.96 per step."""
    return beta_1 * (1 - Constant(0.5) * Constant(0.96) ** time)


def _update(start: Start) -> Update:
    """Dozat (2016), algorithm 2."""
    beta_1, beta_2, time = start.setting("beta_1"), start.setting("beta_2"), start.t
    now = Equation("u_t", _scheduled_momentum(beta_1, time))
    following = Equation("u_{t+1}", _scheduled_momentum(beta_1, time + 1))
    u, next_u = now.named("inertie de ce pas"), following.named("inertie du pas suivant")
    past = start.slot("u_product", "U_{t-1}", "produit des inerties des pas précédents")
    product = Equation("U_t", past * u)
    whole = product.named("produit des inerties jusqu’à ce pas")
    first, second = moments(start)
    ahead = next_u * first.named("moyenne mobile du gradient") / (1 - whole * next_u)
    corrected_first = Equation(r"\hat{m}_t", ahead + (1 - u) * start.g / (1 - whole))
    velocity = second.named("moyenne mobile du carré du gradient")
    corrected_second = Equation(r"\hat{v}_t", velocity / (1 - beta_2**time))
    change = start.setting("learning_rate") * corrected_first.named("moyenne du gradient, corrigée")
    divisor = sqrt(corrected_second.named("moyenne du carré, corrigée")) + start.setting("epsilon")
    weight = Equation("w_t", start.w - change / divisor)
    return Update(
        (now, following, product, first, second, corrected_first, corrected_second, weight),
        {"momentum": first.value, "velocity": second.value, "u_product": product.value},
    )


NADAM = Optimizer(
    name="Nadam",
    description=(
        "Nadam est Adam avec l’inertie de Nesterov\u202f: le pas suit la moyenne mobile du gradient telle "
        "qu’elle sera au pas suivant, augmentée du gradient de ce pas, et il est divisé par la racine de "
        "la moyenne mobile du carré du gradient. L’inertie croît au fil des pas vers la valeur de beta_1."
    ),
    reference="Dozat, 2016, «\u202fIncorporating Nesterov momentum into Adam\u202f»",
    arguments=("learning_rate", "beta_1", "beta_2", "epsilon", *COMMON),
    initial_state=_initial_state,
    update=_update,
)
