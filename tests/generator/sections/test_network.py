"""The weights on the page are those that Keras counted, or there is no page."""

from typing import Any

import pytest

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.sections.network import network
from tests.generator.rule_text import plain
from tests.generator.sample_layers import dropout
from tests.generator.samples import NETWORKS, sample, sample_record


@pytest.mark.parametrize("identifier", NETWORKS)
def test_the_layers_add_up_to_the_network(identifier: str) -> None:
    table = network(sample(identifier))
    assert sum(row.parameters.value for row in table.rows) == table.total.value == table.sum.value
    for row in table.rows:
        assert (row.equation.value if row.equation else 0) == row.parameters.value
        assert row.why


def spoiled(change: Any) -> Result:
    record = sample_record("mlp-raw-1")
    change(record["model"])
    return Result.model_validate(record)


def count_one_less(model: dict[str, Any]) -> None:
    model["layers"][0]["parameters"] -= 1
    model["parameters"] -= 1


def test_a_layer_that_its_formula_does_not_give_stops_the_build() -> None:
    with pytest.raises(ResultError) as failure:
        network(spoiled(count_one_less))
    assert str(failure.value) == (
        "results/mlp-raw-1.json#/model/layers/0\u202f: la couche «\u202fdense\u202f» (Dense) a 50 poids "
        "selon Keras, mais 51 selon la formule du rapport. Corrigez la formule de Dense dans "
        "generator/formulas/layers/, ou relancez l’expérience si le fichier de résultats a été modifié."
    )


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
    assert "Keras les a comptés" in row.why
    assert table.sum.value == table.total.value == 67


def test_what_feeds_a_layer_is_said_only_when_it_is_not_the_one_before() -> None:
    chain = network(sample("cnn-1"))
    assert [row.origins for row in chain.rows] == [()] * len(chain.rows)
    skipping = network(spoiled(lambda model: model["layers"][1].update(inputs=["dense", "input_layer"])))
    assert [row.origins for row in skipping.rows] == [(), ("dense", "entrée")]


def test_the_shapes_are_those_that_pass_along() -> None:
    table = network(sample("cnn-1"))
    shapes = [table.input_shape, *(row.output_shape for row in table.rows)]
    assert [shape.striptags() for shape in shapes] == [
        " × ".join(map(str, each)) for each in ([4, 4, 1], [4, 4, 2], [4, 4, 2], [2, 2, 2], [8], [4])
    ]


def test_a_setting_that_a_formula_needs_is_named_when_it_lacks() -> None:
    with pytest.raises(ResultError) as failure:
        network(spoiled(lambda model: model["layers"][0]["config"].pop("units")))
    assert str(failure.value) == (
        "results/mlp-raw-1.json#/model/layers/0/config/units\u202f: cette valeur manque. "
        "Relancez l’expérience qui l’a produite."
    )
