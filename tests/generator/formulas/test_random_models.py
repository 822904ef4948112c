"""Weights, shapes, multiply-adds, depth and loss of 200 models drawn at random are those of Keras."""

import math
from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

from experiments.measures.depth import COMBINES_NOTHING, depth
from experiments.results.network import Layer, Model
from experiments.results.schema import Result
from experiments.training.topology import describe_model
from generator.facts.layers import formula_layers
from generator.formulas.calls import kind_of_call
from generator.formulas.losses.catalogue import loss_named
from generator.formulas.multiply_adds import total_multiply_adds
from generator.formulas.weights import derived_count, total_count
from generator.sections.network import network
from tests.generator.formulas.random_models import random_model
from tests.generator.samples import sample_record

pytestmark = pytest.mark.training

MODELS = 200
# One multiplication and addition per value that they receive, or give.
PER_VALUE = COMBINES_NOTHING | {"Multiply", "TrueDivide"}
LOSSES: dict[str, dict[str, Any]] = {
    "categorical_crossentropy": {"from_logits": True, "label_smoothing": 0.1},
    "sparse_categorical_crossentropy": {"from_logits": True},
    "binary_crossentropy": {"from_logits": True, "label_smoothing": 0.2},
    "categorical_focal_crossentropy": {"from_logits": True, "gamma": 1.5},
    "mean_squared_error": {},
    "mean_absolute_error": {},
    "huber": {"delta": 0.5},
    "log_cosh": {},
    "categorical_hinge": {},
}
PRODUCTS = {"MatMul", "BatchMatMul", "BatchMatMulV2", "Conv2D"}


def result_of(model: Any) -> Result:
    """Return a made-up result whose network is this one."""
    record = sample_record("mlp-raw-1")
    record["model"] = describe_model(model)
    return Result.model_validate(record)


def products(model: Any) -> int:
    """Count the products that TensorFlow makes of weights and values for one example, from its own graph."""
    shape = (1, *model.input_shape[1:])
    graph = tf.function(lambda x: model(x, training=False)).get_concrete_function(tf.TensorSpec(shape)).graph
    return sum(map(_products, _operations(graph)))


def _operations(graph: Any) -> Iterator[Any]:
    yield from graph.get_operations()
    for name in graph._functions:
        yield from graph._get_function(name).graph.get_operations()


def _products(operation: Any) -> int:
    if operation.type not in PRODUCTS:
        return 0
    first, second = (tensor.shape.as_list() for tensor in operation.inputs)
    given = operation.outputs[0]
    # A dilated convolution works on a padded rearrangement of its input, part of which is thrown away.
    given = next((x.outputs[0] for x in given.consumers() if x.type == "BatchToSpaceND"), given)
    size: int = math.prod(given.shape.as_list())
    # A kernel is height, width, channels that one filter reads, filters.
    return size * (math.prod(second[:-1]) if operation.type == "Conv2D" else first[-1])


def paths(model: Model, name: str) -> Iterator[list[Layer]]:
    """Go through every path from an input to a call."""
    if name in model.inputs:
        yield []
        return
    layer = next(each for each in model.layers if each.name == name)
    for source in set(layer.inputs):
        for path in paths(model, source):
            yield [*path, layer]


def deepest(model: Model) -> int:
    """Return the most layers with tables of weights on one path, normalisations left out."""
    owners = {layer.name: layer for layer in model.layers}
    return max(
        sum(
            owners[layer.shares or layer.name].parameters > 0 and "Normalization" not in layer.type
            for layer in path
        )
        for path in paths(model, model.output)
    )


def check_loss(model: Any, seed: int) -> None:
    """Hold a loss with options of its own, on what the model gives for a few inputs, against Keras."""
    drawn = np.random.default_rng(seed)
    name, arguments = list(LOSSES.items())[seed % len(LOSSES)]
    outputs = np.asarray(model(drawn.normal(size=(3, *model.input_shape[1:])), training=False))
    loss = loss_named(name)
    labels = drawn.integers(outputs.shape[-1], size=3)
    targets = labels[:, None] if loss.takes_class else np.eye(outputs.shape[-1])[labels]
    expected = getattr(keras.losses, name)(targets, outputs, **arguments)
    found = loss.per_example(targets, outputs, arguments)
    np.testing.assert_allclose(found, np.asarray(expected), rtol=1e-5, atol=1e-6, err_msg=f"{seed} {name}")


@pytest.mark.parametrize("start", range(0, MODELS, 20))
def test_random_models_are_counted_as_keras_counts_them(start: int) -> None:
    for seed in range(start, start + 20):
        model = random_model(seed)
        result = result_of(model)
        layers = formula_layers(result)
        for layer in layers:
            derived = derived_count(layer)
            assert derived is None or derived.value == layer.parameters, (seed, layer)
            shape = tuple(int(size.value) for size in kind_of_call(layer).output_shape(layer))
            if shape:
                assert layer.output_shape[-len(shape) :] == shape, (seed, layer)
        assert total_count(layers).value == model.count_params(), seed
        scaled = sum(math.prod(layer.output_shape) for layer in layers if layer.type in PER_VALUE)
        counted = total_multiply_adds(layers)
        assert counted is None or counted.value == products(model) + scaled, seed
        assert depth(result.model) == deepest(result.model), seed
        check_loss(model, seed)
        table = network(result)
        assert sum(row.parameters.value for row in table.rows) == table.total.value, seed
        assert table.contradicted == []


def test_the_models_hold_what_a_graph_may_hold() -> None:
    results = [result_of(random_model(seed)) for seed in range(60)]
    calls = [layer for result in results for layer in result.model.layers]
    assert any(layer.shares for layer in calls)
    assert any(layer.operation for layer in calls)
    assert any(layer.block for layer in calls)
    assert any(not layer.connected for layer in calls)
    assert any(len(layer.inputs) > 1 for layer in calls)
    assert sum(total_multiply_adds(formula_layers(result)) is not None for result in results) > 30
