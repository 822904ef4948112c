"""Number of multiplications followed by an addition that a network needs for one image."""

from collections.abc import Sequence

from generator.formulas.expression import Constant, Expression, Value
from generator.formulas.functions import add, product
from generator.formulas.layer import Layer
from generator.formulas.layer_types import CONVOLUTION, DENSE, NORMALISATION, RESCALING, require_known
from generator.formulas.weights import kernel_size

CONVENTION = (
    "On compte une multiplication-addition par produit d’un poids et d’une entrée, pour une image, une fois "
    "le réseau entraîné\u202f; une par valeur pour une mise à l’échelle ou une normalisation. Le biais, les "
    "fonctions d’activation, les maximums et les moyennes du pooling, et les couches qui n’agissent que "
    "pendant l’entraînement comptent pour zéro."
)


def multiply_add_count(layer: Layer) -> Expression:
    """Return the multiply-adds of a layer for one image, under `CONVENTION`.

    Raises
    ------
    ExperimentError
        If no formula is written for this Keras class.
    """
    require_known(layer.type)
    formula = FORMULAS.get(layer.type)
    return formula(layer) if formula else Constant(0)


def total_multiply_adds(layers: Sequence[Layer]) -> Expression:
    """Return the multiply-adds of a network for one image; see `multiply_add_count` for the failures."""
    counts = [(layer, count) for layer in layers if (count := multiply_add_count(layer)).value]
    return add(
        Value(
            f"m_{{{number}}}",
            count.value,
            f"multiplications-additions de la couche {layer.name} ({layer.type})",
            count.sources,
        )
        for number, (layer, count) in enumerate(counts, start=1)
    )


def _dense(layer: Layer) -> Expression:
    inputs = layer.input_size(-1, r"n_{\text{entrées}}", "nombre d’entrées de chaque neurone")
    units = layer.setting("units", r"n_{\text{neurones}}", "nombre de neurones")
    # Keras applies a dense layer to the last axis, once per position along the others.
    return product([*_sizes(layer)[:-1], inputs, units])


def _convolution(layer: Layer) -> Expression:
    height = layer.output_size(0, "h'", "hauteur de la sortie")
    width = layer.output_size(1, "l'", "largeur de la sortie")
    filters = layer.setting("filters", r"n_{\text{filtres}}", "nombre de filtres")
    return height * width * filters * kernel_size(layer)


def _one_per_value(layer: Layer) -> Expression:
    return product(_sizes(layer))


def _sizes(layer: Layer) -> list[Value]:
    return [
        layer.input_size(axis, f"d_{{{axis + 1}}}", f"taille de l’entrée selon l’axe {axis + 1}")
        for axis in range(len(layer.input_shape))
    ]


FORMULAS = {
    DENSE: _dense,
    CONVOLUTION: _convolution,
    NORMALISATION: _one_per_value,
    RESCALING: _one_per_value,
}
