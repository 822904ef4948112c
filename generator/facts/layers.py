"""The layers of a network, as the formulas take them."""

from experiments.results.schema import Result
from generator.formulas.layers.layer import Layer


def formula_layers(result: Result) -> list[Layer]:
    """Return the layers that the output of a model depends on."""
    return [
        Layer.from_mapping(layer.model_dump(), f"{result.file}#/model/layers/{i}")
        for i, layer in enumerate(result.model.layers)
        if layer.connected
    ]
