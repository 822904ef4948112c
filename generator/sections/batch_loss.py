"""The loss of a batch: the mean of those of its examples, weighted by class where classes have weights."""

from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, exact
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference

MEAN = r"\frac{1}{n} \sum_{i=1}^{n} L_i"
WEIGHTED_MEAN = r"\frac{1}{n} \sum_{i=1}^{n} w_{c_i} \cdot L_i"
# Enough to tell the weights of two models apart.
DIGITS = 4


@dataclass(frozen=True)
class ClassWeight:
    """How much an example of a class counts."""

    name: Quantity
    weight: Quantity


@dataclass(frozen=True)
class ClassWeights:
    """The weights of the classes in the loss that a model was trained with."""

    model: ModelReference
    classes: list[ClassWeight]


def mean_loss(result: Result) -> str:
    """Return the LaTeX of the loss of a batch while a model is trained."""
    return MEAN if result.training.class_weights is None else WEIGHTED_MEAN


def class_weights(result: Result) -> ClassWeights | None:
    """Return the weights of the classes; None where all examples count alike."""
    weights = result.training.class_weights
    if weights is None:
        return None
    return ClassWeights(
        model=reference(result),
        classes=[
            ClassWeight(_name(result, rank), exact(read(result, f"/training/class_weights/{rank}"), DIGITS))
            for rank in range(len(weights))
        ],
    )


def _name(result: Result, rank: int) -> Quantity:
    name = read(result, f"/data/classes/{rank}")
    return Quantity(rank, str(name.value), (name.source,), "nom de la classe")
