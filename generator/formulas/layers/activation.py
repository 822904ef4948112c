"""Activation, ReLU, Softmax: a fixed function of the inputs."""

from generator.formulas.layers.kind import LayerKind, without_weights
from generator.formulas.layers.option import Option

ACTIVATION = LayerKind(
    type="Activation",
    why=without_weights("applique une fonction fixe à chaque entrée"),
    options=(Option("activation", ", {}"),),
)
RELU = LayerKind(
    type="ReLU",
    why=without_weights("remplace les entrées négatives par zéro"),
    options=(
        Option("max_value", ", au plus {}", usual=None),
        Option("negative_slope", ", pente négative {}", usual=0),
        Option("threshold", ", seuil {}", usual=0),
    ),
)
SOFTMAX = LayerKind(
    type="Softmax",
    why=without_weights("transforme ses entrées en probabilités"),
    options=(Option("axis", ", axe {}", usual=-1),),
)
