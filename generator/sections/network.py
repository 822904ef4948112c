"""The layers of a model in order, and where each of its weights comes from."""

from dataclasses import dataclass

from markupsafe import Markup

from experiments.results.schema import Result
from generator.facts.layer_description import describe_layer
from generator.facts.layers import formula_layers
from generator.facts.quantity import Quantity, count
from generator.facts.reading import read
from generator.formulas.equation import Equation, Symbol
from generator.formulas.layers.catalogue import kind_of
from generator.formulas.layers.layer import Layer as FormulaLayer
from generator.formulas.weights import total_count, weight_count

WEIGHTS = "n_{\\text{poids}}"
TIMES = Markup("\u202f×\u202f")
INPUT = "entrée"


@dataclass(frozen=True)
class Row:
    """One layer of the summary, as ``model.summary()`` gives it.

    Attributes
    ----------
    name : str
        Name Keras gave.
    origins : tuple of str
        Layers that feed it; empty when it is only the one before, or the input for the first.
    output_shape : Markup
    why : str
        Why the layer has these weights.
    equation : Equation or None
        How their number comes about; None for a layer without weights, or whose weights only Keras counts.
    """

    name: str
    description: Markup
    origins: tuple[str, ...]
    output_shape: Markup
    parameters: Quantity
    why: str
    equation: Equation | None


@dataclass(frozen=True)
class Network:
    """A model: its layers, their weights, and the layers its graph does not reach.

    Attributes
    ----------
    input_shape : Markup
    total : Quantity
        Weights, as Keras counted them.
    sum : Equation
        The same total, as the sum over the layers.
    symbols : list of Symbol
        What the symbols of the counts mean, each once.
    unreached : list of Markup
        Layers that the code declares and that the output does not depend on.
    """

    input_shape: Markup
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
    indices = [i for i, layer in enumerate(result.model.layers) if layer.connected]
    previous = [INPUT, *(layer.name for layer in layers)]
    rows = [_row(result, *each) for each in zip(indices, layers, previous, strict=False)]
    return Network(
        input_shape=_shape(result, "/model/input_shape"),
        rows=rows,
        total=count(read(result, "/model/parameters")),
        trainable=count(read(result, "/model/trainable_parameters")),
        sum=Equation(WEIGHTS, total_count(layers)),
        symbols=list(dict.fromkeys(s for row in rows if row.equation for s in row.equation.symbols)),
        unreached=[describe_layer(result, i) for i, x in enumerate(result.model.layers) if not x.connected],
    )


def _row(result: Result, index: int, layer: FormulaLayer, previous: str) -> Row:
    weights = weight_count(layer)
    kind = kind_of(layer.type)
    return Row(
        name=layer.name,
        description=describe_layer(result, index),
        origins=_origins(result, index, previous),
        output_shape=_shape(result, f"/model/layers/{index}/output_shapes/0"),
        parameters=count(read(result, f"/model/layers/{index}/parameters")),
        why=kind.why(layer),
        equation=Equation(WEIGHTS, weights) if weights.value and kind.known else None,
    )


def _origins(result: Result, index: int, previous: str) -> tuple[str, ...]:
    """Return what feeds a layer, unless it is only what stands just before it."""
    layers = result.model.layers
    names = {layer.name for layer in layers}
    # Only layers are listed: what comes from none of them is the input of the network.
    origins = tuple(name if name in names else INPUT for name in layers[index].inputs)
    return () if origins == (previous,) else origins


def _shape(result: Result, pointer: str) -> Markup:
    axes = range(len(read(result, pointer).value))
    return TIMES.join(count(read(result, f"{pointer}/{axis}")) for axis in axes)
