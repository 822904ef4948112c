"""Operations are said in French, with what they were given as Python writes it."""

from typing import Any

import keras
import pytest
from keras import ops

from experiments.training.topology import describe_model
from generator.formulas.layers.layer import Layer
from generator.formulas.operations import describe_operation, operation_kind

pytestmark = pytest.mark.training

SAID = [
    (lambda x: x + x, "addition x + y"),
    (lambda x: x + 1, "addition x + 1"),
    (lambda x: 2.0 - x, "soustraction 2.0 - x"),
    (lambda x: x / 255.0, "division x / 255.0"),
    (lambda x: x**2, "puissance x ** 2"),
    (lambda x: ops.ones((6, 4)) * x, "multiplication constante(6, 4) * x"),
    (lambda x: x @ ops.ones((4, 3)), "produit matriciel x @ constante"),
    (lambda x: x > 0, "comparaison x > 0"),
    (lambda x: ops.maximum(x, 0), "maximum maximum(x, 0)"),
    (ops.relu, "ReLU"),
    (ops.sigmoid, "sigmoïde"),
    (lambda x: keras.activations.relu(x, max_value=6.0), "ReLU max_value=6.0"),
    (lambda x: ops.softmax(x, axis=-1), "softmax axis=-1"),
    (lambda x: x[:, :2], "extrait x[:, :2]"),
    (lambda x: x[..., 0], "extrait x[..., 0]"),
    (lambda x: x[:, 1:-1, None], "extrait x[:, 1:-1, None]"),
    (lambda x: ops.reshape(x, (-1, 2, 12)), "changement de forme newshape=(-1, 2, 12)"),
    (lambda x: ops.transpose(x, (0, 2, 1)), "permutation des axes axes=(0, 2, 1)"),
    (lambda x: ops.concatenate([x, x], axis=-1), "concaténation axis=-1"),
    (lambda x: ops.mean(x, axis=1), "moyenne axis=1"),
    (lambda x: ops.max(x, axis=(1, 2), keepdims=True), "maximum axis=(1, 2), keepdims=True"),
    (lambda x: ops.cast(x, "float16"), "conversion dtype='float16'"),
    (lambda x: ops.take(x, 0, axis=1), "choix de rangs axis=1, indices=0"),
    (
        lambda x: ops.einsum("bij,bkj->bik", x, x),
        "opération Einsum de Keras subscripts='bij,bkj->bik'",
    ),
]


def recorded(operation: Any) -> dict[str, Any]:
    """Return what a training records of an operation on a table of 6 by 4."""
    inputs = keras.Input((6, 4))
    layers = describe_model(keras.Model(inputs, operation(inputs)))["layers"]
    return next(layer for layer in layers if layer["connected"])  # type: ignore[no-any-return]


@pytest.mark.parametrize(("operation", "said"), SAID)
def test_an_operation_is_said_with_its_arguments(operation: Any, said: str) -> None:
    call = recorded(operation)
    assert call["operation"]
    described = describe_operation(call["type"], call["config"], call["arguments"])
    assert described.striptags() == said


@pytest.mark.parametrize(
    ("operation", "count"),
    [
        (lambda x: x + x, 0),
        (ops.relu, 0),
        (lambda x: ops.sum(x, axis=1), 0),
        (lambda x: x * 2.0, 24),
        (lambda x: x @ ops.ones((4, 3)), 72),
        (lambda x: ops.matmul(x, ops.transpose(x, (0, 2, 1))), 6 * 6 * 4),
        (lambda x: ops.conv(x, ops.ones((3, 4, 5))), None),
        (lambda x: ops.einsum("bij,bkj->bik", x, x), None),
    ],
)
def test_only_products_are_counted_and_what_is_not_known_is_not(operation: Any, count: int | None) -> None:
    inputs = keras.Input((6, 4))
    call = describe_model(keras.Model(inputs, operation(inputs)))["layers"][-1]
    config = {**call["config"], **call["arguments"]}
    shapes = (tuple(call["input_shapes"][0]), tuple(call["output_shapes"][0]))
    work = operation_kind(call["type"]).multiply_adds(Layer("x", call["type"], config, *shapes, 0))
    assert (None if work is None else work.value) == count
