"""Reshape: the same values in another shape."""

from generator.formulas.layers.kind import LayerKind, without_weights
from generator.formulas.layers.option import Option

RESHAPE = LayerKind(
    type="Reshape",
    why=without_weights("range les mêmes valeurs autrement"),
    options=(Option("target_shape", " en {}"),),
)
