"""Number of weights of each layer of a network, and of the whole network."""

from collections.abc import Sequence

from experiments.errors import ResultError
from generator.formulas.expression import Constant, Expression, Value
from generator.formulas.functions import add
from generator.formulas.layer import Layer
from generator.formulas.layer_types import CONVOLUTION, DENSE, NORMALISATION, require_known


def weight_count(layer: Layer) -> Expression:
    """Return how many weights a layer has, trainable or not.

    Raises
    ------
    ExperimentError
        If no formula is written for this Keras class.
    ResultError
        If the formula does not give the number that Keras counted.
    """
    require_known(layer.type)
    formula = FORMULAS.get(layer.type)
    count = formula(layer) if formula else Constant(0)
    if count.value != layer.parameters:
        raise ResultError(
            f"La couche «\u202f{layer.name}\u202f» ({layer.type}) a {layer.parameters} poids selon Keras, "
            f"mais {count.value} selon la formule du rapport. Corrigez la formule de {layer.type} dans "
            "generator/formulas/weights.py, ou relancez l’expérience si le fichier de résultats a été "
            "modifié."
        )
    return count


def trainable_count(layer: Layer) -> Expression:
    """Return how many weights of a layer the gradient changes; see `weight_count` for the failures."""
    count = weight_count(layer)
    if not layer.config.get("trainable", True):
        return Constant(0)
    return _learned_scales(layer) if layer.type == NORMALISATION else count


def total_count(layers: Sequence[Layer]) -> Expression:
    """Return the number of weights of a network: the sum over its layers, those without weights left out.

    See `weight_count` for the failures.
    """
    counts = [(layer, count) for layer in layers if (count := weight_count(layer)).value]
    return add(
        Value(
            f"n_{{{number}}}", count.value, f"poids de la couche {layer.name} ({layer.type})", count.sources
        )
        for number, (layer, count) in enumerate(counts, start=1)
    )


def _dense(layer: Layer) -> Expression:
    inputs = layer.input_size(-1, r"n_{\text{entrées}}", "nombre d’entrées de chaque neurone")
    units = layer.setting("units", r"n_{\text{neurones}}", "nombre de neurones, donc de biais")
    weights = inputs * units
    return weights + units if layer.config.get("use_bias", True) else weights


def _convolution(layer: Layer) -> Expression:
    per_filter = kernel_size(layer)
    filters = layer.setting("filters", r"n_{\text{filtres}}", "nombre de filtres, donc de canaux de sortie")
    return filters * (per_filter + 1) if layer.config.get("use_bias", True) else filters * per_filter


def kernel_size(layer: Layer) -> Expression:
    """Return the number of weights of one filter of a convolution, bias left out."""
    height = layer.setting("kernel_size/0", "k_h", "hauteur du noyau")
    width = layer.setting("kernel_size/1", "k_l", "largeur du noyau")
    channels = layer.input_size(-1, "c", "nombre de canaux d’entrée")
    if layer.config.get("groups", 1) == 1:
        return height * width * channels
    groups = layer.setting("groups", "g", "nombre de groupes de canaux")
    return height * width * (channels / groups)


def _normalisation(layer: Layer) -> Expression:
    learned = _learned_scales(layer)
    moving = 2 * _normalised_channels(layer)
    return learned + moving if learned.value else moving


def _learned_scales(layer: Layer) -> Expression:
    channels = _normalised_channels(layer)
    scale, center = (layer.config.get(key, True) for key in ("scale", "center"))
    if scale and center:
        return 2 * channels
    return channels if scale or center else Constant(0)


def _normalised_channels(layer: Layer) -> Value:
    # Keras counts the axes with the batch; a recorded shape has no batch.
    axis = layer.config.get("axis", -1)
    axis = axis[0] if isinstance(axis, list | tuple) else axis
    return layer.input_size(axis if axis < 0 else axis - 1, "c", "nombre de canaux")


FORMULAS = {DENSE: _dense, CONVOLUTION: _convolution, NORMALISATION: _normalisation}
