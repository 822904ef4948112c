"""Random layers of Keras, one strategy per class, and tensors that each can receive."""

from collections.abc import Sequence
from functools import partial
from typing import Any, TypeAlias

import keras
from hypothesis import strategies as st

Shape: TypeAlias = tuple[int, ...]
Arguments: TypeAlias = dict[str, st.SearchStrategy[Any]]

L = keras.layers
# By the name of the class, which is not always the one that it is exported under.
CLASSES = {made.__name__: made for made in vars(L).values() if isinstance(made, type)}
ANSWERS = st.booleans()
FEW = st.integers(1, 4)
SIZES = st.integers(1, 20)
FORMATS = st.sampled_from(["channels_last", "channels_first"])
# Large enough for the widest kernel at the widest dilation; even, so that channels make groups.
SIDES = {1: st.sampled_from([14, 16, 18]), 2: st.sampled_from([14, 16]), 3: st.just(14)}


def held(layer: type[keras.Layer], *values: st.SearchStrategy[Any], **named: st.SearchStrategy[Any]) -> Any:
    """Draw how to make the layer of a wrapper: Keras draws a seed as it makes one, no strategy may."""
    return st.builds(partial, st.just(layer), *values, **named)


def many(axes: int, sizes: st.SearchStrategy[int]) -> st.SearchStrategy[Shape]:
    """Draw one number per axis."""
    return st.tuples(*[sizes] * axes)


def grid(axes: int, *before: st.SearchStrategy[int]) -> st.SearchStrategy[list[Shape]]:
    """Draw the shape of a grid, any axis of which may be the channels."""
    return st.tuples(*before, *[SIDES[axes]] * (axes + 1)).map(lambda shape: [shape])


def vectors(least: int, most: int) -> st.SearchStrategy[list[Shape]]:
    """Draw the shape of a tensor with so many axes."""
    return st.lists(SIZES, min_size=least, max_size=most).map(lambda sizes: [tuple(sizes)])


def alike(count: int) -> st.SearchStrategy[list[Shape]]:
    """Draw tensors that all have the same shape."""
    return vectors(1, 3).map(lambda shapes: shapes * count)


@st.composite
def joined(draw: st.DrawFn) -> list[Shape]:
    """Draw tensors that differ along their last axis only."""
    start = draw(st.lists(FEW, max_size=2))
    return [(*start, last) for last in draw(st.lists(SIZES, min_size=2, max_size=4))]


def window(axes: int, **others: st.SearchStrategy[Any]) -> Arguments:
    """Draw what a convolution slides."""
    return {
        "kernel_size": many(axes, FEW),
        "padding": st.sampled_from(["same", "valid"]),
        "use_bias": ANSWERS,
        "data_format": FORMATS,
        **others,
    }


def pooled(axes: int) -> Arguments:
    """Draw what a pooling slides."""
    return {
        "pool_size": many(axes, FEW),
        "strides": st.none() | many(axes, st.integers(1, 3)),
        "padding": st.sampled_from(["same", "valid"]),
        "data_format": FORMATS,
    }


FILTERS = {"filters": st.sampled_from([2, 4])}
PER_CHANNEL = {"depth_multiplier": FEW}
SEQUENCE = {"return_sequences": ANSWERS, "go_backwards": ANSWERS, "use_bias": ANSWERS}
UNITS = {"units": SIZES, **SEQUENCE}
LEARNED = {"scale": ANSWERS, "center": ANSWERS}
RATE = {"rate": st.just(0.5)}
SIZE = {"height": FEW, "width": FEW, "data_format": FORMATS}
AXES = (1, 2, 3)


def per_axes(pattern: str, make: Any, axes: Sequence[int] = AXES) -> dict[str, Any]:
    """Return what `make` gives for each number of axes, by the name of its class."""
    return {pattern.format(number): make(number) for number in axes}


# What a layer is made with; a kind that is not named here is made without any argument.
ARGUMENTS: dict[str, Arguments] = {
    "Dense": {"units": SIZES, "use_bias": ANSWERS},
    **per_axes("Conv{}D", lambda n: window(n, **FILTERS, groups=st.sampled_from([1, 2]))),
    **per_axes("Conv{}DTranspose", lambda n: window(n, **FILTERS)),
    **per_axes("SeparableConv{}D", lambda n: window(n, **FILTERS, **PER_CHANNEL), (1, 2)),
    **per_axes("DepthwiseConv{}D", lambda n: window(n, **PER_CHANNEL), (1, 2)),
    **per_axes("ConvLSTM{}D", lambda n: window(n, **FILTERS, **SEQUENCE)),
    **per_axes("MaxPooling{}D", pooled),
    **per_axes("AveragePooling{}D", pooled),
    **per_axes("GlobalMaxPooling{}D", lambda n: {"keepdims": ANSWERS, "data_format": FORMATS}),
    **per_axes("GlobalAveragePooling{}D", lambda n: {"keepdims": ANSWERS, "data_format": FORMATS}),
    **per_axes("AdaptiveMaxPooling{}D", lambda n: {"output_size": many(n, FEW), "data_format": FORMATS}),
    **per_axes("AdaptiveAveragePooling{}D", lambda n: {"output_size": many(n, FEW), "data_format": FORMATS}),
    "ZeroPadding1D": {"padding": many(2, FEW)},
    **per_axes(
        "ZeroPadding{}D", lambda n: {"padding": many(n, many(2, FEW)), "data_format": FORMATS}, (2, 3)
    ),
    "Cropping1D": {"cropping": many(2, FEW)},
    **per_axes("Cropping{}D", lambda n: {"cropping": many(n, many(2, FEW)), "data_format": FORMATS}, (2, 3)),
    "UpSampling1D": {"size": FEW},
    **per_axes("UpSampling{}D", lambda n: {"size": many(n, FEW), "data_format": FORMATS}, (2, 3)),
    "SimpleRNN": UNITS,
    "LSTM": UNITS,
    "GRU": {**UNITS, "reset_after": ANSWERS},
    "Bidirectional": {
        "layer": held(L.LSTM, SIZES, return_sequences=ANSWERS)
        | held(L.GRU, SIZES, reset_after=ANSWERS, use_bias=ANSWERS),
        "merge_mode": st.sampled_from(["concat", "sum", "ave", "mul", None]),
    },
    "TimeDistributed": {
        "layer": held(L.Dense, SIZES)
        | held(L.LSTM, SIZES)
        | held(L.Conv1D, FEW, FEW)
        | held(L.Flatten)
        | held(L.LayerNormalization)
    },
    "SpectralNormalization": {"layer": held(L.Dense, SIZES, use_bias=ANSWERS)},
    "Embedding": {"input_dim": SIZES, "output_dim": SIZES},
    "ReversibleEmbedding": {"input_dim": SIZES, "output_dim": SIZES, "tie_weights": ANSWERS},
    "PReLU": {"shared_axes": st.sampled_from([None, [1], [1, 2]])},
    "BatchNormalization": {**LEARNED, "axis": st.sampled_from([-1, 1, 3])},
    "LayerNormalization": {
        **LEARNED,
        "rms_scaling": ANSWERS,
        "axis": st.sampled_from([-1, (1, 2, 3), (2, 3)]),
    },
    "GroupNormalization": {**LEARNED, "groups": st.sampled_from([1, 3, -1])},
    "RMSNormalization": {"axis": st.sampled_from([-1, (1, 2), 3])},
    "UnitNormalization": {"axis": st.sampled_from([-1, (1, 2)])},
    "Normalization": {"axis": st.sampled_from([-1, (1, 2), None])},
    "Attention": {"use_scale": ANSWERS, "score_mode": st.sampled_from(["dot", "concat"])},
    "AdditiveAttention": {"use_scale": ANSWERS},
    "MultiHeadAttention": {
        "num_heads": FEW,
        "key_dim": SIZES,
        "value_dim": st.none() | SIZES,
        "use_bias": ANSWERS,
        "use_gate": ANSWERS,
        "output_shape": st.none() | SIZES | many(2, FEW),
    },
    "GroupedQueryAttention": {
        "num_query_heads": st.sampled_from([2, 4]),
        "num_key_value_heads": st.sampled_from([1, 2]),
        "head_dim": SIZES,
        "use_bias": ANSWERS,
        "use_gate": ANSWERS,
    },
    **{f"{name}Dropout": RATE for name in ("", "Alpha", "Gaussian")},
    **per_axes("SpatialDropout{}D", lambda n: RATE),
    "GaussianNoise": {"stddev": st.just(0.1)},
    "Activation": {"activation": st.just("relu")},
    "Rescaling": {"scale": st.just(0.5)},
    "Reshape": {"target_shape": st.just((-1, 2)) | st.just((2, -1)) | st.just((-1,))},
    "Permute": {"dims": st.permutations([1, 2, 3])},
    "RepeatVector": {"n": FEW},
    "Dot": {"axes": st.sampled_from([-1, 2, (2, 2), (-1, 2)]), "normalize": ANSWERS},
    "Lambda": {"function": st.just(keras.ops.square)},
    "Discretization": {"num_bins": st.integers(2, 5)},
    "CategoryEncoding": {"num_tokens": SIZES},
    "Resizing": SIZE,
    "CenterCrop": SIZE,
    "RandomCrop": SIZE,
    "RandomTranslation": {"height_factor": st.just(0.1), "width_factor": st.just(0.2)},
    "RandomZoom": {"height_factor": st.just(0.1)},
    "RandomPosterization": {"factor": st.just(4)},
    **{
        f"Random{name}": {"factor": st.just(0.1)}
        for name in (
            "Rotation",
            "Contrast",
            "Brightness",
            "Saturation",
            "Hue",
            "Sharpness",
            "ColorDegeneration",
        )
    },
    "InputLayer": {"shape": st.just((3,))},
}
# Keras has no convolution that is both strided and dilated.
SLIDING = ("Conv", "SeparableConv", "DepthwiseConv")
SEQUENCES = st.tuples(SIZES, SIZES).map(lambda shape: [shape])
QUERIES = st.tuples(SIZES, SIZES, SIZES).map(lambda s: [(s[0], s[2]), (s[1], s[2])])
SHAPES: dict[str, st.SearchStrategy[list[Shape]]] = {
    "Dense": vectors(1, 3),
    "Flatten": vectors(1, 4),
    "Embedding": vectors(1, 2),
    "ReversibleEmbedding": vectors(1, 2),
    "PReLU": vectors(2, 3),
    **{name: SEQUENCES for name in ("SimpleRNN", "LSTM", "GRU", "Bidirectional")},
    "TimeDistributed": st.tuples(FEW, st.integers(4, 9), FEW).map(lambda shape: [shape]),
    "SpectralNormalization": SEQUENCES,
    "CategoryEncoding": vectors(1, 1),
    "RepeatVector": vectors(1, 1),
    **per_axes("ConvLSTM{}D", lambda n: grid(n, FEW)),
    **{name: alike(2) for name in ("Add", "Multiply", "Average", "Maximum", "Minimum", "Subtract")},
    "Concatenate": joined(),
    "Dot": st.tuples(FEW, FEW, SIZES).map(lambda s: [(s[0], s[2]), (s[1], s[2])]),
    **{name: QUERIES for name in ("Attention", "AdditiveAttention")},
    "MultiHeadAttention": QUERIES
    | st.tuples(*[SIZES] * 5).map(lambda s: [(s[0], s[2]), (s[1], s[3]), (s[1], s[4])]),
    # Queries and values of the same size.
    "GroupedQueryAttention": QUERIES
    | st.tuples(*[SIZES] * 4).map(lambda s: [(s[0], s[2]), (s[1], s[2]), (s[1], s[3])]),
}
# With the three channels that layers of colours ask for.
COLOURS = st.tuples(SIDES[2], SIDES[2], st.just(3)).map(lambda shape: [shape])


def axes_of(layer_type: str) -> int:
    """Return the number of axes of the grid that a class reads; none where its name says nothing."""
    return next((number for number in AXES if f"{number}D" in layer_type), 0)


def shapes(layer_type: str) -> st.SearchStrategy[list[Shape]]:
    """Draw the shapes of tensors that a class can receive."""
    axes = axes_of(layer_type)
    return SHAPES.get(layer_type, grid(axes) if axes else COLOURS)


def arguments(layer_type: str) -> st.SearchStrategy[dict[str, Any]]:
    """Draw what a layer of a class is made with."""
    drawn = st.fixed_dictionaries(ARGUMENTS.get(layer_type, {}))
    if not layer_type.startswith(SLIDING):
        return drawn
    # TensorFlow has no convolution per channel that goes by different steps.
    alike = layer_type.startswith(SLIDING[1:])
    steps = st.integers(1, 3) if alike else many(axes_of(layer_type), st.integers(1, 3))
    sliding = st.fixed_dictionaries({"strides": steps}) | st.fixed_dictionaries({"dilation_rate": steps})
    return st.builds(lambda one, other: one | other, drawn, sliding)


def made(layer_type: str, data: st.DataObject, **chosen: Any) -> keras.Layer:
    """Make a layer of a class from what is drawn, some of it chosen."""
    drawn = {**data.draw(arguments(layer_type)), **chosen}
    return CLASSES[layer_type](
        **{name: value() if isinstance(value, partial) else value for name, value in drawn.items()}
    )
