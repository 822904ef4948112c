"""The formula of a convolution gives what Keras computes, at every place."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.formulas.convolved import filter_equation, filter_sums, windows_under


@settings(max_examples=12, deadline=None)
@given(
    size=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    stride=st.integers(1, 3),
    dilation=st.integers(1, 2),
    padding=st.sampled_from(["same", "valid"]),
    channels=st.integers(1, 3),
    seed=st.integers(0, 2**32 - 1),
)
def test_every_place_is_that_of_keras(
    size: tuple[int, int], stride: int, dilation: int, padding: str, channels: int, seed: int
) -> None:
    import keras

    options = {"strides": stride} if stride > 1 else {"dilation_rate": dilation}
    layer = keras.layers.Conv2D(2, size, padding=padding, **options)
    rng = np.random.default_rng(seed)
    inputs = rng.normal(size=(9, 8, channels))
    layer.build((None, 9, 8, channels))
    kernels, biases = rng.normal(size=(*size, channels, 2)), rng.normal(size=2)
    layer.set_weights([kernels, biases])
    expected = np.asarray(layer(inputs[np.newaxis].astype("float32")))[0]
    windows = windows_under(inputs, size, layer.get_config())
    assert np.allclose(filter_sums(windows, kernels) + biases, expected, atol=1e-4)
    equation = filter_equation(windows[-1, -1], kernels[..., 1], float(biases[1]))
    assert np.isclose(equation.value, expected[-1, -1, 1], atol=1e-4)


def test_the_sums_are_written_one_in_another() -> None:
    equation = filter_equation(np.ones((2, 2, 1)), np.ones((2, 2, 1)), 0.5)
    assert equation.symbolic == (
        r"z = b + \sum_{c=1}^{C} \sum_{u=1}^{k_h} \sum_{v=1}^{k_l} w_{u,v,c} \cdot x_{u,v,c}"
    )
    assert equation.value == 4.5
