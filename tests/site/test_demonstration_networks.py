"""The scripts of the demonstration compute what Keras and the project compute, on inputs of any kind."""

from collections.abc import Callable, Iterator
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page

from experiments.data.hog import hog
from experiments.data.mnist_source import read_mnist
from experiments.training.topology import Graph, describe_model
from tests.site.built_site import Site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings(
        "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning"
    ),
]

RUN = """async ([description, arrays, inputs]) => {
  const { Network } = await import(new URL("assets/js/demo/network.js", location));
  const network = new Network(description, arrays);
  return inputs.map((values) => {
    const output = network.run({ shape: description.shape, values: Float32Array.from(values) }).get(null);
    return [output.shape, [...output.values]];
  });
}"""


@pytest.fixture(scope="module")
def module(site: Site, browser: Browser) -> Iterator[Page]:
    """Return a page from which scripts are imported: nothing of one test is left for the next."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site.url(""))
        yield page


def description_of(model: Any) -> dict[str, Any]:
    described = describe_model(model)
    calls = [call for call in described["layers"] if call["connected"]]
    return {
        "shape": described["input_shape"],
        "inputs": described["inputs"],
        "output": described["output"],
        "layers": calls,
        "variables": {call["name"]: [each["name"] for each in call["variables"]] for call in calls},
        "logits": None,
    }


def arrays_of(model: Any) -> dict[str, Any]:
    ranks: dict[str, int] = {}
    arrays = {}
    for name, variable in Graph(model).variables:
        rank = ranks[name] = ranks.get(name, -1) + 1
        values = keras.ops.convert_to_numpy(variable)
        arrays[f"{name}/{rank}"] = {"shape": list(values.shape), "values": values.ravel().tolist()}
    return arrays


def scattered(model: Any) -> Any:
    """Give each variable values of its own, as a training would: no bias is 0, no variance 1."""
    random = np.random.default_rng(3)
    for variable in model.weights:
        drawn = random.normal(0, 0.4, variable.shape)
        variable.assign(np.abs(drawn) + 0.1 if "variance" in variable.path else drawn)
    return model


def chain(*stack: Any, shape: tuple[int, ...] = (9, 8, 3)) -> Any:
    return keras.Sequential([layers.Input(shape), *stack])


def branches() -> Any:
    inputs = layers.Input((9, 8, 3))
    shared = layers.Conv2D(4, 3, padding="same", activation="relu", name="shared")
    inside = keras.Sequential(
        [layers.Input((9, 8, 4)), layers.Conv2D(4, 1), layers.LeakyReLU()], name="inside"
    )
    first = shared(inputs)
    second = shared(layers.Conv2D(3, 1)(inputs))
    joined = layers.Concatenate()([layers.Add()([first, inside(second)]), second])
    return keras.Model(inputs, layers.Dense(3, "softmax")(layers.GlobalAveragePooling2D()(joined)))


WINDOWS = [
    (size, stride, padding)
    for size in (2, 3, (1, 4))
    for stride in (1, 2, 3)
    for padding in ("valid", "same")
]
ACTIVATIONS = [
    *(
        "linear",
        "relu",
        "relu6",
        "leaky_relu",
        "elu",
        "selu",
        "gelu",
        "sigmoid",
        "hard_sigmoid",
        "tanh",
        "softplus",
    ),
    *("softsign", "silu", "swish", "hard_silu", "hard_swish", "mish", "exponential", "softmax", "hard_tanh"),
]
MODELS: dict[str, Callable[[], Any]] = {
    **{
        f"convolution {size} {stride} {padding}": lambda size=size, stride=stride, padding=padding: chain(
            layers.Conv2D(5, size, strides=stride, padding=padding, activation="relu")
        )
        for size, stride, padding in WINDOWS
    },
    **{
        f"{pooling.__name__} {size} {stride} {padding}": (
            lambda pooling=pooling, size=size, stride=stride, padding=padding: chain(
                pooling(size, strides=stride, padding=padding)
            )
        )
        for pooling in (layers.MaxPooling2D, layers.AveragePooling2D)
        for size, stride, padding in WINDOWS
    },
    "dilated": lambda: chain(layers.Conv2D(2, 3, dilation_rate=2, padding="same", use_bias=False)),
    **{name: lambda name=name: chain(layers.Dense(6, name), shape=(7,)) for name in ACTIVATIONS},
    **{
        f"activation {name}": lambda name=name: chain(layers.Activation(name), shape=(7,))
        for name in ACTIVATIONS
    },
    "dense without bias": lambda: chain(layers.Dense(4, use_bias=False), shape=(7,)),
    "dense on images": lambda: chain(layers.Dense(4, "tanh")),
    "normalised": lambda: chain(layers.BatchNormalization(), layers.ReLU()),
    "normalised alone": lambda: chain(layers.BatchNormalization(center=False, scale=False, epsilon=0.1)),
    "normalised vector": lambda: chain(layers.BatchNormalization(), shape=(7,)),
    "global": lambda: chain(layers.GlobalMaxPooling2D()),
    "global, axes kept": lambda: chain(layers.GlobalAveragePooling2D(keepdims=True)),
    "rectifiers": lambda: chain(
        layers.ReLU(max_value=1.5, negative_slope=0.1, threshold=0.2), layers.LeakyReLU(0.2), layers.ELU(0.7)
    ),
    "shapes": lambda: chain(
        layers.Rescaling(0.5, offset=-1), layers.Reshape((-1, 12)), layers.Softmax(), layers.Flatten()
    ),
    "asleep": lambda: chain(
        layers.RandomFlip(), layers.Dropout(0.5), layers.SpatialDropout2D(0.5), layers.GaussianNoise(1.0)
    ),
    "branches": branches,
}


@pytest.mark.parametrize("name", MODELS)
def test_a_network_gives_what_keras_gives(module: Page, name: str) -> None:
    keras.backend.clear_session()
    model = scattered(MODELS[name]())
    inputs = np.random.default_rng(4).normal(0, 1.5, (3, *model.input_shape[1:])).astype(np.float32)
    expected = keras.ops.convert_to_numpy(model(inputs, training=False))
    found = module.evaluate(
        RUN, [description_of(model), arrays_of(model), [each.ravel().tolist() for each in inputs]]
    )
    for (shape, values), row in zip(found, expected, strict=True):
        assert tuple(shape) == row.shape
        np.testing.assert_allclose(np.reshape(values, row.shape), row, rtol=1e-4, atol=1e-5)


UNKNOWN: dict[str, tuple[Callable[[], Any], str]] = {
    "layer": (lambda: chain(layers.LayerNormalization()), "la couche LayerNormalization"),
    "activation": (lambda: chain(layers.Dense(2, "log_softmax"), shape=(7,)), 'l’activation "log_softmax"'),
    "groups": (lambda: chain(layers.Conv2D(3, 2, groups=3)), "groups=3"),
    "axis": (lambda: chain(layers.Softmax(axis=1)), "axis=1"),
    "operation": (
        lambda: keras.Model(inputs := layers.Input((7,)), keras.ops.add(layers.Dense(2)(inputs), 1.0)),
        "la couche Add",
    ),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_known_is_refused(module: Page, name: str) -> None:
    build, what = UNKNOWN[name]
    model = build()
    refusal = module.evaluate(
        """async ([description, arrays]) => {
          const { Network } = await import(new URL("assets/js/demo/network.js", location));
          const { Refusal } = await import(new URL("assets/js/demo/refusal.js", location));
          try {
            new Network(description, arrays);
          } catch (error) {
            return error instanceof Refusal && error.message;
          }
        }""",
        [description_of(model), arrays_of(model)],
    )
    assert refusal == f"cette page ne sait pas calculer {what}"


def test_descriptors_are_those_of_the_project(module: Page) -> None:
    random = np.random.default_rng(5)
    digits = read_mnist()["x_test"][random.choice(10_000, 20, replace=False)]
    noise = random.integers(0, 256, (3, 28, 28), dtype=np.uint8)
    images: NDArray[np.uint8] = np.concatenate([digits, noise, np.zeros((1, 28, 28), np.uint8)])
    for orientations, side in ((8, 4), (16, 4), (16, 7), (9, 5)):
        found = module.evaluate(
            """async ([images, orientations, side]) => {
              const { cellHistograms } = await import(new URL("assets/js/demo/hog.js", location));
              return images.map((levels) => {
                const grey = levels.map((level) => level / 255);
                return cellHistograms(grey, [28, 28], orientations, side).flatMap((cell) => [...cell]);
              });
            }""",
            [[image.ravel().tolist() for image in images], orientations, side],
        )
        np.testing.assert_allclose(found, hog(images, orientations, side), atol=1e-6)


def test_numbers_in_half_precision_are_read_one_by_one(module: Page) -> None:
    found = module.evaluate(
        """async () => {
          const { halfToNumber } = await import(new URL("assets/js/demo/weights.js", location));
          return Array.from({ length: 65536 }, (_, bits) => String(halfToNumber(bits)));
        }"""
    )
    expected = np.arange(65536, dtype=np.uint16).view(np.float16).astype(np.float64)
    values = [float(each.replace("Infinity", "inf")) for each in found]
    np.testing.assert_array_equal(values, expected)
