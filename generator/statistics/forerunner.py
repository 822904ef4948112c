"""Which earlier model each model of an experiment is compared with."""

from collections.abc import Sequence

from experiments.results.schema import Result
from generator.statistics.factors import differing, factors


def forerunners(models: Sequence[Result]) -> list[Result | None]:
    """Return the model that each one is compared with: the one before it, None for the first.

    A model that changes at most one thing of one further up shows what it does: it is compared with the last
    such.
    """
    chosen = [factors(model) for model in models]
    found: list[Result | None] = []
    for rank, values in enumerate(chosen):
        one_thing = (other for other in reversed(range(rank)) if len(differing(chosen[other], values)) <= 1)
        before = next(one_thing, rank - 1)
        found.append(models[before] if rank else None)
    return found
