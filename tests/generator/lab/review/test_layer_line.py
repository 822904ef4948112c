"""What the count of a layer leaves out, found from its value alone."""

from hypothesis import given
from hypothesis import strategies as st

from generator.lab.review.arithmetic import Calculation, parse
from generator.lab.review.layer_line import BIASES, CHANNELS, IMAGE, LayerLine, neurons
from tests.generator.lab.review.seed_samples import convolutions, dense_layer


def line(text: str, *layers: object, **details: object) -> LayerLine:
    operation = parse(text)
    return LayerLine(Calculation(operation, operation.value), layers, **details)  # type: ignore[arg-type]


sizes = st.integers(2, 500)


@given(sizes, sizes)
def test_a_dense_layer(inputs: int, units: int) -> None:
    layer = dense_layer(inputs, units)
    assert line(f"({inputs} * {units}) + {units}", layer).forgotten(layer) == frozenset()
    assert line(f"{units} * ({inputs} + 1)", layer).forgotten(layer) == frozenset()
    assert line(f"{inputs} * {units}", layer).forgotten(layer) == {BIASES}
    assert line(f"({inputs} * {units}) + {units} + 1", layer).forgotten(layer) is None
    assert neurons(layer) == units


@given(st.integers(2, 64), st.integers(2, 5))
def test_a_convolution_on_several_channels(filters: int, kernel: int) -> None:
    first, second = convolutions(filters, kernel, 2)
    area = kernel * kernel
    for text, expected in (
        (f"{filters} * ({area} * {filters} + 1)", frozenset()),
        (f"{filters} * {area} * {filters}", {BIASES}),
        (f"{filters} * ({area} + 1)", {CHANNELS}),
        (f"{filters} * {area}", {BIASES, CHANNELS}),
    ):
        assert line(text, second).forgotten(second) == expected
    # On a grey image there is one channel: it cannot be forgotten.
    assert line(f"{filters} * ({area} + 1)", first).forgotten(first) == frozenset()
    assert line(f"{filters} * {area}", first).forgotten(first) == {BIASES}
    both = line(f"{filters} * {area}", first, second)
    assert both.lacking(BIASES) == [first, second]
    assert both.lacking(CHANNELS) == [second]
    assert both.lacking(IMAGE) == []


@given(st.integers(6, 40), st.integers(1, 32), st.integers(2, 5), sizes)
def test_a_dense_layer_after_a_convolution(side: int, filters: int, kernel: int, units: int) -> None:
    (window,) = convolutions(filters, kernel, 1, (side, side))
    layer = dense_layer(side * side * filters, units)
    details = {"window": window, "flattened": (side, side, filters)}
    inputs = f"({filters} * {kernel} * {kernel})"
    assert line(f"{inputs} * {units}", layer, **details).forgotten(layer) == {BIASES, IMAGE}
    assert line(f"{inputs} * {units} + {units}", layer, **details).forgotten(layer) == {IMAGE}
    assert line(f"{side * side * filters} * {units}", layer, **details).forgotten(layer) == {BIASES}
    assert not line(f"{inputs} * {units}", layer, **details).window_fits


def test_an_image_of_the_size_of_the_filter_is_not_forgotten() -> None:
    (window,) = convolutions(32, 3, 1)
    layer = dense_layer(3 * 3 * 32, 256)
    fitting = line("(32 * 3 * 3) * 256", layer, window=window, flattened=(3, 3, 32))
    assert fitting.window_fits
    assert fitting.forgotten(layer) == {BIASES}


@given(sizes, sizes, st.integers(-3, 3))
def test_the_total_is_that_of_every_layer(inputs: int, units: int, slip: int) -> None:
    layer = dense_layer(inputs, units)
    calculation = Calculation(parse("1 + 1"), (inputs + 1) * units + slip)
    assert LayerLine(calculation, (layer, layer)).total_right == (slip == 0)
    assert not LayerLine(calculation, (layer, dense_layer(inputs + 1, units))).total_right or slip != 0
