"""Depth of a network: how many of its layers combine their inputs by weights, along its longest path."""

from experiments.results.network import Layer, Model

# Layers whose weights combine no inputs: they scale or shift each one apart, weigh a resemblance, or are
# looked up in a table.
COMBINES_NOTHING = frozenset(
    {
        "AdditiveAttention",
        "Attention",
        "BatchNormalization",
        "Embedding",
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

    A layer called several times counts once per call. Normalisations, tables and attentions without weighted
    projections do not count.
    """
    calls = {layer.name: layer for layer in model.layers}
    reached = dict.fromkeys(model.inputs, 0)
    for layer in model.layers:
        before = max((reached[name] for name in layer.inputs), default=0)
        reached[layer.name] = before + _combines(layer, calls)
    return reached[model.output]


def _combines(layer: Layer, calls: dict[str, Layer]) -> bool:
    owner = calls[layer.shares] if layer.shares else layer
    return owner.parameters > 0 and layer.type not in COMBINES_NOTHING
