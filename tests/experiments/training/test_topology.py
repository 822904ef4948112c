"""A model is described as Keras built it, with what the code declares but the graph lacks."""

from typing import Any

import keras
import pytest
from keras.layers import Add, Conv2D, Dense, Dropout, Flatten, Input, MaxPooling2D

from experiments.errors import ExperimentError
from experiments.training.topology import describe_model, unreached_layers

pytestmark = pytest.mark.training


def names(layers: list[Any]) -> list[str]:
    return [layer.name for layer in layers]


def forgotten_pooling(connected: bool) -> Any:
    """Two convolutions; the second reads the first, as in the public originals, or its pooling."""
    inputs = Input((12, 12, 1))
    first = Conv2D(4, (3, 3), padding="same", name="c1")(inputs)
    pooled = MaxPooling2D((2, 2), name="p1")(first)
    second = Conv2D(4, (3, 3), padding="same", name="c2")(pooled if connected else first)
    outputs = Dense(2, name="d")(Flatten(name="f")(MaxPooling2D((2, 2), name="p2")(second)))
    return keras.Model(inputs, outputs)


def test_a_pooling_layer_that_nobody_reads_is_found() -> None:
    assert names(unreached_layers(forgotten_pooling(connected=False))) == ["p1"]


def test_a_graph_whose_layers_all_count_has_none() -> None:
    assert unreached_layers(forgotten_pooling(connected=True)) == []


def test_a_sequential_model_has_none() -> None:
    model = keras.Sequential([Input((4,)), Dense(3), Dropout(0.5), Dense(2)])
    assert unreached_layers(model) == []
    model(keras.ops.ones((1, 4)))
    assert unreached_layers(model) == []


def test_a_sequential_model_built_by_its_first_batch_has_none() -> None:
    model = keras.Sequential([Dense(3), Dense(2)])
    model(keras.ops.ones((1, 4)))
    assert unreached_layers(model) == []


def test_skip_connections_are_connections() -> None:
    inputs = Input((4,))
    hidden = Dense(4, name="a")(inputs)
    outputs = Dense(2, name="b")(Add(name="sum")([inputs, hidden]))
    model = keras.Model(inputs, outputs)
    assert unreached_layers(model) == []


def test_a_layer_with_several_inputs_is_refused() -> None:
    inputs = Input((4,))
    hidden = Dense(4, name="a")(inputs)
    model = keras.Model(inputs, Dense(2, name="b")(Add(name="sum")([inputs, hidden])))
    with pytest.raises(ExperimentError) as caught:
        describe_model(model)
    assert str(caught.value) == (
        "La couche sum (Add) reçoit 2 entrées ; le rapport ne décrit que des couches à une entrée. "
        "Enchaînez-les l’une après l’autre."
    )


def test_a_chain_of_forgotten_layers_is_found_whole() -> None:
    inputs = Input((4,))
    hidden = Dense(4, name="kept")(inputs)
    Dropout(0.5, name="stray-2")(Dense(3, name="stray-1")(hidden))
    model = keras.Model(inputs, Dense(2, name="out")(hidden))
    assert names(unreached_layers(model)) == ["stray-1", "stray-2"]
    layers = describe_model(model)["layers"]
    assert [(layer["name"], layer["connected"]) for layer in layers] == [
        ("kept", True),
        ("out", True),
        ("stray-1", False),
        ("stray-2", False),
    ]
    assert sum(layer["parameters"] for layer in layers if layer["connected"]) == model.count_params()


def test_each_layer_is_described_as_keras_knows_it() -> None:
    model = forgotten_pooling(connected=True)
    description = describe_model(model)
    assert description["parameters"] == model.count_params()
    assert description["trainable_parameters"] == sum(w.shape.num_elements() for w in model.trainable_weights)
    assert (description["input_shape"], description["output_shape"]) == ([12, 12, 1], [2])
    assert [layer["type"] for layer in description["layers"]] == [
        "Conv2D",
        "MaxPooling2D",
        "Conv2D",
        "MaxPooling2D",
        "Flatten",
        "Dense",
    ]
    for described in description["layers"]:
        layer = model.get_layer(described["name"])
        assert tuple(described["input_shape"]) == layer.input.shape[1:]
        assert tuple(described["output_shape"]) == layer.output.shape[1:]
        assert described["parameters"] == layer.count_params()
    assert description["layers"][2]["inputs"] == ["p1"]


def test_weights_that_are_not_trained_are_told_apart() -> None:
    model = keras.Sequential([Input((4,)), keras.layers.BatchNormalization(), Dense(2)])
    description = describe_model(model)
    assert (description["parameters"], description["trainable_parameters"]) == (4 * 4 + 10, 2 * 4 + 10)
    assert [layer["trainable_parameters"] for layer in description["layers"]] == [8, 10]
