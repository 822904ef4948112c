"""The layers of a network, as the formulas take them."""

from experiments.results.schema import Result
from generator.formulas.layers.layer import Layer


def formula_layers(result: Result) -> list[Layer]:
    """Return the layers that the output of a model depends on."""
    return [
        Layer(
            layer.name,
            layer.type,
            layer.config,
            tuple(layer.input_shape),
            tuple(layer.output_shape),
            layer.parameters,
            source=f"{result.file}#/model/layers/{i}",
            shares=layer.shares,
        )
        for i, layer in enumerate(result.model.layers)
        if layer.connected
    ]
