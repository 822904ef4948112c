"""What the answer of a model costs."""

from experiments.results.schema import Result
from generator.facts.layers import formula_layers
from generator.facts.quantity import Quantity, evaluated
from generator.formulas.multiply_adds import total_multiply_adds

FORMULA = "somme sur les couches, pour un exemple"


def multiply_adds(result: Result) -> Quantity | None:
    """Return how many multiply-adds one answer of a model needs; None when those of a layer are not known."""
    total = total_multiply_adds(formula_layers(result))
    return None if total is None else evaluated(total, FORMULA)
