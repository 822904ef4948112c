"""Layers read from a result: complete, and each number with its source."""

import pytest

from experiments.errors import ResultError
from generator.formulas.expression import Value
from tests.generator.formulas.recorded_layers import dense_layer


def test_a_number_of_a_layer_names_its_source() -> None:
    config = {"kernel_size": [3, 5], "strides": 2}
    layer = dense_layer(config=config, source="results/essai.json#/model/layers/0")
    assert layer.setting("kernel_size/1", "k", "largeur") == Value(
        "k", 5, "largeur", ("results/essai.json#/model/layers/0/config/kernel_size/1",)
    )
    assert layer.input_size(-1, "c", "canaux").sources == (
        "results/essai.json#/model/layers/0/input_shapes/0/0",
    )
    assert layer.output_size(0, "h", "hauteur").number == 10


def test_a_layer_inside_another_names_where_its_numbers_are() -> None:
    held = {"class_name": "Dense", "config": {"units": 3}}
    outer = dense_layer(
        type="TimeDistributed",
        config={"layer": held},
        input_shape=(5, 2),
        output_shape=(5, 3),
        source="r.json#/1",
    )
    inner = outer.inner("layer", per_step=True)
    assert (inner.type, inner.input_shape, inner.output_shape) == ("Dense", (2,), (3,))
    assert inner.setting("units", "u", "neurones").sources == ("r.json#/1/config/layer/config/units",)
    assert inner.input_size(-1, "e", "entrées") == Value("e", 2, "entrées", ("r.json#/1/input_shapes/0/1",))
    assert inner.output_size(0, "s", "sorties").sources == ("r.json#/1/output_shapes/0/1",)


def test_each_tensor_received_has_its_shape() -> None:
    layer = dense_layer(other_inputs=((7, 8),), source="r.json#/1")
    assert layer.input_size(-1, "d", "taille", 1) == Value("d", 8, "taille", ("r.json#/1/input_shapes/1/1",))


def test_a_number_that_was_not_recorded_is_named() -> None:
    with pytest.raises(ResultError) as failure:
        dense_layer(source="results/essai.json#/model/layers/0").setting("filters", "f", "filtres")
    assert str(failure.value) == (
        "results/essai.json#/model/layers/0/config/filters\u202f: cette valeur manque. "
        "Relancez l’expérience qui l’a produite."
    )
