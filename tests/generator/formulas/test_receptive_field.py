"""The receptive field is what Keras's own gradient says that a value depends on."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.facts.receptive_fields import last_convolution
from generator.formulas.receptive_field import Window, receptive_field
from tests.generator.sample_layers import convolution, dense, flatten, network, pooling
from tests.generator.samples import sample, sample_record

SIDE = 61


@settings(max_examples=8, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Conv2D", "DepthwiseConv2D", "MaxPooling2D", "AveragePooling2D", "ReLU"]),
            st.integers(1, 4),
            st.integers(1, 2),
            st.integers(1, 2),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_the_field_is_the_span_of_the_gradient(made: list[tuple[str, int, int, int]]) -> None:
    import keras

    layers: list[Any] = [keras.layers.Input((SIDE, SIDE, 1))]
    for kind, size, stride, dilation in made:
        if kind == "Conv2D":
            options = {"strides": stride} if dilation == 1 else {"dilation_rate": dilation}
            layers.append(keras.layers.Conv2D(1, size, kernel_initializer="ones", **options))
        elif kind == "DepthwiseConv2D":
            layers.append(keras.layers.DepthwiseConv2D(size, strides=stride, depthwise_initializer="ones"))
        elif kind == "ReLU":
            layers.append(keras.layers.ReLU())
        else:
            layers.append(keras.layers.AveragePooling2D(size, strides=stride))
    model = keras.Sequential([*layers, keras.layers.Conv2D(1, 1, kernel_initializer="ones")])
    # Which pixels change one value, seen without gradients: light them one by one.
    lit = np.eye(SIDE)[:, :, np.newaxis, np.newaxis] * np.ones((1, 1, SIDE, 1))
    answers = np.asarray(model.predict(lit, verbose=0))
    middle = answers.shape[1] // 2
    touched = np.flatnonzero(answers[:, middle, 0, 0] > 0)
    record = recorded(model)
    seen = last_convolution(record)
    assert seen is not None
    assert receptive_field(seen.axes[0]).value == touched.max() - touched.min() + 1


def recorded(model: Any) -> Any:
    """Record what the report reads of a chain of layers."""
    calls, before = [], "input"
    for layer in model.layers:
        shape, output = (list(tensor.shape[1:]) for tensor in (layer.input, layer.output))
        calls.append(
            SimpleNamespace(
                name=layer.name,
                type=type(layer).__name__,
                operation=False,
                config=layer.get_config(),
                arguments={},
                input_shapes=[shape],
                input_shape=shape,
                output_shape=output,
                parameters=layer.count_params(),
                shares=None,
                variables=[],
                inputs=[before],
                connected=True,
            )
        )
        before = layer.name
    network = SimpleNamespace(inputs=["input"], input_shape=[SIDE, SIDE, 1], layers=calls)
    return SimpleNamespace(model=network, file="results/essai.json")


def with_layers(*layers: dict[str, Any]) -> Result:
    record = sample_record("cnn-1")
    record["model"] = network([8, 8, 1], *layers)
    return Result.model_validate(record)


def test_three_small_kernels_see_less_than_three_large_ones() -> None:
    fields = []
    for size in (2, 5):
        windows = [Window(f"conv{rank}", size, 1) for rank in range(3)]
        fields.append(receptive_field(windows).value)
    assert fields == [4, 13]


def test_a_reduction_widens_what_comes_after() -> None:
    expression = receptive_field([Window("a", 5, 1), Window("b", 2, 2), Window("c", 5, 1)])
    assert expression.value == 1 + 4 + 1 + 4 * 2
    assert (
        expression.symbolic
        == r"1 + \left(k_{1} - 1\right) + \left(k_{2} - 1\right) + \left(k_{3} - 1\right) \cdot s_{2}"
    )


def test_the_last_convolution_counts_not_what_follows() -> None:
    seen = last_convolution(
        with_layers(
            convolution([8, 8, 1], 2, 3, "first", "input_layer"),
            pooling([8, 8, 2], "pool", "first"),
            convolution([4, 4, 2], 2, 3, "second", "pool"),
            pooling([4, 4, 2], "other", "second"),
            flatten([2, 2, 2], "flatten", "other"),
            dense(8, 4, "softmax", "dense", "flatten"),
        )
    )
    assert seen is not None and seen.call == "second"
    assert [receptive_field(axis).value for axis in seen.axes] == [3 + 1 + 2 * 2] * 2


@pytest.mark.parametrize("kind", ["Lambda", "Conv2DTranspose"])
def test_what_is_not_known_is_not_said(kind: str) -> None:
    unknown = {**pooling([8, 8, 1], "odd", "input_layer"), "type": kind}
    seen = last_convolution(
        with_layers(unknown, convolution([4, 4, 1], 2, 3, "conv", "odd"), dense(2, 4, "softmax", "d", "conv"))
    )
    assert seen is None


def test_a_network_without_convolution_sees_nothing_so() -> None:
    assert last_convolution(sample("mlp-raw-1")) is None
