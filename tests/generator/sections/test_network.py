"""The weights on the page are those that Keras counted, or there is no page."""

import re
from typing import Any

import pytest
from markupsafe import Markup

from experiments.results.schema import Result
from generator.facts.layers import contradictions
from generator.sections.network import network
from tests.generator.one_page import render_text
from tests.generator.rule_text import plain
from tests.generator.sample_layers import dense, dropout
from tests.generator.samples import NETWORKS, sample, sample_record


@pytest.mark.parametrize("identifier", NETWORKS)
def test_the_layers_add_up_to_the_network(identifier: str) -> None:
    table = network(sample(identifier))
    assert sum(row.parameters.value for row in table.rows) == table.total.value == table.sum.value
    for row in table.rows:
        assert (row.equation.value if row.equation else 0) == row.parameters.value
        assert row.why


@pytest.mark.parametrize("identifier", NETWORKS)
def test_every_symbol_of_the_counts_is_explained(identifier: str) -> None:
    table = network(sample(identifier))
    equations = [row.equation for row in table.rows if row.equation]
    written = {each.left for each in equations} | {s.latex for each in equations for s in each.symbols}
    assert written | {table.sum.left, "n_{i}"} <= {symbol.latex for symbol in table.symbols}


def spoiled(change: Any) -> Result:
    record = sample_record("mlp-raw-1")
    change(record["model"])
    return Result.model_validate(record)


def count_one_less(model: dict[str, Any]) -> None:
    model["layers"][0]["parameters"] -= 1
    model["parameters"] -= 1


def test_a_formula_that_keras_contradicts_is_not_shown_and_its_layer_is_named() -> None:
    table = network(spoiled(count_one_less))
    row, other = table.rows
    assert (row.parameters.value, row.equation, other.contradicted) == (50, None, None)
    assert row.contradicted is not None and row.contradicted.value == 51
    assert table.contradicted == [row]
    assert contradictions(spoiled(count_one_less)) == [
        "results/mlp-raw-1.json#/model/layers/0 : la couche « dense » (Dense) a 50 poids selon Keras, mais "
        "51 selon la formule du rapport ; la page montre le compte de Keras. Relancez l’expérience si le "
        "fichier de résultats a été modifié ; sinon, corrigez la formule dans generator/formulas/layers/."
    ]
    assert contradictions(sample("mlp-raw-1")) == []
    assert table.sum.value == table.total.value == 66


def test_a_layer_that_the_graph_does_not_reach_is_told_apart() -> None:
    record = sample_record("mlp-raw-1")
    stray = {**dropout(3, 0.5, "oubli", "dense"), "connected": False}
    record["model"]["layers"].insert(1, stray)
    table = network(Result.model_validate(record))
    assert [row.name for row in table.rows] == ["dense", "dense_1"]
    assert list(map(plain, table.unreached)) == ["Dropout de taux 0,5"]
    # Their sources still point to the layers that were recorded.
    assert table.rows[1].parameters.sources == ("results/mlp-raw-1.json#/model/layers/2/parameters",)
    assert "results/mlp-raw-1.json#/model/layers/2/config/units" in table.rows[1].equation.sources  # type: ignore[union-attr]


def test_a_layer_of_unknown_type_keeps_the_weights_that_keras_counted() -> None:
    table = network(spoiled(lambda model: model["layers"][0].update(type="LSTM")))
    row = table.rows[0]
    assert (row.equation, row.parameters.value) == (None, 51)
    assert "pas de formule" in row.why
    assert table.sum.value == table.total.value == 67


@pytest.mark.parametrize("identifier", NETWORKS)
def test_a_chain_of_layers_is_a_chain(identifier: str) -> None:
    table = network(sample(identifier))
    assert (table.chain, table.lanes) == (True, 1)


def residual(model: dict[str, Any]) -> None:
    """Make the last layer receive the input of the network too."""
    model["layers"][1].update(inputs=["dense", "input_layer"], input_shapes=[[3], [16]])


@pytest.mark.parametrize(
    "change",
    [
        residual,
        lambda model: model["layers"][1].update(inputs=["input_layer"]),
        lambda model: model["layers"][1].update(block=["bloc"]),
        lambda model: model["layers"].insert(1, {**dropout(3, 0.5, "dense@2", "dense"), "shares": "dense"}),
    ],
)
def test_any_other_graph_is_none(change: Any) -> None:
    assert not network(spoiled(change)).chain


def test_what_feeds_a_call_is_named_with_its_place_and_shape() -> None:
    first, last = network(spoiled(residual)).rows
    assert [(o.name, o.anchor, o.shape.striptags()) for o in first.origins] == [
        ("entrée", "mlp-raw-1-entree", "16")
    ]
    assert [(o.name, o.anchor, o.shape.striptags()) for o in last.origins] == [
        ("dense", first.anchor, "3"),
        ("entrée", "mlp-raw-1-entree", "16"),
    ]
    assert first.anchor == "mlp-raw-1-couche-1"


def test_a_call_that_shares_its_weights_says_whose() -> None:
    def change(model: dict[str, Any]) -> None:
        again = {**dense(3, 3, "relu", "dense@2", "dense"), "shares": "dense", "parameters": 0}
        model["layers"].insert(1, again)
        model["layers"][2]["inputs"] = ["dense@2"]

    row = network(spoiled(change)).rows[1]
    assert (row.shares, row.parameters.value, row.equation, row.contradicted) == ("dense", 0, None, None)
    assert "déjà comptés" in row.why


def test_an_operation_is_a_call_like_any_other() -> None:
    def change(model: dict[str, Any]) -> None:
        model["layers"].insert(1, {**dropout(3, 0.5, "add", "dense"), "type": "Add", "operation": True})
        model["layers"][1].update(config={"name": "add"}, arguments={"x2": 1.0})
        model["layers"][2]["inputs"] = ["add"]

    row = network(spoiled(change)).rows[1]
    assert plain(row.description) == "addition x + 1.0"
    assert row.why == "Une opération n’a aucun poids."


def test_the_shapes_are_those_that_pass_along() -> None:
    table = network(sample("cnn-1"))
    shapes = [table.input_shape, *(row.output_shape for row in table.rows)]
    assert [shape.striptags() for shape in shapes] == [
        " × ".join(map(str, each)) for each in ([4, 4, 1], [4, 4, 2], [4, 4, 2], [2, 2, 2], [8], [4])
    ]


def test_a_layer_without_the_settings_of_its_class_is_none_that_the_report_knows() -> None:
    row = network(spoiled(lambda model: model["layers"][0]["config"].pop("units"))).rows[0]
    assert (plain(row.description), row.parameters.value, row.equation) == ("Dense", 51, None)
    assert "pas de formule" in row.why


def drawn(result: Result) -> str:
    """Return what a page shows of a network: its drawing, then its weights."""
    text = (
        '{% from "sections/network.md.j2" import network_list %}'
        '{% from "sections/network_weights.md.j2" import network_weights %}'
        '{{ network_list(model.network, "Réseau") }}{{ network_weights(model) }}'
    )
    return render_text(text, model={"network": network(result), "title": "Modèle 1"})


def test_weights_that_are_all_trainable_are_not_counted_twice() -> None:
    frozen = sample_record("mlp-raw-1")["model"] | {"trainable_parameters": 51}
    assert "tous entraînables" in drawn(sample("mlp-raw-1"))
    some = drawn(spoiled(lambda model: model.update(frozen)))
    assert re.search(r"dont <data[^>]*>51</data> entraînables", some)


def test_every_link_of_a_graph_leads_to_what_gives_the_tensor() -> None:
    page = drawn(spoiled(residual))
    anchors = re.findall(r'id="([^"]*)"', page)
    assert anchors == ["mlp-raw-1-entree", "mlp-raw-1-couche-1", "mlp-raw-1-couche-2"]
    assert set(re.findall(r'href="#([^"]*)"', page)) == set(anchors[:2])
    assert '<th scope="col">Reçoit</th>' in page
    assert page.count('<svg class="network-lanes"') == 3


def test_a_chain_has_neither_links_nor_drawing() -> None:
    page = drawn(sample("cnn-1"))
    assert "href" not in page and "<svg" not in page and "Reçoit" not in page


def test_the_page_says_that_a_formula_is_not_shown() -> None:
    page = plain(Markup(drawn(spoiled(count_one_less))))
    assert "Formule écartée. Keras compte 50 poids dans dense, la formule de ce rapport en donne 51" in page
    assert "50 poids, comptés par Keras" in page
