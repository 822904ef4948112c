"""A network is drawn from its layers and their connections, skipped and stray ones included."""

import re
from typing import Any

import pytest

from experiments.results.schema import Result
from generator.sections.charts.network_graph import BOX_HEIGHT, BOX_WIDTH, NetworkGraph, network_graph
from tests.generator.sample_layers import dense, dropout, network
from tests.generator.samples import NETWORKS, sample, sample_record


def graph(*layers: dict[str, Any]) -> NetworkGraph:
    record = sample_record("mlp-raw-1")
    record["model"] = network([16], *layers)
    return network_graph(Result.model_validate(record), "Réseau")


def overlap(graph: NetworkGraph) -> bool:
    boxes = [(node.x, node.y) for node in graph.nodes]
    return any(
        abs(x - u) < BOX_WIDTH and abs(y - v) < BOX_HEIGHT
        for i, (x, y) in enumerate(boxes)
        for u, v in boxes[:i]
    )


def inside(graph: NetworkGraph) -> bool:
    boxes = all(
        0 <= node.x <= graph.width - BOX_WIDTH and 0 <= node.y <= graph.height - BOX_HEIGHT
        for node in graph.nodes
    )
    across = [float(x) for edge in graph.edges for x in re.findall(r"[MH]([\d.]+)", edge.path)]
    return boxes and all(0 <= x <= graph.width for x in across)


FIRST = dense(16, 3, "relu", "dense", "entree")
LAST = dense(3, 4, "softmax", "dense_2", "dense_1")


@pytest.mark.parametrize("identifier", NETWORKS)
def test_every_layer_is_a_box_with_its_weights(identifier: str) -> None:
    result = sample(identifier)
    drawn = network_graph(result, "Réseau")
    layers = result.model.layers
    assert [node.subtitle for node in drawn.nodes[1:]] == [
        f"{layer.parameters} poids" if layer.parameters else "aucun poids" for layer in layers
    ]
    assert [edge.shape for edge in drawn.edges] == [
        " × ".join(map(str, layer.input_shape)) for layer in layers
    ]
    assert drawn.nodes[-1].css == "node node-output"
    assert not overlap(drawn) and inside(drawn)
    assert drawn.source == f"results/{identifier}.json#/model/layers"


def test_a_chain_is_drawn_straight_down() -> None:
    drawn = graph(FIRST, dense(3, 3, "relu", "dense_1", "dense"), LAST)
    assert [edge.path.count("H") for edge in drawn.edges] == [0, 0, 0]
    assert [node.y for node in drawn.nodes] == sorted(node.y for node in drawn.nodes)


def test_a_connection_that_skips_a_layer_goes_around_it() -> None:
    middle = dense(3, 3, "relu", "dense_1", "dense")
    drawn = graph(FIRST, middle, {**LAST, "inputs": ["dense_1", "dense"]})
    assert len(drawn.edges) == 4
    around = drawn.edges[-1]
    assert around.path.count("H") == 2
    assert max(float(x) for x in re.findall(r"H([\d.]+)", around.path)) > drawn.nodes[0].x + BOX_WIDTH
    assert inside(drawn)


def test_a_layer_that_the_output_does_not_depend_on_stands_aside() -> None:
    stray = {**dropout(3, 0.5, "oubli", "dense"), "connected": False}
    drawn = graph(FIRST, stray, {**LAST, "inputs": ["dense"]})
    aside = drawn.nodes[2]
    assert (aside.title, aside.subtitle) == ("Dropout, taux 0,5", "non reliée à la sortie")
    assert "node-unreached" in aside.css
    assert aside.x >= drawn.nodes[0].x + BOX_WIDTH
    assert not overlap(drawn) and inside(drawn)
    assert drawn.alternative.endswith("Déclarées mais non reliées à la sortie : Dropout, taux 0,5.")
    assert [node.css for node in drawn.nodes].count("node node-output") == 1


def test_the_words_tell_the_whole_network() -> None:
    assert network_graph(sample("cnn-2"), "Réseau").alternative == (
        "De l’entrée à la sortie : entrée 4 × 4 × 1 ; Conv2D, 2 filtres 2 × 2, relu → 4 × 4 × 2 ; "
        "MaxPooling2D, 2 × 2 → 2 × 2 × 2 ; Conv2D, 2 filtres 2 × 2, relu → 2 × 2 × 2 ; "
        "MaxPooling2D, 2 × 2 → 1 × 1 × 2 ; Flatten → 2 ; Dense, 4 neurones, softmax → 4."
    )
