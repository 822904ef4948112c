"""The activation functions that the layers of a network apply."""

from experiments.results.network import Layer
from experiments.results.schema import Result

# Layers that are an activation by themselves, as long as their options are the usual ones.
LAYERS = {"ReLU": "relu", "Softmax": "softmax", "ELU": "elu"}
USUAL = {"max_value": None, "negative_slope": 0, "threshold": 0, "alpha": 1, "axis": -1}
NONE = "linear"


def activations(result: Result) -> list[str]:
    """Return the Keras names of the activations of a network, each once, in the order of its layers."""
    found = (_activation(layer) for layer in result.model.layers if layer.connected)
    return list(dict.fromkeys(name for name in found if name and name != NONE))


def output_activation(result: Result) -> str:
    """Return the Keras name of the activation that gives the answers; empty when there is none."""
    (last,) = [layer for layer in result.model.layers if layer.name == result.model.output]
    return _activation(last)


def _activation(layer: Layer) -> str:
    held = layer.config.get("activation")
    if isinstance(held, str):
        return held
    if any(layer.config.get(option, usual) != usual for option, usual in USUAL.items()):
        return ""
    return "" if layer.operation else LAYERS.get(layer.type, "")
