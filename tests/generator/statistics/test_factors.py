"""What sets two models apart is found from what was chosen for them alone."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from experiments.results.schema import Result
from generator.statistics.factors import Factor, changed, factors, has_dropout
from tests.generator.sample_layers import chained, convolution, dense, dropout, flatten, network, pooling
from tests.generator.sample_losses import loss
from tests.generator.sample_optimizers import ADAM
from tests.generator.samples import NETWORKS, SMALL, evaluation, hog_description, sample, sample_record

Change = Callable[[dict[str, Any]], object]


def altered(change: Change, identifier: str = "cnn-1") -> tuple[Result, Result]:
    """Return a model, and the same after a change."""
    before, after = sample_record(identifier), sample_record(identifier)
    change(after)
    return Result.model_validate(before), Result.model_validate(after)


def configure(index: int, **settings: Any) -> Change:
    """Change settings of a layer."""
    return lambda record: record["model"]["layers"][index]["config"].update(settings)


def train(**settings: Any) -> Change:
    """Change settings of the training."""
    return lambda record: record["training"].update(settings)


def optimize(**arguments: Any) -> Change:
    """Change arguments of the optimiser."""
    return lambda record: record["training"]["optimizer"]["arguments"].update(arguments)


def layers(*made: dict[str, Any], shape: tuple[int, ...] = (4, 4, 1)) -> Change:
    """Change the layers."""
    return lambda record: record.update(model=network(list(shape), *chained(*made)))


def two_epochs(record: dict[str, Any]) -> None:
    """Make the training one epoch shorter."""
    record["training"].update(epochs=2)
    record["history"] = {name: values[:2] for name, values in record["history"].items()}


FIRST = convolution([4, 4, 1], 2, 2, "conv2d", "input_layer")
SECOND = convolution(SMALL, 2, 2, "conv2d_1", "conv2d")
REDUCED = pooling(SMALL, "max_pooling2d", "conv2d_1")
FLAT = flatten([2, 2, 2], "flatten", "max_pooling2d")
LAST = dense(8, 4, "softmax", "dense", "flatten")
HIDDEN = dense(8, 3, "relu", "hidden", "flatten")
FIRST_DENSE, LAST_DENSE = dense(16, 3, "sigmoid", "dense", "d"), dense(3, 4, "softmax", "dense_1", "dense")
NORMALISED = {
    **flatten([4, 4, 2], "norm", "conv2d"),
    "type": "BatchNormalization",
    "config": {"name": "norm", "momentum": 0.99},
}

ONE_FACTOR = [
    (lambda r: r["data"]["description"].update(features="pixels"), "cnn-1", Factor.FEATURES),
    (lambda r: r["data"]["description"].update(source="ailleurs"), "cnn-1", Factor.DATA),
    (lambda r: r["provenance"]["data"].update(sha256="2" * 64), "cnn-1", Factor.DATA),
    (lambda r: r["data"].update(description=hog_description(4)), "mlp-hog-1", Factor.ORIENTATIONS),
    (lambda r: r["data"]["description"].update(pixels_per_cell=1), "mlp-hog-1", Factor.CELL),
    (layers(FIRST, REDUCED, FLAT, LAST), "cnn-1", Factor.CONVOLUTIONS),
    (configure(1, filters=3), "cnn-1", Factor.FILTERS),
    (configure(0, kernel_size=[3, 3]), "cnn-1", Factor.KERNELS),
    (configure(0, activation="tanh"), "cnn-1", Factor.CONVOLUTION_ACTIVATION),
    (layers(FIRST, SECOND, FLAT, LAST), "cnn-1", Factor.POOLINGS),
    (layers(FIRST, SECOND, REDUCED, FLAT, HIDDEN, LAST), "cnn-1", Factor.HIDDEN),
    (configure(0, units=9), "mlp-raw-1", Factor.WIDTHS),
    (configure(0, activation="relu"), "mlp-raw-1", Factor.DENSE_ACTIVATION),
    (configure(1, rate=0.25), "mlp-raw-2", Factor.DROPOUT),
    (lambda r: r["model"]["layers"][2].update(inputs=["dense"]), "mlp-raw-2", Factor.CONNECTIONS),
    (lambda r: r["model"]["layers"][1].update(shares="conv2d"), "cnn-1", Factor.CONNECTIONS),
    (layers(FIRST, SECOND, REDUCED, FLAT, dropout(8, 0.5, "d", "flatten"), LAST), "cnn-1", Factor.DROPOUT),
    (train(loss=loss("mean_squared_error")), "cnn-1", Factor.LOSS),
    (
        train(loss=loss("categorical_crossentropy") | {"arguments": {"label_smoothing": 0.1}}),
        "cnn-1",
        Factor.LOSS,
    ),
    (lambda r: r["training"]["optimizer"].update(name="Adam", arguments=ADAM), "cnn-1", Factor.OPTIMIZER),
    (optimize(learning_rate=0.01), "cnn-1", Factor.LEARNING_RATE),
    (optimize(rho=0.5), "cnn-1", Factor.ARGUMENTS),
    (train(batch_size=32), "cnn-1", Factor.BATCH_SIZE),
    (two_epochs, "cnn-1", Factor.EPOCHS),
    (train(patience=2), "cnn-1", Factor.PATIENCE),
    (train(class_weights=[0.5, 1.0, 1.0, 1.5]), "cnn-1", Factor.BALANCED),
    (train(precision="mixed_bfloat16"), "cnn-1", Factor.PRECISION),
    (train(backend="jax"), "cnn-1", Factor.BACKEND),
]


# What has no name of its own: layers that are not counted, their details, their order.
OTHER_LAYERS = [
    (configure(0, padding="valid"), "cnn-1"),
    (configure(2, pool_size=[4, 4]), "cnn-1"),
    (configure(0, use_bias=False), "mlp-raw-1"),
    (configure(1, activation="sigmoid"), "mlp-raw-1"),
    (layers(FIRST, NORMALISED, SECOND, REDUCED, FLAT, LAST), "cnn-1"),
    (layers(FIRST, REDUCED, SECOND, FLAT, LAST), "cnn-1"),
    (layers(dropout(16, 0.5, "d", "input_layer"), FIRST_DENSE, LAST_DENSE, shape=(16,)), "mlp-raw-2"),
]


def test_every_factor_has_a_value_and_is_tried() -> None:
    assert list(factors(sample("mlp-hog-1"))) == list(Factor)
    assert {factor for _, _, factor in ONE_FACTOR} == set(Factor) - {Factor.OTHER_LAYERS}


@pytest.mark.parametrize(("change", "identifier", "factor"), ONE_FACTOR)
def test_a_choice_that_changes_is_the_only_one_found(change: Change, identifier: str, factor: Factor) -> None:
    before, after = altered(change, identifier)
    assert changed(before, after) == [factor]
    assert changed(after, before) == [factor]


@pytest.mark.parametrize(("change", "identifier"), OTHER_LAYERS)
def test_what_has_no_name_is_a_difference_all_the_same(change: Change, identifier: str) -> None:
    before, after = altered(change, identifier)
    assert changed(before, after) == changed(after, before) == [Factor.OTHER_LAYERS]


@pytest.mark.parametrize(
    "change",
    [
        train(seed=9),
        configure(0, name="autre", seed=3),
        lambda record: record["model"]["layers"].insert(
            0, {**NORMALISED, "inputs": ["input_layer"], "connected": False}
        ),
        lambda record: record["evaluation"].update(test=evaluation({5: "3", 6: "0"})),
        lambda record: record["provenance"].update(seconds=1.0),
    ],
)
def test_chance_names_stray_layers_and_scores_are_no_choice(change: Change) -> None:
    assert changed(*altered(change)) == []


@pytest.mark.parametrize("kind", ["Dropout", "AlphaDropout", "GaussianDropout", "SpatialDropout2D"])
@pytest.mark.parametrize(("rate", "connected"), [(0.5, True), (0.0, True), (0.5, False)])
def test_a_dropout_of_any_type_counts_only_where_it_acts(kind: str, rate: float, connected: bool) -> None:
    def change(record: dict[str, Any]) -> None:
        drawn = {**dropout(16, rate, "d", "input_layer"), "type": kind, "connected": connected}
        record["model"]["layers"].insert(0, drawn)
        if connected:
            record["model"]["layers"][1]["inputs"] = ["d"]

    before, after = altered(change, "mlp-raw-1")
    acts = bool(rate) and connected
    assert [has_dropout(before), has_dropout(after)] == [False, acts]
    assert changed(before, after) == [Factor.DROPOUT] * acts


def test_a_dropout_that_acts_elsewhere_is_a_difference() -> None:
    def rates(first: float, second: float) -> Change:
        drops = dropout(16, first, "d", "input_layer"), dropout(3, second, "e", "dense")
        return layers(drops[0], FIRST_DENSE, drops[1], LAST_DENSE, shape=(16,))

    _, early = altered(rates(0.5, 0.0), "mlp-raw-2")
    _, late = altered(rates(0.0, 0.5), "mlp-raw-2")
    assert changed(early, late) == [Factor.OTHER_LAYERS]


def test_a_layer_more_of_a_known_kind_is_compared_for_what_it_is() -> None:
    twice = layers(FIRST, pooling(SMALL, "p", "conv2d"), SECOND, REDUCED, FLAT, LAST)
    assert changed(*altered(twice)) == [Factor.POOLINGS]
    wide = {**pooling(SMALL, "p", "conv2d"), "type": "AveragePooling2D"}
    other = layers(FIRST, wide, SECOND, REDUCED, FLAT, LAST)
    assert changed(*altered(other)) == [Factor.POOLINGS, Factor.OTHER_LAYERS]


def test_several_changes_come_in_the_order_of_the_factors() -> None:
    def change(record: dict[str, Any]) -> None:
        train(batch_size=32)(record)
        configure(0, kernel_size=[3, 3], filters=5)(record)
        optimize(learning_rate=0.01)(record)

    assert changed(*altered(change)) == [
        Factor.FILTERS,
        Factor.KERNELS,
        Factor.LEARNING_RATE,
        Factor.BATCH_SIZE,
    ]


@pytest.mark.parametrize(("one", "other"), list(product(NETWORKS, NETWORKS)))
def test_the_order_of_the_models_is_no_matter(one: str, other: str) -> None:
    found = changed(sample(one), sample(other))
    assert found == changed(sample(other), sample(one))
    assert bool(found) is (one != other)


def test_what_was_measured_of_the_descriptor_is_no_choice() -> None:
    def measured_otherwise(record: dict[str, Any]) -> None:
        record["data"]["description"] = hog_description(2)
        record["data"]["description"]["reference"]["difference"] = 9e-8

    assert changed(*altered(measured_otherwise, "mlp-hog-1")) == []
