"""The same gradient on the same weight, by one optimiser and by those it is usually compared with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed
from generator.formulas.optimizers.catalogue import optimizer_named
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.step import Start

LATER = 100
# What Keras does unless asked otherwise; the rate is that of the model.
_COMMON = {"weight_decay": None, "clipnorm": None, "clipvalue": None, "global_clipnorm": None}
USUAL: Mapping[str, Mapping[str, Any]] = {
    "SGD": {"momentum": 0.0, "nesterov": False, **_COMMON},
    "RMSprop": {"rho": 0.9, "momentum": 0.0, "epsilon": 1e-7, "centered": False, **_COMMON},
    "Adam": {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": False, **_COMMON},
}


@dataclass(frozen=True)
class ComparedStep:
    """How far an optimiser moves a weight.

    Attributes
    ----------
    own : bool
        Whether it trained the model.
    first : Quantity
        Its first step, when it remembers nothing yet.
    later : Quantity
        Its step number `LATER`, had the gradient stayed the same.
    """

    name: str
    own: bool
    first: Quantity
    later: Quantity


def compared_steps(result: Result, own: Optimizer) -> list[ComparedStep]:
    """Compare optimisers on the weight of the recorded update; none where its gradient is zero."""
    recorded, arguments = result.worked_step, result.training.optimizer.arguments
    if not recorded.gradient:
        return []
    configs = {**USUAL, own.name: arguments}
    sources = tuple(f"{result.file}#/worked_step/{name}" for name in ("gradient", "learning_rate"))
    found = []
    for name, config in configs.items():
        moves = _moves(result, own if name == own.name else optimizer_named(name), config)
        if moves is None:
            continue
        first, later = (computed(move, sources, f"{name}, mémoires vides au départ", 2) for move in moves)
        found.append(ComparedStep(name, name == own.name, first, later))
    return found


def _moves(result: Result, optimizer: Optimizer, config: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return the first move of the weight and that of step `LATER`; None when a step cannot be computed."""
    recorded = result.worked_step
    used = {**config, "learning_rate": recorded.learning_rate}
    try:
        state, weight, moves = optimizer.first_state(used), recorded.weight_before, []
        for _ in range(LATER):
            start = Start(
                state,
                recorded.gradient,
                weight,
                used,
                gradient_norm=recorded.gradient_norm,
                global_gradient_norm=recorded.global_gradient_norm,
            )
            step = optimizer.step(start)
            moves.append(step.weight - weight)
            state, weight = step.state, step.weight
    except (ResultError, ArithmeticError):
        return None
    return moves[0], moves[-1]
