"""The weights on the page are those that Keras counted, or there is no page."""

import re
from typing import Any

import pytest

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.sections.network import network
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


def test_a_total_that_the_layers_do_not_reach_stops_the_build() -> None:
    with pytest.raises(ResultError) as failure:
        network(spoiled(lambda model: model.update(parameters=68)))
    assert str(failure.value) == (
        "results/mlp-raw-1.json : /model/parameters : Keras compte 68 poids, la somme des couches donne 67. "
        "Relancez l’expérience."
    )


def test_a_layer_that_its_formula_does_not_give_stops_the_build() -> None:
    with pytest.raises(ResultError) as failure:
        network(spoiled(lambda model: model["layers"][0].update(parameters=50)))
    assert str(failure.value) == (
        "La couche «\u202fdense\u202f» (Dense) a 50 poids selon Keras, mais 51 selon la formule du rapport. "
        "Corrigez la formule de Dense dans generator/formulas/weights.py, ou relancez l’expérience si le "
        "fichier de résultats a été modifié."
    )


def test_a_layer_that_the_graph_does_not_reach_is_told_apart() -> None:
    record = sample_record("mlp-raw-1")
    stray = {**dropout(3, 0.5, "oubli", "dense"), "connected": False}
    record["model"]["layers"].insert(1, stray)
    table = network(Result.model_validate(record))
    assert [row.name for row in table.rows] == ["dense", "dense_1"]
    assert [re.sub(r"<[^>]*>", "", text) for text in table.unreached] == ["Dropout de taux 0,5"]
    # Their sources still point to the layers that were recorded.
    assert table.rows[1].parameters.sources == ("results/mlp-raw-1.json#/model/layers/2/parameters",)
    assert "results/mlp-raw-1.json#/model/layers/2/config/units" in table.rows[1].equation.sources  # type: ignore[union-attr]


def test_a_setting_that_a_formula_needs_is_named_when_it_lacks() -> None:
    with pytest.raises(ResultError) as failure:
        network(spoiled(lambda model: model["layers"][0]["config"].pop("units")))
    assert str(failure.value) == (
        "results/mlp-raw-1.json#/model/layers/0/config/units\u202f: cette valeur manque. "
        "Relancez l’expérience qui l’a produite."
    )
