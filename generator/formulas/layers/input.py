"""InputLayer: what the network receives."""

from generator.formulas.layers.kind import LayerKind, without_weights

INPUT = LayerKind(
    type="InputLayer",
    why=without_weights("reçoit les données telles quelles"),
    # The shape is in the column of shapes.
    unsaid=frozenset({"batch_shape", "sparse", "ragged", "optional"}),
)
