"""Which algorithm learned the weights, with which arguments, against which loss."""

from collections.abc import Hashable
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.grouping import grouped
from generator.sections.activation_use import (
    ActivationUse,
    Backpropagation,
    activation_uses,
    backpropagation,
)
from generator.sections.loss_use import LossUse, equations_of, loss_use
from generator.sections.optimizer_use import UNSHOWN, OptimizerUse, optimizer_use


@dataclass(frozen=True)
class Learning:
    """What optimised what; one entry each when all models agree."""

    optimizers: list[OptimizerUse]
    losses: list[LossUse]
    activations: list[ActivationUse]
    backpropagation: Backpropagation | None


def learning(results: list[Result]) -> Learning:
    """Group the models by optimiser and arguments, and by loss."""
    return Learning(
        optimizers=[optimizer_use(group) for group in grouped(results, _optimizer_key).values()],
        losses=[loss_use(group) for group in grouped(results, _loss_key).values()],
        activations=activation_uses(results),
        backpropagation=backpropagation(results),
    )


def _optimizer_key(result: Result) -> Hashable:
    used = result.training.optimizer
    return used.name, repr({k: v for k, v in used.arguments.items() if k not in UNSHOWN})


def _loss_key(result: Result) -> Hashable:
    used, steps = result.training.loss, equations_of(result)
    written = (steps.loss, *steps.definitions) if steps else ()
    symbolic = tuple(equation.symbolic for equation in written)
    return used.name, repr(used.arguments), result.model.output_shape[-1], symbolic
