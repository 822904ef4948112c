"""The layers of a model as a table, and where each of its weights comes from."""

from dataclasses import dataclass

from markupsafe import Markup

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.facts.layer_description import describe_layer
from generator.facts.layers import formula_layers
from generator.facts.quantity import Quantity, count
from generator.facts.reading import read
from generator.formulas.equation import Equation, Symbol
from generator.formulas.layer import Layer as FormulaLayer
from generator.formulas.layer_types import explanation
from generator.formulas.weights import total_count, weight_count

WEIGHTS = "n_{\\text{poids}}"


@dataclass(frozen=True)
class Row:
    """One layer of the summary, as ``model.summary()`` gives it.

    Attributes
    ----------
    name : str
        Name Keras gave.
    description : Markup
    output_shape : Markup
    parameters : Quantity
    why : str
        Why the layer has these weights.
    equation : Equation or None
        How their number comes about; None for a layer without weights.
    """

    name: str
    description: Markup
    output_shape: Markup
    parameters: Quantity
    why: str
    equation: Equation | None


@dataclass(frozen=True)
class Network:
    """A model: its layers, their weights, and the layers its graph does not reach.

    Attributes
    ----------
    rows : list of Row
    total : Quantity
        Weights, as Keras counted them.
    trainable : Quantity
    sum : Equation
        The same total, as the sum over the layers.
    symbols : list of Symbol
        What the symbols of the counts mean, each once.
    unreached : list of Markup
        Layers that the code declares and that the output does not depend on.
    """

    rows: list[Row]
    total: Quantity
    trainable: Quantity
    sum: Equation
    symbols: list[Symbol]
    unreached: list[Markup]


def network(result: Result) -> Network:
    """Lay out the network of a result.

    Raises
    ------
    ResultError
        If the formulas do not give the number of weights that Keras counted.
    """
    layers = formula_layers(result)
    total = count(read(result, "/model/parameters"))
    equation = Equation(WEIGHTS, total_count(layers))
    if equation.value != total.value:
        raise ResultError(
            f"{result.file} : /model/parameters : Keras compte {total.value} poids, "
            f"la somme des couches donne {equation.value}. Relancez l’expérience."
        )
    indices = [i for i, layer in enumerate(result.model.layers) if layer.connected]
    rows = [_row(result, index, layer) for index, layer in zip(indices, layers, strict=True)]
    return Network(
        rows=rows,
        total=total,
        trainable=count(read(result, "/model/trainable_parameters")),
        sum=equation,
        symbols=list(dict.fromkeys(s for row in rows if row.equation for s in row.equation.symbols)),
        unreached=[describe_layer(result, i) for i, x in enumerate(result.model.layers) if not x.connected],
    )


def _row(result: Result, index: int, layer: FormulaLayer) -> Row:
    sizes = [
        count(read(result, f"/model/layers/{index}/output_shape/{axis}"))
        for axis in range(len(layer.output_shape))
    ]
    weights = weight_count(layer)
    return Row(
        name=layer.name,
        description=describe_layer(result, index),
        output_shape=Markup("\u202f×\u202f").join(sizes),
        parameters=count(read(result, f"/model/layers/{index}/parameters")),
        why=explanation(layer),
        equation=Equation(WEIGHTS, weights) if weights.value else None,
    )
