"""Weight counts and shapes: the formulas give what Keras counts, on random networks."""

import math
from typing import Any

import keras
import pytest
from generator.formulas.layer_types import WEIGHTED, WEIGHTLESS, explanation
from generator.formulas.output_shapes import output_shape
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML

from experiments.errors import ExperimentError, ResultError
from generator.formulas.equation import Equation
from generator.formulas.layers.layer import Layer
from generator.formulas.weights import total_count, trainable_count, weight_count
from tests.generator.formulas.latex_evaluator import evaluate
from tests.generator.formulas.recorded_layers import description, model_of, recorded

MATHML = LatexToMathML()
SIZES = st.integers(1, 40)
KERNELS = st.tuples(st.integers(1, 5), st.integers(1, 5))
PADDINGS = st.sampled_from(["same", "valid"])
IMAGES = st.tuples(st.integers(10, 30), st.integers(10, 30), st.integers(1, 6))

WITHOUT_WEIGHTS = [
    keras.layers.Flatten(),
    keras.layers.Rescaling(1 / 255),
    keras.layers.MaxPooling2D(),
    keras.layers.AveragePooling2D(2),
    keras.layers.GlobalMaxPooling2D(),
    keras.layers.GlobalAveragePooling2D(),
    keras.layers.LayerNormalization(axis=(1, 2, 3), center=False, scale=False),
    keras.layers.Dropout(0.5),
    keras.layers.SpatialDropout2D(0.5),
    keras.layers.GaussianNoise(0.1),
    keras.layers.Activation("relu"),
    keras.layers.ReLU(),
    keras.layers.Softmax(),
    keras.layers.Reshape((-1,)),
    keras.layers.RandomRotation(0.1),
    keras.layers.RandomTranslation(0.1, 0.1),
    keras.layers.RandomZoom(0.1),
    keras.layers.RandomContrast(0.1),
    keras.layers.RandomBrightness(0.1),
    keras.layers.RandomFlip(),
]


def _check(layer: Layer, keras_layer: keras.Layer) -> None:
    """Hold every formula of one layer against Keras."""
    count = weight_count(layer)
    assert count.value == sum(math.prod(weight.shape) for weight in keras_layer.weights)
    assert trainable_count(layer).value == sum(math.prod(w.shape) for w in keras_layer.trainable_weights)
    assert evaluate(count.substituted) == count.value
    assert all(source.startswith(layer.source) for source in count.sources)
    for equation in (Equation("n", count), *output_shape(layer)):
        MATHML.convert_with_local_state(equation.latex, displaystyle=True)
        assert evaluate(equation.right.substituted) == equation.value


def _single(keras_layer: keras.Layer, shape: tuple[int, ...]) -> Layer:
    (layer,) = recorded(model_of(keras_layer, shape=shape))
    return layer


@given(st.lists(SIZES, min_size=1, max_size=3), SIZES, st.booleans())
@settings(max_examples=25, deadline=None)
def test_dense(shape: list[int], units: int, use_bias: bool) -> None:
    dense = keras.layers.Dense(units, use_bias=use_bias)
    layer = _single(dense, tuple(shape))
    _check(layer, dense)
    assert [equation.value for equation in output_shape(layer)] == [units]


@given(
    image=IMAGES,
    kernel=KERNELS,
    groups=st.integers(1, 3),
    filters_per_group=st.integers(1, 8),
    padding=PADDINGS,
    stride=st.integers(1, 3),
    dilation=st.integers(1, 2),
    use_bias=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_convolution(
    image: tuple[int, int, int],
    groups: int,
    filters_per_group: int,
    stride: int,
    dilation: int,
    **config: Any,
) -> None:
    convolution = keras.layers.Conv2D(
        filters=filters_per_group * groups,
        kernel_size=config["kernel"],
        groups=groups,
        padding=config["padding"],
        strides=stride,
        # Keras has no convolution that is both strided and dilated.
        dilation_rate=dilation if stride == 1 else 1,
        use_bias=config["use_bias"],
    )
    layer = _single(convolution, (image[0], image[1], image[2] * groups))
    _check(layer, convolution)
    assert tuple(equation.value for equation in output_shape(layer)) == layer.output_shape


@given(
    kind=st.sampled_from([keras.layers.MaxPooling2D, keras.layers.AveragePooling2D]),
    image=IMAGES,
    pool=KERNELS,
    strides=st.none() | st.tuples(st.integers(1, 4), st.integers(1, 4)),
    padding=PADDINGS,
)
@settings(max_examples=40, deadline=None)
def test_local_pooling(
    kind: type[keras.Layer], image: tuple[int, int, int], pool: tuple[int, int], **config: Any
) -> None:
    pooling = kind(pool, **config)
    layer = _single(pooling, image)
    _check(layer, pooling)
    assert tuple(equation.value for equation in output_shape(layer)) == layer.output_shape


@given(st.lists(SIZES, min_size=1, max_size=4))
@settings(max_examples=15, deadline=None)
def test_flatten(shape: list[int]) -> None:
    flatten = keras.layers.Flatten()
    layer = _single(flatten, tuple(shape))
    _check(layer, flatten)
    assert [equation.value for equation in output_shape(layer)] == [math.prod(shape)]


@given(IMAGES, st.booleans(), st.booleans(), st.booleans())
@settings(max_examples=15, deadline=None)
def test_batch_normalisation(image: tuple[int, int, int], scale: bool, center: bool, trainable: bool) -> None:
    normalisation = keras.layers.BatchNormalization(scale=scale, center=center, trainable=trainable)
    layer = _single(normalisation, image)
    _check(layer, normalisation)
    assert ("facteur" in explanation(layer)) is scale
    assert ("décalage" in explanation(layer)) is center


@pytest.mark.parametrize("keras_layer", WITHOUT_WEIGHTS, ids=lambda layer: type(layer).__name__)
def test_layers_without_weights(keras_layer: keras.Layer) -> None:
    layer = _single(keras_layer, (8, 8, 3))
    _check(layer, keras_layer)
    assert weight_count(layer).value == 0
    assert explanation(layer).endswith("\u202f: elle n’a aucun poids.")


def test_every_known_type_is_a_keras_layer_that_the_tests_above_try() -> None:
    tried = {type(layer).__name__ for layer in WITHOUT_WEIGHTS} | {"InputLayer", *WEIGHTED}
    assert tried == {*WEIGHTED, *WEIGHTLESS}
    assert all(issubclass(getattr(keras.layers, name), keras.Layer) for name in tried)


@given(st.lists(SIZES, min_size=1, max_size=5), SIZES)
@settings(max_examples=15, deadline=None)
def test_the_total_is_the_sum_over_the_layers(units: list[int], inputs: int) -> None:
    layers = [layer for size in units for layer in (keras.layers.Dense(size), keras.layers.Dropout(0.5))]
    model = model_of(*layers, shape=(inputs,))
    total = total_count(recorded(model))
    assert total.value == model.count_params()
    assert len(total.leaves) == len(units)
    assert evaluate(total.substituted) == total.value


def test_a_network_without_weights_totals_zero() -> None:
    assert total_count(recorded(model_of(keras.layers.ReLU(), shape=(3,)))).substituted == "0"


def test_the_pneumonia_network_counts_its_published_weights() -> None:
    blocks = [
        layer
        for filters in (8, 16, 32, 64, 128)
        for layer in (keras.layers.Conv2D(filters, 3, padding="same"), keras.layers.MaxPooling2D())
    ]
    dense = [keras.layers.Flatten(), *(keras.layers.Dense(units) for units in (32, 16, 1))]
    assert total_count(recorded(model_of(*blocks, *dense, shape=(128, 128, 1)))).value == 164_353


def test_biases_are_explained_only_where_there_are() -> None:
    with_bias = explanation(_single(keras.layers.Dense(3), (4,)))
    without = explanation(_single(keras.layers.Dense(3, use_bias=False), (4,)))
    assert with_bias.endswith("plus un biais.") and without.endswith("sans biais.")


def test_a_type_without_formula_is_named() -> None:
    layer = Layer.from_mapping(description(type="LSTM"))
    with pytest.raises(ExperimentError) as failure:
        weight_count(layer)
    assert "couche «\u202fLSTM\u202f»" in str(failure.value)
    assert str(failure.value).endswith(
        "Si ce type n’a pas de poids, ajoutez-le à WEIGHTLESS dans generator/formulas/layer_types.py\u202f; "
        "s’il en a, ajoutez-le à WEIGHTED et sa formule à FORMULAS dans generator/formulas/weights.py."
    )


def test_a_count_that_keras_contradicts_is_refused() -> None:
    layer = Layer.from_mapping(description(parameters=6410))
    with pytest.raises(ResultError) as failure:
        weight_count(layer)
    assert str(failure.value) == (
        "La couche «\u202fdense\u202f» (Dense) a 6410 poids selon Keras, mais 650 selon la formule du "
        "rapport. Corrigez la formule de Dense dans generator/formulas/weights.py, ou relancez l’expérience "
        "si le fichier de résultats a été modifié."
    )


def test_a_shape_that_keras_contradicts_is_refused() -> None:
    layer = Layer.from_mapping(description(output_shape=(11,)))
    with pytest.raises(ResultError) as failure:
        output_shape(layer)
    assert str(failure.value) == (
        "La couche «\u202fdense\u202f» (Dense) a une sortie (11,) selon Keras, mais (10,) selon les formules "
        "du rapport. Corrigez la formule de Dense dans generator/formulas/output_shapes.py, ou relancez "
        "l’expérience si le fichier de résultats a été modifié."
    )
