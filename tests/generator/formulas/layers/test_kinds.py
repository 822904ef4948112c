"""Kinds of layers: on random configurations, what each says is what Keras makes."""

import math
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML

from generator.formulas.equation import Equation
from generator.formulas.layers.catalogue import kind_of, layer_kinds
from generator.formulas.layers.kind import UNSAID, LayerKind, Role
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Usual
from generator.formulas.multiply_adds import total_multiply_adds
from generator.formulas.weights import weight_count
from tests.generator.formulas.latex_evaluator import evaluate
from tests.generator.formulas.recorded_layers import model_of, recorded, setting

pytestmark = pytest.mark.training

MATHML = LatexToMathML()
SIZES = st.integers(1, 20)
WINDOWS = st.tuples(st.integers(1, 5), st.integers(1, 5))
STEPS = st.tuples(st.integers(1, 3), st.integers(1, 3))
PADDINGS = st.sampled_from(["same", "valid"])
ANSWERS = st.booleans()
GRIDS = st.tuples(st.integers(10, 20), st.integers(10, 20), st.integers(1, 6))
SHAPES: dict[str, st.SearchStrategy[Any]] = {
    "Dense": st.lists(SIZES, min_size=1, max_size=3),
    "Flatten": st.lists(SIZES, min_size=1, max_size=4),
    # No smaller than the widest kernel at the widest dilation.
    "Conv2D": st.tuples(st.integers(13, 20), st.integers(13, 20), st.sampled_from([2, 4])),
}
POOLING = {"pool_size": WINDOWS, "strides": st.none() | STEPS, "padding": PADDINGS}
# What a layer is made with; a kind that is not named here is made without any argument.
ARGUMENTS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "Dense": {"units": SIZES, "use_bias": ANSWERS},
    "Conv2D": {
        "filters": st.sampled_from([2, 4]),
        "kernel_size": WINDOWS,
        "groups": st.sampled_from([1, 2]),
        "padding": PADDINGS,
        "use_bias": ANSWERS,
    },
    "MaxPooling2D": POOLING,
    "AveragePooling2D": POOLING,
    "GlobalMaxPooling2D": {"keepdims": ANSWERS},
    "GlobalAveragePooling2D": {"keepdims": ANSWERS},
    "BatchNormalization": {"scale": ANSWERS, "center": ANSWERS, "axis": st.sampled_from([-1, 1, 3])},
    "LayerNormalization": {
        "scale": ANSWERS,
        "center": ANSWERS,
        "rms_scaling": ANSWERS,
        "axis": st.sampled_from([-1, (1, 2, 3), (2, 3)]),
    },
    **{f"{name}Dropout": {"rate": st.just(0.5)} for name in ("", "Alpha", "Gaussian")},
    "SpatialDropout2D": {"rate": st.just(0.5)},
    "GaussianNoise": {"stddev": st.just(0.1)},
    "Activation": {"activation": st.just("relu")},
    "Rescaling": {"scale": st.just(0.5)},
    "Reshape": {"target_shape": st.just((-1,))},
    "RandomTranslation": {"height_factor": st.just(0.1), "width_factor": st.just(0.2)},
    "RandomZoom": {"height_factor": st.just(0.1)},
    **{f"Random{name}": {"factor": st.just(0.1)} for name in ("Rotation", "Contrast", "Brightness")},
    "InputLayer": {"shape": st.just((3,))},
}
# Keras has no convolution that is both strided and dilated.
STRIDES = st.fixed_dictionaries({"strides": STEPS}) | st.fixed_dictionaries({"dilation_rate": STEPS})
KINDS = [pytest.param(kind, id=kind.type) for kind in layer_kinds().values()]


def made(kind: LayerKind, data: st.DataObject) -> keras.Layer:
    arguments = data.draw(st.fixed_dictionaries(ARGUMENTS.get(kind.type, {})))
    if kind.role is Role.CONVOLUTION:
        arguments |= data.draw(STRIDES)
    return getattr(keras.layers, kind.type)(**arguments)


def products(layer: keras.Layer, shape: tuple[int, ...]) -> float:
    """Count the products of a weight and an input: with ones everywhere, their sum is what comes out."""
    ones = [np.full(weight.shape, weight.name != "bias", dtype=float) for weight in layer.weights]
    layer.set_weights(ones)
    return float(np.sum(layer(np.ones((1, *shape)))))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.id != "InputLayer"])
@given(data=st.data())
@settings(max_examples=12, deadline=None)
@pytest.mark.filterwarnings("ignore:You passed `rms_scaling=True`, which is deprecated")
def test_counts_and_shapes_are_those_of_keras(kind: LayerKind, data: st.DataObject) -> None:
    shape = tuple(data.draw(SHAPES.get(kind.type, GRIDS)))
    layer = made(kind, data)
    (described,) = recorded(model_of(layer, shape=shape))
    count = weight_count(described)
    assert count.value == sum(math.prod(weight.shape) for weight in layer.weights)
    assert all(source.startswith(described.source) for source in count.sources)
    assert ("aucun poids" in kind.why(described)) is (count.value == 0)
    sizes = kind.output_shape(described)
    assert (
        tuple(size.value for size in sizes)
        == described.output_shape[len(described.output_shape) - len(sizes) :]
    )
    assert sizes or math.prod(described.output_shape) == math.prod(shape)
    work = kind.multiply_adds(described)
    assert work is not None
    if kind.role not in (Role.CONVOLUTION, Role.DENSE):
        assert work.value in (0, math.prod(shape))
    elif described.config.get("padding") != "same":
        assert work.value == products(layer, shape)
    for equation in (Equation("n", count), Equation("m", work), *sizes):
        MATHML.convert_with_local_state(equation.aligned, displaystyle=True)
        assert evaluate(equation.right.substituted) == equation.value


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=1, deadline=None)
def test_every_argument_of_keras_is_said_or_left_out_on_purpose(kind: LayerKind, data: st.DataObject) -> None:
    arguments = data.draw(st.fixed_dictionaries(ARGUMENTS.get(kind.type, {})))
    config = getattr(keras.layers, kind.type)(**arguments).get_config()
    named = {option.key for option in kind.options}
    assert set(config) - named - kind.unsaid - UNSAID <= {"trainable"}
    assert ("trainable" in named) is (kind_of(kind.type).weights is not kind_of("Flatten").weights)
    # Keras records this one only where it is used.
    assert named | kind.unsaid <= {*config, "activity_regularizer"}


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        (keras.layers.Dense(1), "Dense de 1 neurone"),
        (
            keras.layers.Dense(3, "relu", use_bias=False, kernel_regularizer=keras.regularizers.L2(0.01)),
            "Dense de 3 neurones, relu, sans biais, régularisation des poids L2 (l2 0,01)",
        ),
        (
            keras.layers.Dense(3, kernel_initializer="he_normal"),
            "Dense de 3 neurones, départ des poids HeNormal",
        ),
        (keras.layers.Dense(3, trainable=False), "Dense de 3 neurones, poids gelés"),
        (keras.layers.Conv2D(8, 3), "Conv2D de 8 filtres de 3 × 3"),
        (
            keras.layers.Conv2D(8, (3, 5), (1, 2), "same", groups=2, activation="tanh"),
            "Conv2D de 8 filtres de 3 × 5, pas de 1 × 2, padding same, 2 groupes de canaux, tanh",
        ),
        (keras.layers.Conv2D(1, 3, dilation_rate=2), "Conv2D de 1 filtre de 3 × 3, dilatation de 2 × 2"),
        (keras.layers.MaxPooling2D(3), "MaxPooling2D de 3 × 3"),
        (
            keras.layers.AveragePooling2D(3, 2, "same"),
            "AveragePooling2D de 3 × 3, pas de 2 × 2, padding same",
        ),
        (keras.layers.GlobalMaxPooling2D(), "GlobalMaxPooling2D"),
        (keras.layers.Dropout(0.25), "Dropout de taux 0,25"),
        (keras.layers.Dropout(0.25, noise_shape=(1, 3)), "Dropout de taux 0,25, tirage de forme 1 × 3"),
        (keras.layers.AlphaDropout(0.25, (1, 3)), "AlphaDropout de taux 0,25, tirage de forme 1 × 3"),
        (keras.layers.GaussianDropout(0.25), "GaussianDropout de taux 0,25"),
        (keras.layers.GaussianNoise(0.1), "GaussianNoise d’écart-type 0,1"),
        (keras.layers.BatchNormalization(), "BatchNormalization"),
        (
            keras.layers.BatchNormalization(momentum=0.9, scale=False),
            "BatchNormalization, inertie 0,9, sans facteur",
        ),
        (keras.layers.LayerNormalization(axis=(1, 2)), "LayerNormalization, axes 1, 2"),
        (keras.layers.Activation("relu"), "Activation, relu"),
        (keras.layers.ReLU(6.0), "ReLU, au plus 6"),
        (keras.layers.Rescaling(0.5, -1), "Rescaling de facteur 0,5, décalage -1"),
        (keras.layers.Reshape((2, -1)), "Reshape en 2 × -1"),
        (keras.layers.RandomRotation(0.03), "RandomRotation de −0,03 à 0,03 tour"),
        (
            keras.layers.RandomTranslation(0.1, (0, 0.2), fill_mode="nearest"),
            "RandomTranslation de 0,1 en hauteur, 0 à 0,2 en largeur, bords nearest",
        ),
        (keras.layers.RandomFlip("horizontal"), "RandomFlip, horizontal"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_description_says_what_keras_would_not_have_chosen(layer: keras.Layer, expected: str) -> None:
    config = layer.get_config()
    described = kind_of(type(layer).__name__).describe(config, setting(config))
    assert described.striptags() == expected


@pytest.mark.parametrize("kind", KINDS)
def test_only_an_argument_without_usual_value_must_have_been_recorded(kind: LayerKind) -> None:
    for option in kind.options:
        if option.usual is not Usual.NONE:
            assert option.describe({}, setting({})) == ""
            continue
        with pytest.raises(KeyError):
            option.describe({}, setting({}))


def test_biases_and_learned_scales_are_explained_only_where_there_are() -> None:
    def why(layer: keras.Layer) -> str:
        (described,) = recorded(model_of(layer, shape=(4, 4, 2)))
        return kind_of(described.type).why(described)

    assert why(keras.layers.Dense(3)).endswith("plus un biais.")
    assert why(keras.layers.Dense(3, use_bias=False)).endswith("sans biais.")
    for make in (keras.layers.BatchNormalization, keras.layers.LayerNormalization):
        assert "facteur" in why(make()) and "décalage" in why(make())
        assert "facteur" not in why(make(scale=False)) and "décalage" not in why(make(center=False))


def test_work_is_one_per_value_for_a_rescaling_or_a_normalisation_only() -> None:
    layers = [
        keras.layers.Rescaling(0.5),
        keras.layers.BatchNormalization(),
        keras.layers.LayerNormalization(),
    ]
    layers += [keras.layers.MaxPooling2D(), keras.layers.Dropout(0.5), keras.layers.ReLU()]
    total = total_multiply_adds(recorded(model_of(*layers, shape=(4, 6, 2))))
    assert total is not None and total.substituted == "48 + 48 + 48"


def test_a_dense_layer_reads_every_position() -> None:
    (layer,) = recorded(model_of(keras.layers.Dense(5), shape=(2, 3, 4)))
    assert isinstance(layer, Layer)
    assert total_multiply_adds([layer]).value == 2 * 3 * 4 * 5  # type: ignore[union-attr]
