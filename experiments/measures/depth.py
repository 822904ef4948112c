"""Depth of a network: how many of its layers combine their inputs by weights, along its longest path."""

from experiments.results.network import Layer, Model

# Layers whose weights only scale and shift each input apart: none combines several.
SCALING = frozenset(
    {
        "BatchNormalization",
        "GroupNormalization",
        "LayerNormalization",
        "Normalization",
        "PReLU",
        "RMSNormalization",
        "UnitNormalization",
    }
)


def depth(model: Model) -> int:
    """Return the largest number of layers that combine their inputs by weights on a path to the output.

    A layer called several times counts once per call. Normalisations do not count.
    """
    calls = {layer.name: layer for layer in model.layers}
    reached = dict.fromkeys(model.inputs, 0)
    for layer in model.layers:
        before = max((reached[name] for name in layer.inputs), default=0)
        reached[layer.name] = before + _combines(layer, calls)
    return reached[model.output]


def _combines(layer: Layer, calls: dict[str, Layer]) -> bool:
    owner = calls[layer.shares] if layer.shares else layer
    return owner.parameters > 0 and layer.type not in SCALING
