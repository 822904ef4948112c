"""Which models answer a drawing: those that experiments select, as long as one page can load them."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.results.schema import Result
from experiments.results.weights import LARGEST
from generator.statistics.choice import select

HALF = 2  # bytes of a weight in half precision
BESIDE = 40_000  # bytes that its header and its examples add to a file of weights, at most


@dataclass(frozen=True)
class Contender:
    """The model of one experiment that answers, and the one that this experiment selects.

    Attributes
    ----------
    selected : Result
    answering : Result or None
        Another one of the experiment when the selected one is too heavy, None when the lightest still is.
    """

    selected: Result
    answering: Result | None


def contenders(experiments: Sequence[Sequence[Result]]) -> list[Contender]:
    """Choose the models that answer, one per experiment at most.

    While all together weigh more than a page may load, the heaviest gives way to the best lighter one of its
    experiment, and then to nobody.
    """
    selected = [select(results) for results in experiments]
    answering: list[Result | None] = list(selected)
    while sum(map(weight, filter(None, answering))) > LARGEST:
        rank = max(range(len(answering)), key=lambda index: weight(answering[index]))
        limit = weight(answering[rank])
        lighter = [result for result in experiments[rank] if weight(result) < limit]
        answering[rank] = select(lighter) if lighter else None
    return [Contender(*pair) for pair in zip(selected, answering, strict=True)]


def weight(result: Result | None) -> int:
    """Return how many bytes the weights of a model take; none for no model."""
    return 0 if result is None else HALF * result.model.parameters + BESIDE
