"""Number of multiplications followed by an addition that a network needs for one example, once trained.

One per product of a weight and an input, or of two values; one per value for a rescaling or a normalisation.
Biases, sums, activation functions, the maxima and means of poolings, and layers that act only during the
training count for nothing. A layer called several times counts each time.
"""

from collections.abc import Sequence

from generator.formulas.calls import kind_of_call
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import add
from generator.formulas.layers.layer import Layer


def total_multiply_adds(layers: Sequence[Layer]) -> Expression | None:
    """Return the multiply-adds of a network for one example; None when those of a layer are not known."""
    terms: list[Value] = []
    for layer in layers:
        count = kind_of_call(layer).multiply_adds(layer)
        if count is None:
            return None
        if count.value:
            meaning = f"multiplications-additions de la couche {layer.name} ({layer.type})"
            terms.append(Value(f"m_{{{len(terms) + 1}}}", count.value, meaning, count.sources))
    return add(terms)
