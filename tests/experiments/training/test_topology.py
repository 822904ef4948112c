"""A model is described as the graph that Keras built, with what the code declares but the graph lacks."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import ops
from keras.activations import relu
from keras.layers import (
    LSTM,
    Add,
    BatchNormalization,
    Concatenate,
    Conv2D,
    Dense,
    Dropout,
    Embedding,
    Flatten,
    Input,
    Lambda,
    MaxPooling2D,
    Softmax,
)

from experiments.results.network import Layer, Model
from experiments.training.topology import describe_model

pytestmark = pytest.mark.training


def described(model: Any) -> Model:
    """Describe a model and hold what is true of every description."""
    record = Model.model_validate(describe_model(model))
    assert record.parameters == model.count_params()
    trained = sum(int(np.prod(w.shape)) for w in model.trainable_weights)
    assert record.trainable_parameters == trained
    counted = [layer for layer in record.layers if layer.connected]
    assert sum(layer.trainable_parameters for layer in counted) == trained
    for layer in record.layers:
        sizes = [(int(np.prod(v.shape)), v.trainable) for v in layer.variables]
        assert sum(size for size, _ in sizes) == layer.parameters
        assert sum(size for size, trainable in sizes if trainable) == layer.trainable_parameters
        assert len(layer.inputs) == len(layer.input_shapes)
    return record


def edges(record: Model) -> dict[str, list[str]]:
    return {layer.name: layer.inputs for layer in record.layers if layer.connected}


def strays(record: Model) -> list[str]:
    return [layer.name for layer in record.layers if not layer.connected]


def named(record: Model, name: str) -> Layer:
    return next(layer for layer in record.layers if layer.name == name)


def forgotten_pooling(connected: bool) -> Any:
    """Two convolutions; the second reads the first, as in the public originals, or its pooling."""
    inputs = Input((12, 12, 1))
    first = Conv2D(4, (3, 3), padding="same", name="c1")(inputs)
    pooled = MaxPooling2D((2, 2), name="p1")(first)
    second = Conv2D(4, (3, 3), padding="same", name="c2")(pooled if connected else first)
    outputs = Dense(2, name="d")(Flatten(name="f")(MaxPooling2D((2, 2), name="p2")(second)))
    return keras.Model(inputs, outputs)


def test_a_pooling_layer_that_nobody_reads_is_found() -> None:
    assert strays(described(forgotten_pooling(connected=False))) == ["p1"]
    assert strays(described(forgotten_pooling(connected=True))) == []


@pytest.mark.parametrize("layers", [[Input((4,)), Dense(3), Dropout(0.5), Dense(2)], [Dense(3), Dense(2)]])
def test_a_sequential_model_is_a_chain_called_or_not(layers: list[Any]) -> None:
    model = keras.Sequential(layers)
    model(ops.ones((1, 4)))
    record = described(model)
    assert strays(record) == []
    assert [layer.inputs for layer in record.layers] == [
        [name] for name in [*record.inputs, *(layer.name for layer in record.layers)][:-1]
    ]
    assert record.output == record.layers[-1].name


def test_layers_added_one_by_one_are_called_once_each() -> None:
    model = keras.Sequential(name="outer")
    block = keras.Sequential(name="block")
    for sequence in (model, block):
        sequence.add(Input((4,)))
        for width in (4, 3, 4):
            sequence.add(Dense(width))
    model.add(block)
    model.add(Dense(2))
    record = described(model)
    assert strays(record) == []
    assert len(record.layers) == 7
    assert not any(layer.shares for layer in record.layers)


def test_a_chain_of_forgotten_layers_is_found_whole() -> None:
    inputs = Input((4,))
    hidden = Dense(4, name="kept")(inputs)
    Dropout(0.5, name="stray-2")(Dense(3, name="stray-1")(hidden))
    record = described(keras.Model(inputs, Dense(2, name="out")(hidden)))
    assert strays(record) == ["stray-1", "stray-2"]
    assert named(record, "stray-1").parameters == 15


def test_each_layer_is_described_as_keras_knows_it() -> None:
    model = forgotten_pooling(connected=True)
    record = described(model)
    assert (record.input_shape, record.output_shape) == ([12, 12, 1], [2])
    kinds = ["Conv2D", "MaxPooling2D", "Conv2D", "MaxPooling2D", "Flatten", "Dense"]
    assert [layer.type for layer in record.layers] == kinds
    for layer in record.layers:
        kept = model.get_layer(layer.name)
        assert tuple(layer.input_shape) == kept.input.shape[1:]
        assert tuple(layer.output_shape) == kept.output.shape[1:]
        assert layer.parameters == kept.count_params()


def test_weights_that_are_not_trained_are_told_apart() -> None:
    record = described(keras.Sequential([Input((4,)), BatchNormalization(), Dense(2)]))
    assert [layer.trainable_parameters for layer in record.layers] == [8, 10]
    assert [v.name for v in record.layers[0].variables] == ["gamma", "beta", "moving_mean", "moving_variance"]


def test_operators_and_functions_are_in_the_graph() -> None:
    inputs = Input((4,))
    x = Dense(4, name="a")(inputs)
    y = Dense(4, name="b")(inputs)
    z = keras.activations.tanh(ops.relu(x + y) * 2.0)
    record = described(keras.Model(inputs, Softmax(name="out")(ops.reshape(z, (-1, 2, 2))[:, :, 0])))
    calls = [(layer.type, layer.operation, layer.arguments, len(layer.inputs)) for layer in record.layers]
    assert calls[2:] == [
        ("Add", True, {}, 2),
        ("Relu", True, {}, 1),
        ("Multiply", True, {"x2": 2.0}, 1),
        ("Tanh", True, {}, 1),
        ("Reshape", True, {}, 1),
        ("GetItem", True, {"key": [":", ":", 0]}, 1),
        ("Softmax", False, {}, 1),
    ]
    assert record.layers[2].inputs == ["a", "b"]
    assert next(layer for layer in record.layers if layer.type == "Reshape").config["newshape"] == [-1, 2, 2]


def test_a_layer_called_several_times_has_one_call_each_and_its_weights_once() -> None:
    inputs = Input((4,))
    shared = Dense(4, name="shared")
    again = shared(shared(shared(inputs)))
    record = described(keras.Model(inputs, Add(name="sum")([again, inputs, again])))
    assert edges(record) == {
        "shared": record.inputs,
        "shared@2": ["shared"],
        "shared@3": ["shared@2"],
        "sum": ["shared@3", *record.inputs, "shared@3"],
    }
    assert [layer.parameters for layer in record.layers] == [20, 0, 0, 0]
    assert [layer.shares for layer in record.layers] == [None, "shared", "shared", None]


def test_models_inside_the_model_are_opened() -> None:
    block = keras.Sequential([Input((4,)), Dense(4, name="d"), Dropout(0.5, name="o")], name="block")
    core_input = Input((4,))
    core = keras.Model(core_input, [block(core_input), Dense(4, name="side")(core_input)], name="core")
    inputs = Input((4,))
    one, other = core(inputs)
    outputs = Concatenate(name="both")([block(one), other])
    record = described(keras.Model(inputs, outputs))
    assert edges(record) == {
        "core/block/d": record.inputs,
        "core/block/o": ["core/block/d"],
        "core/side": record.inputs,
        "block/d@2": ["core/block/o"],
        "block/o@2": ["block/d@2"],
        "both": ["block/o@2", "core/side"],
    }
    assert named(record, "core/block/d").block == ["core", "block"]
    assert named(record, "block/d@2").shares == "core/block/d"
    assert (named(record, "core/block/d").parameters, named(record, "block/d@2").parameters) == (20, 0)


def test_a_layer_with_several_outputs_gives_each_of_them() -> None:
    inputs = Input((3, 2))
    outputs, hidden, cell = LSTM(5, return_state=True, name="lstm")(inputs)
    record = described(keras.Model(inputs, Concatenate(name="all")([outputs, hidden, cell])))
    assert named(record, "lstm").output_shapes == [[5], [5], [5]]
    assert edges(record)["all"] == ["lstm"] * 3


def test_what_json_cannot_hold_is_shown_as_it_is_written() -> None:
    class Doubled(keras.layers.Layer):
        def __init__(self, by: Any) -> None:
            super().__init__(name="doubled")
            self.by = by

        def call(self, inputs: Any, offset: Any = None) -> Any:
            return inputs * 2 if offset is None else inputs * 2 + offset

    inputs = Input((20,))
    x = Doubled(object())(inputs, offset=np.zeros(20, dtype="float32"))
    x = Lambda(lambda t: t + 1, name="plus")(x + np.ones(3, dtype="float32").sum())
    record = described(keras.Model(inputs, x))
    assert named(record, "doubled").config == {}
    assert named(record, "doubled").arguments == {"offset": {"shape": [20]}}
    assert named(record, "plus").type == "Lambda"


def test_weights_frozen_by_their_layer_are_counted_apart() -> None:
    model = keras.Sequential([Input((4,)), Dense(3, name="a"), Dense(2)])
    model.get_layer("a").trainable = False
    record = described(model)
    assert (record.layers[0].trainable_parameters, record.trainable_parameters) == (0, 8)


def test_what_keras_adds_to_make_a_mask_is_not_what_somebody_forgot_to_connect() -> None:
    inputs = Input((6,))
    words = Embedding(5, 3, mask_zero=True)(inputs)
    with pytest.warns(UserWarning, match="was passed an input with a mask"):
        outputs = Dense(2)(Flatten()(words))
        relu(Dense(2)(Flatten()(words)))
    record = described(keras.Model(inputs, outputs))
    assert [layer.type for layer in record.layers if not layer.connected] == ["Flatten", "Dense", "ReLU"]
