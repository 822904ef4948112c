"""Number of weights of each layer of a network, and of the whole network."""

from collections.abc import Sequence

from experiments.errors import ResultError
from generator.formulas.expression import Constant, Expression, Value
from generator.formulas.functions import add
from generator.formulas.layers.catalogue import kind_of
from generator.formulas.layers.layer import Layer


def weight_count(layer: Layer) -> Expression:
    """Return how many weights a layer has, trainable or not; as Keras counted them where no formula is known.

    Raises
    ------
    ResultError
        If the formula does not give the number that Keras counted.
    """
    count = Constant(0) if layer.shares else kind_of(layer.type).weights(layer)
    if count.value != layer.parameters:
        raise ResultError(
            f"{layer.source or 'sans source'}\u202f: la couche «\u202f{layer.name}\u202f» ({layer.type}) a "
            f"{layer.parameters} poids selon Keras, mais {count.value} selon la formule du rapport. Corrigez "
            f"la formule de {layer.type} dans generator/formulas/layers/, ou relancez l’expérience si le "
            "fichier de résultats a été modifié."
        )
    return count


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
