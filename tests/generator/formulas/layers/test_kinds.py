"""Kinds of layers: on random configurations, what each says is what Keras makes."""

import math
from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML

from generator.formulas.equation import Equation
from generator.formulas.layers.catalogue import kind_of, layer_kinds
from generator.formulas.layers.kind import COMMON, UNSAID, LayerKind
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Usual
from generator.formulas.multiply_adds import total_multiply_adds
from generator.formulas.weights import weight_count
from tests.generator.formulas.latex_evaluator import evaluate
from tests.generator.formulas.layers.layer_strategies import CLASSES, made, shapes
from tests.generator.formulas.recorded_layers import model_of, recorded, recorded_call, setting

pytestmark = [
    pytest.mark.training,
    pytest.mark.filterwarnings("ignore:You passed `rms_scaling=True`, which is deprecated"),
]

MATHML = LatexToMathML()
KINDS = [pytest.param(kind, id=kind.type) for kind in layer_kinds().values()]
# The first is no call; Keras makes no model of the second, which gives back the tensor it received.
BUILT = [kind for kind in KINDS if kind.id not in ("InputLayer", "Equalization")]
# What they give has another size, that only Keras knows.
SIZES_OF_KERAS = {"ReversibleEmbedding", "CategoryEncoding", "SpectralNormalization"}
# What no file describes, with the reason.
LEFT_TO_KERAS = {
    "text and numbers of categories, which no network here reads": {
        *("Hashing", "HashedCrossing", "IntegerLookup", "StringLookup", "TextVectorization"),
        *("MaxNumBoundingBoxes", "MelSpectrogram", "STFTSpectrogram"),
    },
    "parts or bases of layers": {
        *("GRUCell", "LSTMCell", "SimpleRNNCell", "StackedRNNCells", "RNN", "Pipeline", "Wrapper", "Layer"),
        "InputSpec",
    },
    "made of anything": {"EinsumDense", "FlaxLayer", "JaxLayer", "TFSMLayer", "TorchModuleWrapper"},
}


def size(shape: tuple[int, ...]) -> int:
    return math.prod(shape)


@pytest.mark.parametrize("kind", BUILT)
@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_counts_and_shapes_are_those_of_keras(kind: LayerKind, data: st.DataObject) -> None:
    layer, received = made(kind.type, data), data.draw(shapes(kind.type))
    call = recorded_call(layer, *received)
    count = kind.weights(call)
    assert count.value == sum(size(weight.shape) for weight in layer.weights)
    assert all(source.startswith(call.source) for source in count.sources)
    assert ("aucun poids" in kind.why(call)) is (count.value == 0)
    sizes = kind.output_shape(call)
    assert tuple(each.value for each in sizes) == call.output_shape[len(call.output_shape) - len(sizes) :]
    assert sizes or size(call.output_shape) == size(received[0]) or kind.type in SIZES_OF_KERAS
    work = kind.multiply_adds(call)
    for equation in (Equation("n", count), *([Equation("m", work)] if work else []), *sizes):
        MATHML.convert_with_local_state(equation.aligned, displaystyle=True)
        assert evaluate(equation.right.substituted) == equation.value


def products(layer: keras.Layer, shape: tuple[int, ...]) -> float:
    """Count the products of a weight and an input: with ones everywhere, their sum is what comes out."""
    layer.set_weights([np.full(w.shape, w.name != "bias", dtype=float) for w in layer.weights])
    return float(np.sum(layer(np.ones((1, *shape)))))


@pytest.mark.parametrize(
    "layer_type", ["Dense", "Conv1D", "Conv2D", "Conv3D", "DepthwiseConv2D", "Conv2DTranspose"]
)
@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_work_is_the_number_of_products(layer_type: str, data: st.DataObject) -> None:
    # Past the borders some products are with zeros, and TensorFlow does not compute all with channels first.
    plain = {} if layer_type == "Dense" else {"padding": "valid", "data_format": "channels_last"}
    layer, (shape,) = made(layer_type, data, **plain), data.draw(shapes(layer_type))
    work = kind_of(layer_type).multiply_adds(recorded_call(layer, shape))
    assert work is not None and work.value == products(layer, shape)


def positions_of_output(call: Layer) -> int:
    channels = 0 if call.channels_first else -1
    return size(call.output_shape) // call.output_shape[channels]


USES: dict[str, Callable[[Layer], int]] = {
    **dict.fromkeys(("SeparableConv1D", "SeparableConv2D", "DepthwiseConv1D"), positions_of_output),
    **dict.fromkeys(("SimpleRNN", "LSTM", "GRU"), lambda call: call.input_shape[0]),
}


@pytest.mark.parametrize("layer_type", USES)
@given(data=st.data())
@settings(max_examples=5, deadline=None)
def test_each_weight_but_biases_is_used_at_every_position(layer_type: str, data: st.DataObject) -> None:
    layer, received = made(layer_type, data), data.draw(shapes(layer_type))
    call = recorded_call(layer, *received)
    multiplied = sum(size(weight.shape) for weight in layer.weights if weight.name != "bias")
    work = kind_of(layer_type).multiply_adds(call)
    assert work is not None and work.value == multiplied * USES[layer_type](call)


@pytest.mark.parametrize("layer_type", ["ConvLSTM1D", "ConvLSTM2D"])
@given(data=st.data())
@settings(max_examples=4, deadline=None)
def test_a_convolution_of_every_step_uses_its_weights_at_every_position(
    layer_type: str, data: st.DataObject
) -> None:
    layer, (shape,) = made(layer_type, data, return_sequences=False), data.draw(shapes(layer_type))
    call = recorded_call(layer, shape)
    multiplied = sum(size(weight.shape) for weight in layer.weights if weight.name != "bias")
    work = kind_of(layer_type).multiply_adds(call)
    assert work is not None and work.value == multiplied * shape[0] * positions_of_output(call)


@given(st.data())
@settings(max_examples=5, deadline=None)
def test_heads_project_what_they_receive_then_compare_it(data: st.DataObject) -> None:
    layer, received = made("MultiHeadAttention", data), data.draw(shapes("MultiHeadAttention"))
    call = recorded_call(layer, *received)
    (queries, _), (values, _) = received[0], received[1]
    per_position = {"query": queries, "gate": queries, "key": values, "value": values}
    expected = 0
    for name, shape in call.variables:
        part, table = name.split("/")
        expected += size(shape) * per_position.get(part, queries) * (table == "kernel")
    settings_ = layer.get_config()
    compared = settings_["num_heads"] * (settings_["key_dim"] + settings_["value_dim"])
    work = kind_of(call.type).multiply_adds(call)
    assert work is not None and work.value == expected + queries * values * compared


def test_a_mask_is_not_taken_for_keys() -> None:
    L, inputs = keras.layers, keras.Input((6,))
    read = L.Embedding(9, 4)(inputs)
    mask = L.Reshape((6, 6))(L.Dense(36, "sigmoid")(inputs))
    model = keras.Model(inputs, L.MultiHeadAttention(2, 3, name="heads")(read, read, attention_mask=mask))
    call = next(each for each in recorded(model) if each.name == "heads")
    assert len(call.input_shapes) == 3
    assert kind_of(call.type).weights(call).value == call.parameters


def test_work_is_one_per_value_for_a_rescaling_or_a_normalisation_only() -> None:
    L = keras.layers
    stacked = [L.Rescaling(0.5), L.BatchNormalization(), L.LayerNormalization()]
    stacked += [L.MaxPooling2D(), L.Dropout(0.5), L.ReLU(), L.ZeroPadding2D(), L.Flatten()]
    total = total_multiply_adds(recorded(model_of(*stacked, shape=(4, 6, 2))))
    assert total is not None and total.substituted == "48 + 48 + 48"


def test_a_dense_layer_reads_every_position() -> None:
    (layer,) = recorded(model_of(keras.layers.Dense(5), shape=(2, 3, 4)))
    work = total_multiply_adds([layer])
    assert work is not None and work.value == 2 * 3 * 4 * 5


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=1, deadline=None)
def test_every_argument_of_keras_is_said_or_left_out_on_purpose(kind: LayerKind, data: st.DataObject) -> None:
    config = made(kind.type, data).get_config()
    named = {option.key for option in kind.options}
    common = {option.key for option in COMMON}
    assert set(config) - named - kind.unsaid - UNSAID - common <= {"trainable"}
    assert ("trainable" in named) is (kind.weights is not kind_of("Flatten").weights)
    # Not recorded by all that have them.
    rare = {"use_cudnn", "output_shape", "mask"}
    assert (named | kind.unsaid) - rare <= set(config)


@pytest.mark.parametrize("kind", KINDS)
def test_only_an_argument_without_usual_value_must_have_been_recorded(kind: LayerKind) -> None:
    for option in kind.options:
        if option.usual is not Usual.NONE:
            assert option.describe({}, setting({})) == ""
            continue
        with pytest.raises(KeyError):
            option.describe({}, setting({}))


def test_every_layer_of_keras_has_a_kind_or_is_left_to_keras_on_purpose() -> None:
    left: Any = set().union(*LEFT_TO_KERAS.values())
    assert not left & set(layer_kinds())
    assert {name for name in CLASSES if name not in layer_kinds()} == left


@pytest.mark.parametrize(
    ("layer", "shapes"),
    [
        (keras.layers.RNN(keras.layers.LSTMCell(3)), [(5, 2)]),
        (keras.layers.EinsumDense("abc,cd->abd", output_shape=(None, 4), bias_axes="d"), [(5, 2)]),
        (keras.layers.SpectralNormalization(keras.layers.Dense(3)), [(5,)]),
        (keras.layers.TimeDistributed(keras.Sequential([keras.layers.Dense(3)])), [(5, 2)]),
        (keras.layers.Bidirectional(keras.layers.RNN(keras.layers.GRUCell(3))), [(5, 2)]),
        (keras.layers.Hashing(num_bins=4), [(3,)]),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_what_is_left_to_keras_is_counted_by_it(layer: keras.Layer, shapes: list[tuple[int, ...]]) -> None:
    call = recorded_call(layer, *shapes)
    kind = kind_of(call.type)
    count = weight_count(call)
    assert count.value == layer.count_params()
    assert kind.multiply_adds(call) is None
    assert ("Tables de poids" in kind.why(call)) is (count.value > 0)


def test_the_weights_of_recurrent_layers_read_as_in_a_course() -> None:
    (lstm,) = recorded(model_of(keras.layers.LSTM(32), shape=(10, 16)))
    assert weight_count(lstm).substituted == r"4 \times \left(32 \times \left(16 + 32\right) + 32\right)"
    (gru,) = recorded(model_of(keras.layers.GRU(32), shape=(10, 16)))
    assert weight_count(gru).substituted == (
        r"3 \times \left(32 \times \left(16 + 32\right) + 2 \times 32\right)"
    )
    both = keras.layers.Bidirectional(keras.layers.LSTM(32))
    assert weight_count(recorded_call(both, (10, 16))).value == 2 * lstm.parameters
