"""PReLU: a slope for negative inputs, learned (He et al., 2015)."""

from generator.formulas.expression import Expression
from generator.formulas.functions import product
from generator.formulas.layers.kind import FROZEN, LayerKind
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import AxesOption
from generator.formulas.layers.trained import weight_options


def _why(layer: Layer) -> str:
    shared = " Celles d’un axe partagé ont la même." if layer.config.get("shared_axes") else ""
    return f"Chaque entrée a une pente apprise, qui la multiplie quand elle est négative.{shared}"


def _weights(layer: Layer) -> Expression:
    # Keras counts the axes with the batch.
    shared = {axis - 1 for axis in layer.config.get("shared_axes") or ()}
    return product(size for axis, size in enumerate(layer.input_sizes()) if axis not in shared)


def _multiply_adds(layer: Layer) -> Expression:
    return product(layer.input_sizes())


PRELU = LayerKind(
    type="PReLU",
    why=_why,
    options=(
        AxesOption("shared_axes", ", axes partagés {}", usual=None, singular=", axe partagé {}"),
        *weight_options("alpha", "des pentes", "Zeros"),
        FROZEN,
    ),
    weights=_weights,
    multiply_adds=_multiply_adds,
)
