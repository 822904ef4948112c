"""The layers of a network, as the formulas take them."""

from experiments.results.schema import Result
from generator.formulas.layers.layer import Layer
from generator.formulas.weights import derived_count


def formula_layers(result: Result) -> list[Layer]:
    """Return the layers that the output of a model depends on."""
    return [
        Layer(
            layer.name,
            layer.type,
            {**layer.config, **layer.arguments} if layer.operation else layer.config,
            tuple(layer.input_shape),
            tuple(layer.output_shape),
            layer.parameters,
            source=f"{result.file}#/model/layers/{i}",
            shares=layer.shares,
            operation=layer.operation,
            other_inputs=tuple(map(tuple, layer.input_shapes[1:])),
            variables=tuple((variable.name, tuple(variable.shape)) for variable in layer.variables),
        )
        for i, layer in enumerate(result.model.layers)
        if layer.connected
    ]


def contradictions(result: Result) -> list[str]:
    """Say in French, for whoever builds the pages, which layers Keras and the formulas count otherwise."""
    return [
        f"{layer.source} : la couche « {layer.name} » ({layer.type}) a {layer.parameters} poids selon Keras, "
        f"mais {derived.value} selon la formule du rapport ; la page montre le compte de Keras. Relancez "
        "l’expérience si le fichier de résultats a été modifié ; sinon, corrigez la formule dans "
        "generator/formulas/layers/."
        for layer in formula_layers(result)
        if (derived := derived_count(layer)) is not None and derived.value != layer.parameters
    ]
