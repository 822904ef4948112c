"""Optimisers the report knows, by the name of their Keras class: every file of this folder adds its own."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from generator.formulas.catalogue import found_in
from generator.formulas.optimizers.optimizer import Optimizer

PACKAGE = "generator.formulas.optimizers"


@cache
def optimizers() -> Mapping[str, Optimizer]:
    """Return the optimisers that the files of this folder describe."""
    return {optimizer.name: optimizer for optimizer in found_in(PACKAGE, Optimizer)}


def optimizer_named(name: str) -> Optimizer:
    """Return an optimiser by the name of its Keras class, without equations when no file describes it."""
    for known, optimizer in optimizers().items():
        if known.lower() == name.lower():
            return optimizer
    return _unknown(name)


def optimizer_of(name: str, config: Mapping[str, Any]) -> Optimizer:
    """Return an optimiser by its name, without equations when it has not the arguments of its namesake."""
    optimizer = optimizer_named(name)
    return optimizer if optimizer.written(config) else _unknown(name)


def _unknown(name: str) -> Optimizer:
    return Optimizer(
        name=name,
        description=(
            f"{name} n’a pas d’équation connue du rapport\u202f: Keras calcule ses pas, repris tels quels."
        ),
        reference="",
        arguments=(),
    )
