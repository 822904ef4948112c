"""Layers read from a result: complete, channels last, and each number with its source."""

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


def test_channels_first_is_refused() -> None:
    with pytest.raises(ResultError, match="place les canaux en premier"):
        dense_layer(config={"units": 10, "data_format": "channels_first"})
