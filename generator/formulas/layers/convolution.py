"""Conv2D: filters that read the same small window everywhere."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.layers.kind import FROZEN, LayerKind, Role
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option
from generator.formulas.layers.trained import weight_options
from generator.formulas.layers.windows import AXES, channels, window_counts


def _why(layer: Layer) -> str:
    bias = "plus un biais" if layer.config.get("use_bias", True) else "sans biais"
    return (
        f"Chaque filtre a un poids par position de son noyau et par canal qu’il lit, {bias}\u202f; "
        "les mêmes poids servent à toutes les positions de l’entrée."
    )


def _weights(layer: Layer) -> Expression:
    per_filter = _kernel_size(layer)
    filters = layer.setting("filters", r"n_{\text{filtres}}", "nombre de filtres, donc de canaux de sortie")
    return filters * (per_filter + 1) if layer.config.get("use_bias", True) else filters * per_filter


def _kernel_size(layer: Layer) -> Expression:
    """Return the number of weights of one filter, bias left out."""
    height = layer.setting("kernel_size/0", "k_h", "hauteur du noyau")
    width = layer.setting("kernel_size/1", "k_l", "largeur du noyau")
    if layer.config.get("groups", 1) == 1:
        return height * width * channels(layer)
    groups = layer.setting("groups", "g", "nombre de groupes de canaux")
    return height * width * (channels(layer) / groups)


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    filters = layer.setting("filters", r"n_{\text{filtres}}", "nombre de filtres")
    return (*window_counts(layer, _covered), Equation("c'", filters))


def _covered(layer: Layer, axis: int) -> Expression:
    letter, name = AXES[axis]
    kernel = layer.setting(f"kernel_size/{axis}", f"k_{letter}", f"{name} du noyau")
    dilation = layer.setting(f"dilation_rate/{axis}", f"d_{letter}", f"dilatation selon la {name}")
    return kernel if dilation.number == 1 else dilation * (kernel - 1) + 1


def _multiply_adds(layer: Layer) -> Expression:
    height = layer.output_size(0, "h'", "hauteur de la sortie")
    width = layer.output_size(1, "l'", "largeur de la sortie")
    filters = layer.setting("filters", r"n_{\text{filtres}}", "nombre de filtres")
    return height * width * filters * _kernel_size(layer)


CONV2D = LayerKind(
    type="Conv2D",
    why=_why,
    role=Role.CONVOLUTION,
    options=(
        Option("filters", " de {} filtres", singular=" de {} filtre"),
        Option("kernel_size", " de {}"),
        Option("strides", ", pas de {}", usual=1),
        Option("padding", ", padding {}", usual="valid"),
        Option("dilation_rate", ", dilatation de {}", usual=1),
        Option("groups", ", {} groupes de canaux", usual=1),
        Option("activation", ", {}", usual="linear"),
        Option("use_bias", ", sans biais", usual=True),
        *weight_options("kernel", "des noyaux", "GlorotUniform"),
        *weight_options("bias", "des biais", "Zeros"),
        Option("activity_regularizer", ", régularisation des sorties {}", usual=None),
        FROZEN,
    ),
    weights=_weights,
    output_shape=_output_shape,
    multiply_adds=_multiply_adds,
)
