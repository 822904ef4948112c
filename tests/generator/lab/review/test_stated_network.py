"""Networks laid out from what is stated, held against Keras."""

import keras
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.formulas.weights import weight_count
from generator.lab.review.stated_network import (
    CONVOLUTION_SETTINGS,
    POOLING_SETTINGS,
    StatedLayer,
    lay_out,
    same_layers,
)
from tests.generator.lab.review.seed_samples import seed_record, seed_result


@settings(max_examples=20, deadline=None)
@given(
    st.integers(8, 30),
    st.integers(8, 30),
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 4), st.booleans()), min_size=1, max_size=3),
    st.integers(1, 6),
)
def test_shapes_and_weights_are_those_of_keras(
    height: int, width: int, blocks: list[tuple[int, int, bool]], units: int
) -> None:
    stated, layers = [], []
    for filters, kernel, pooled in blocks:
        config = {**CONVOLUTION_SETTINGS, "filters": filters, "kernel_size": (kernel, kernel)}
        stated.append(StatedLayer("Conv2D", config))
        layers.append(keras.layers.Conv2D(filters, kernel, padding="same"))
        if pooled:
            stated.append(StatedLayer("MaxPooling2D", POOLING_SETTINGS))
            layers.append(keras.layers.MaxPooling2D())
    stated += [StatedLayer("Flatten", {}), StatedLayer("Dense", {"units": units}), StatedLayer("Dropout", {})]
    layers += [keras.layers.Flatten(), keras.layers.Dense(units), keras.layers.Dropout(0.5)]
    model = keras.Sequential([keras.Input((height, width, 1)), *layers])
    laid = lay_out((height, width, 1), stated)
    assert [layer.output_shape for layer in laid] == [layer.output.shape[1:] for layer in model.layers]
    assert [layer.parameters for layer in laid] == [layer.count_params() for layer in model.layers]
    assert [weight_count(layer).value for layer in laid] == [layer.parameters for layer in laid]


STATED = [
    StatedLayer("Dense", {"units": 512, "activation": "sigmoid"}),
    StatedLayer("Dropout", {"rate": 0.5}),
    StatedLayer("Dense", {"units": 10, "activation": "softmax"}),
]


def test_the_same_network_is_recognised() -> None:
    assert same_layers(lay_out((784,), STATED), seed_result("mlp-raw-2"))


def test_every_difference_is_seen() -> None:
    result = seed_result("mlp-raw-2")
    others = [
        lay_out((783,), STATED),
        lay_out((784,), STATED[:1] + STATED[2:]),
        lay_out((784,), [StatedLayer("Dense", {"units": 511}), *STATED[1:]]),
        lay_out((784,), [StatedLayer("Dense", {"units": 512, "activation": "relu"}), *STATED[1:]]),
        lay_out((784,), [STATED[0], StatedLayer("Dropout", {"rate": 0.25}), STATED[2]]),
    ]
    assert [same_layers(other, result) for other in others] == [False] * len(others)


def test_a_layer_that_the_output_does_not_depend_on_is_no_layer_of_the_network() -> None:
    record = seed_record("mlp-raw-2")
    record["model"]["layers"][1]["connected"] = False
    assert not same_layers(lay_out((784,), STATED), Result.model_validate(record))
    assert same_layers(lay_out((784,), STATED[:1] + STATED[2:]), Result.model_validate(record))
