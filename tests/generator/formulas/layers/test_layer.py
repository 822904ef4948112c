"""Layers read from a result: complete, channels last, and each number with its source."""

import pytest

from experiments.errors import ResultError
from generator.formulas.expression import Value
from generator.formulas.layers.layer import Layer
from tests.generator.formulas.recorded_layers import description


def test_a_number_of_a_layer_names_its_source() -> None:
    config = {"kernel_size": [3, 5], "strides": 2}
    layer = Layer.from_mapping(description(config=config), "results/essai.json#/model/layers/0")
    assert layer.setting("kernel_size/1", "k", "largeur") == Value(
        "k", 5, "largeur", ("results/essai.json#/model/layers/0/config/kernel_size/1",)
    )
    assert layer.input_size(-1, "c", "canaux").sources == (
        "results/essai.json#/model/layers/0/input_shape/0",
    )
    assert layer.output_size(0, "h", "hauteur").number == 10


def test_an_incomplete_description_is_refused() -> None:
    incomplete = description()
    del incomplete["input_shape"], incomplete["parameters"]
    with pytest.raises(ResultError) as failure:
        Layer.from_mapping(incomplete, "results/essai.json#/model/layers/0")
    assert str(failure.value) == (
        "Description de couche incomplète (results/essai.json#/model/layers/0)\u202f: il manque input_shape, "
        "parameters. Relancez l’expérience qui l’a produite."
    )


def test_channels_first_is_refused() -> None:
    channels_first = description(config={"units": 10, "data_format": "channels_first"})
    with pytest.raises(ResultError, match="place les canaux en premier"):
        Layer.from_mapping(channels_first)
