"""Draw a network as a graph, from its layers and their connections."""

from dataclasses import dataclass

from experiments import language
from experiments.results.schema import Layer, Result

BOX_WIDTH, BOX_HEIGHT = 300, 40
GAP = 34
SIDE = 70
MARGIN = 8
INPUT = "entrée"


@dataclass(frozen=True)
class Node:
    """A box: the input or a layer.

    Attributes
    ----------
    x, y : float
        Upper left corner.
    title, subtitle : str
        Type and settings of the layer; weights.
    css : str
        Class that tells inputs, outputs and layers without weights apart.
    """

    x: float
    y: float
    title: str
    subtitle: str
    css: str


@dataclass(frozen=True)
class Edge:
    """A connection: the path that draws it, and the shape of what passes along it."""

    path: str
    x: float
    y: float
    shape: str


@dataclass(frozen=True)
class NetworkGraph:
    """Boxes from top to bottom in the order of the computation, with their connections.

    Layers that the output does not depend on stand in a second column.
    """

    identifier: str
    title: str
    alternative: str
    source: str
    nodes: list[Node]
    edges: list[Edge]
    width: int
    height: int


def network_graph(result: Result, title: str) -> NetworkGraph:
    """Lay out the network of a result."""
    reached = [layer for layer in result.model.layers if layer.connected]
    stray = [layer for layer in result.model.layers if not layer.connected]
    names = {layer.name for layer in result.model.layers}
    places: dict[str, tuple[float, float]] = {INPUT: (MARGIN, MARGIN)}
    for rank, layer in enumerate(reached, start=1):
        places[layer.name] = (MARGIN, MARGIN + rank * (BOX_HEIGHT + GAP))
    right = MARGIN + BOX_WIDTH + SIDE
    for rank, layer in enumerate(stray, start=1):
        places[layer.name] = (right, MARGIN + rank * (BOX_HEIGHT + GAP))
    nodes = [Node(*places[INPUT], "entrée", _shape(result.model.input_shape), "node node-input")]
    edges: list[Edge] = []
    for layer in result.model.layers:
        nodes.append(_node(layer, places[layer.name], last=layer is reached[-1]))
        # Only layers are drawn: what comes from none of them is the input of the network.
        origins = [name if name in names else INPUT for name in layer.inputs]
        edges += [_edge(places[origin], places[layer.name], _shape(layer.input_shape)) for origin in origins]
    rows = 1 + max(len(reached), len(stray))
    return NetworkGraph(
        identifier=f"{result.id}-reseau",
        title=title,
        alternative=_alternative(result, reached, stray),
        source=f"{result.file}#/model/layers",
        nodes=nodes,
        edges=edges,
        width=_width(edges, stray),
        height=2 * MARGIN + rows * BOX_HEIGHT + (rows - 1) * GAP,
    )


def settings_text(layer: Layer) -> str:
    """Write the settings of a layer that a drawing has room for."""
    config = layer.config
    parts: list[str] = []
    if "filters" in config:
        parts.append(f"{_counted(config['filters'], 'filtre')} {_shape(config['kernel_size'])}")
    if "units" in config:
        parts.append(_counted(config["units"], "neurone"))
    if "pool_size" in config:
        parts.append(_shape(config["pool_size"]))
    if "rate" in config:
        parts.append(f"taux {language.shortest(config['rate'])}")
    if config.get("activation") not in (None, "linear"):
        parts.append(str(config["activation"]))
    return ", ".join([layer.type, *parts])


def _counted(number: int, noun: str) -> str:
    return f"{language.integer(number)} {language.plural(number, noun, noun + 's')}"


def _node(layer: Layer, place: tuple[float, float], *, last: bool) -> Node:
    kind = "node node-output" if last else "node" if layer.parameters else "node node-free"
    weights = f"{language.integer(layer.parameters)} poids" if layer.parameters else "aucun poids"
    if not layer.connected:
        kind, weights = "node node-free node-unreached", "non reliée à la sortie"
    return Node(*place, settings_text(layer), weights, kind)


def _edge(start: tuple[float, float], end: tuple[float, float], shape: str) -> Edge:
    (x1, y1), (x2, y2) = start, end
    middle = BOX_WIDTH / 2
    straight = x1 == x2 and y2 - y1 <= BOX_HEIGHT + GAP
    if straight:
        path = f"M{x1 + middle} {y1 + BOX_HEIGHT} V{y2}"
        return Edge(path, x1 + middle + 8, y1 + BOX_HEIGHT + GAP / 2 + 4, shape)
    side = max(x1, x2) + (BOX_WIDTH + SIDE / 2 if x1 == x2 else -SIDE / 2)
    near = x1 + BOX_WIDTH
    far = x2 + BOX_WIDTH if x1 == x2 else x2
    path = f"M{near} {y1 + BOX_HEIGHT / 2} H{side} V{y2 + BOX_HEIGHT / 2} H{far}"
    return Edge(path, side + 4, (y1 + y2 + BOX_HEIGHT) / 2, shape)


def _width(edges: list[Edge], stray: list[Layer]) -> int:
    """Return the width that boxes, detours and the column of unreached layers need."""
    if stray:
        return 2 * MARGIN + 2 * BOX_WIDTH + SIDE
    detours = any("H" in edge.path for edge in edges)
    return 2 * MARGIN + BOX_WIDTH + (SIDE if detours else 0)


def _shape(sizes: list[int]) -> str:
    return " × ".join(map(str, sizes))


def _alternative(result: Result, reached: list[Layer], stray: list[Layer]) -> str:
    steps = [f"entrée {_shape(result.model.input_shape)}"]
    steps += [f"{settings_text(layer)} → {_shape(layer.output_shape)}" for layer in reached]
    text = " ; ".join(steps)
    if stray:
        text += f". Déclarées mais non reliées à la sortie : {', '.join(settings_text(x) for x in stray)}"
    return f"De l’entrée à la sortie : {text}."
