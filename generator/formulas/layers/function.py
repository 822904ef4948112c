"""Lambda: a function that the author of the model wrote."""

from generator.formulas.layers.kind import LayerKind, unknown_work, without_weights
from generator.formulas.layers.option import Option

LAMBDA = LayerKind(
    type="Lambda",
    why=without_weights("applique une fonction écrite dans le code du modèle"),
    options=(Option("function", ", {}"), Option("arguments", ", arguments {}", usual={})),
    # The column of shapes holds the first; what is masked is no setting of the network.
    unsaid=frozenset({"output_shape", "mask"}),
    multiply_adds=unknown_work,
)
