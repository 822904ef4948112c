"""The calls of a network in order, who feeds whom, and where each of its weights comes from."""

from dataclasses import dataclass

from experiments.results.network import Layer
from experiments.results.schema import Result
from generator.facts.grouping import grouped
from generator.facts.layer_description import describe_layer
from generator.facts.layers import formula_layers
from generator.facts.quantity import Quantity, count, evaluated
from generator.facts.reading import read
from generator.facts.shape import shape
from generator.formulas.calls import kind_of_call
from generator.formulas.equation import Equation, Symbol
from generator.formulas.layers.catalogue import neutral
from generator.formulas.layers.layer import Layer as FormulaLayer
from generator.formulas.markup import Markup
from generator.formulas.weights import derived_count, total_count
from generator.sections.blocks import READ_ONE_BY_ONE, Block, alone, blocks
from generator.sections.lanes import Stretch, lay_lanes
from generator.sections.row import Origin, Row
from generator.sections.symbols import notations

WEIGHTS = Symbol("n_{\\text{poids}}", "nombre de poids, d’une couche ou de tout le réseau")
PART = Symbol("n_{i}", "nombre de poids de la i-ème couche, celles qui n’en ont pas n’étant pas comptées")
INPUT = "entrée"
FORMULA = "formule du rapport, que Keras contredit"
SHARED = "Cet appel réutilise les poids de la même couche, déjà comptés à son premier appel."


@dataclass(frozen=True)
class Derivation:
    """Where the weights of a layer come from, said once for all the layers that are alike.

    Attributes
    ----------
    sources : tuple of str
        Of the numbers of all of them.
    row : Row
        The first of these layers.
    why : str
        What decides of their number; empty where an earlier layer says the same.
    """

    names: list[str]
    sources: tuple[str, ...]
    row: Row
    why: str


@dataclass(frozen=True)
class Network:
    """A model: its calls, their weights, and the layers its graph does not reach.

    Attributes
    ----------
    anchor : str
        Where its input is on the page.
    stretch : Stretch
        What the drawing shows beside the input.
    chain : bool
        Whether each layer receives what the one before gives, and nothing else is to be told of the graph.
    input_shape : Markup
    blocks : list of Block
        The same calls, where the types of layers that repeat in a long chain are put together.
    total : Quantity
        Weights, as Keras counted them.
    sum : Equation
        The same total, as the sum over the layers.
    symbols : list of Symbol
        What the symbols of the counts and of their sum mean, each once.
    unreached : list of Markup
        Layers that the code declares and that the output does not depend on.
    """

    anchor: str
    stretch: Stretch
    chain: bool
    input_shape: Markup
    rows: list[Row]
    blocks: list[Block]
    total: Quantity
    trainable: Quantity
    sum: Equation
    symbols: list[Symbol]
    unreached: list[Markup]

    @property
    def long(self) -> bool:
        """Whether its calls are too many to be read one by one."""
        return len(self.rows) > READ_ONE_BY_ONE

    @property
    def all_trainable(self) -> bool:
        """Whether training may change every weight."""
        return self.trainable.value == self.total.value

    @property
    def lanes(self) -> int:
        """How many lanes the drawing needs."""
        return 1 + max(place.lane for place in (self.stretch, *(row.stretch for row in self.rows)))

    @property
    def derivations(self) -> list[Derivation]:
        """Where the weights come from, in order; layers that are alike come together."""
        alike = list(grouped(self.rows, _derived).values())
        whys = [rows[0].why for rows in alike]
        return [
            Derivation(
                names=[row.name for row in rows],
                sources=tuple(s for row in rows if row.equation for s in row.equation.sources),
                row=rows[0],
                why="" if why in whys[:rank] else why,
            )
            for rank, (rows, why) in enumerate(zip(alike, whys, strict=True))
        ]

    @property
    def contradicted(self) -> list[Row]:
        """The calls whose weights the report does not find as Keras counted them."""
        return [row for row in self.rows if row.contradicted is not None]


def network(result: Result) -> Network:
    """Lay out the network of a result."""
    layers = formula_layers(result)
    calls = [(index, layer) for index, layer in enumerate(result.model.layers) if layer.connected]
    fed = [(layer.name, tuple(_source(result, name) for name in layer.inputs)) for _, layer in calls]
    entry, *stretches = lay_lanes([(INPUT, ()), *fed])
    rows = [
        _row(result, index, layer, stretch)
        for (index, _), layer, stretch in zip(calls, layers, stretches, strict=True)
    ]
    chain = _is_chain([layer for _, layer in calls], fed)
    return Network(
        anchor=f"{result.id}-entree",
        stretch=entry,
        chain=chain,
        input_shape=shape(result, "/model/input_shape"),
        rows=rows,
        blocks=blocks(rows) if chain else [alone(row) for row in rows],
        total=count(read(result, "/model/parameters")),
        trainable=count(read(result, "/model/trainable_parameters")),
        sum=Equation(WEIGHTS.latex, total_count(layers)),
        symbols=[*notations([row.equation for row in rows if row.equation], [WEIGHTS]), PART],
        unreached=[describe_layer(result, i) for i, x in enumerate(result.model.layers) if not x.connected],
    )


def _derived(row: Row) -> tuple[str, ...]:
    """Return all that is said of where the weights of a layer come from."""
    lines = row.equation.lines if row.equation else ()
    return (row.description.striptags(), row.why, str(row.parameters.text), *lines)


def _is_chain(calls: list[Layer], fed: list[tuple[str, tuple[str, ...]]]) -> bool:
    """Tell whether each call is a layer of its own that receives what the one before gives."""
    before = [INPUT, *(name for name, _ in fed)]
    plain = not any(call.shares or call.block for call in calls)
    return plain and all(sources == (name,) for name, (_, sources) in zip(before, fed, strict=False))


def _row(result: Result, index: int, layer: FormulaLayer, stretch: Stretch) -> Row:
    recorded, derived = result.model.layers[index], derived_count(layer)
    agrees = derived is not None and derived.value == layer.parameters
    kind = kind_of_call(layer) if agrees else neutral(layer.type)
    return Row(
        name=layer.name,
        type=layer.type,
        anchor=_anchor(result, layer.name),
        description=describe_layer(result, index),
        origins=tuple(
            Origin(
                _source(result, name),
                _anchor(result, name),
                shape(result, f"/model/layers/{index}/input_shapes/{position}"),
            )
            for position, name in enumerate(recorded.inputs)
        ),
        output_shape=shape(result, f"/model/layers/{index}/output_shapes/0"),
        parameters=count(read(result, f"/model/layers/{index}/parameters")),
        shares=layer.shares or "",
        block="/".join(recorded.block),
        why=SHARED if layer.shares else kind.why(layer),
        equation=Equation(WEIGHTS.latex, derived)
        if derived is not None and agrees and derived.value
        else None,
        contradicted=evaluated(derived, FORMULA) if derived is not None and not agrees else None,
        stretch=stretch,
    )


def _source(result: Result, name: str) -> str:
    """Name what gives a tensor: inputs of the network are all one."""
    return INPUT if name in result.model.inputs else name


def _anchor(result: Result, name: str) -> str:
    ranks = {layer.name: rank for rank, layer in enumerate(result.model.layers, start=1)}
    return f"{result.id}-couche-{ranks[name]}" if name in ranks else f"{result.id}-entree"
