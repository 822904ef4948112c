"""Activation, ReLU, LeakyReLU, ELU, Softmax: a fixed function of the inputs."""

from generator.formulas.layers.kind import LayerKind, one_place, without_weights
from generator.formulas.layers.option import AxesOption, Option

ACTIVATION = LayerKind(
    type="Activation",
    why=without_weights("applique une fonction fixe à chaque entrée"),
    options=(Option("activation", ", {}"),),
    reach=one_place,
)
RELU = LayerKind(
    type="ReLU",
    why=without_weights("remplace les entrées négatives par zéro"),
    options=(
        Option("max_value", ", au plus {}", usual=None),
        Option("negative_slope", ", pente négative {}", usual=0),
        Option("threshold", ", seuil {}", usual=0),
    ),
    reach=one_place,
)
LEAKY_RELU = LayerKind(
    type="LeakyReLU",
    why=without_weights("multiplie les entrées négatives par une pente fixée d’avance"),
    options=(Option("negative_slope", ", pente négative {}"),),
    reach=one_place,
)
ELU = LayerKind(
    type="ELU",
    why=without_weights("remplace les entrées négatives par une exponentielle moins un"),
    options=(Option("alpha", ", facteur {}", usual=1),),
    reach=one_place,
)
SOFTMAX = LayerKind(
    type="Softmax",
    why=without_weights("transforme ses entrées en probabilités"),
    options=(AxesOption("axis", ", axes {}", usual=-1, singular=", axe {}"),),
)
