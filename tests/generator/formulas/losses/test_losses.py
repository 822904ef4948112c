"""Losses: what is written is what Keras computes, example by example, with any arguments."""

import functools
import inspect
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML
from numpy.typing import NDArray

from generator.formulas.losses.catalogue import loss_named, losses
from generator.formulas.losses.example import Example
from generator.formulas.losses.loss import LossSteps
from tests.generator.formulas.latex_evaluator import evaluate

pytestmark = pytest.mark.training

MATHML = LatexToMathML()
LOSSES = losses()
SEEDS = st.integers(0, 2**32 - 1)
EXAMPLES = 5
# Arguments of the losses, and what a student may give them.
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "from_logits": st.booleans(),
    "label_smoothing": st.just(0.0) | st.floats(0.01, 0.5),
    "axis": st.just(-1),
    "alpha": st.floats(0.1, 0.9),
    "beta": st.floats(0.1, 0.9),
    "gamma": st.floats(0.5, 3),
    "delta": st.floats(0.1, 2),
    "apply_class_balancing": st.booleans(),
    "ignore_class": st.none(),
}
ON_PROBABILITIES = {
    "categorical_crossentropy",
    "sparse_categorical_crossentropy",
    "categorical_focal_crossentropy",
    "kl_divergence",
}


def _taken(name: str) -> set[str]:
    return set(inspect.signature(getattr(keras.losses, name)).parameters) - {"y_true", "y_pred"}


@st.composite
def objectives(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw a loss that the report writes, and arguments for it."""
    name = draw(st.sampled_from(sorted(LOSSES)))
    return name, {argument: draw(VALUES[argument]) for argument in sorted(_taken(name))}


def _keras(name: str, targets: Any, outputs: Any, arguments: dict[str, Any]) -> NDArray[np.float64]:
    function = functools.partial(getattr(keras.losses, name), **arguments)
    as_tensors = (keras.ops.convert_to_tensor(array, dtype="float64") for array in (targets, outputs))
    return np.asarray(keras.ops.convert_to_numpy(function(*as_tensors)))


def _examples(
    name: str, outputs: int, seed: int, logits: bool = False
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draw outputs of all sizes, probabilities unless they are logits, and targets for them."""
    random = np.random.default_rng(seed)
    given = random.normal(scale=3, size=(EXAMPLES, outputs))
    if not logits:
        given = 1 / (1 + np.exp(-given))
        if name in ON_PROBABILITIES:
            given /= given.sum(axis=1, keepdims=True)
    return LOSSES[name].encoded(random.integers(0, max(outputs, 2), size=EXAMPLES), outputs), given


@given(objectives(), st.integers(2, 10), SEEDS)
@settings(max_examples=150, deadline=None)
def test_losses_are_the_losses_of_keras(
    objective: tuple[str, dict[str, Any]], outputs: int, seed: int
) -> None:
    name, arguments = objective
    targets, given = _examples(name, outputs, seed, arguments.get("from_logits", False))
    computed = LOSSES[name].per_example(targets, given, arguments)
    expected = _keras(name, targets, given, arguments)
    np.testing.assert_allclose(computed, expected, rtol=1e-6, atol=1e-6)


@given(st.sampled_from(["binary_crossentropy", "binary_focal_crossentropy", "huber", "hinge"]), SEEDS)
@settings(max_examples=30, deadline=None)
def test_a_single_output_has_no_sum_and_no_index(name: str, seed: int) -> None:
    targets, given = _examples(name, 1, seed)
    computed = LOSSES[name].per_example(targets, given)
    np.testing.assert_allclose(computed, _keras(name, targets, given, {}), rtol=1e-5, atol=1e-6)
    steps = LOSSES[name].equations({}, 1)
    assert steps is not None
    assert not [e for e in (steps.loss, *steps.definitions) if r"\sum" in e.symbolic or "_{d}" in e.symbolic]


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_outputs_that_are_no_distribution_are_divided_by_their_sum(seed: int) -> None:
    for name in ("categorical_crossentropy", "sparse_categorical_crossentropy"):
        targets, given = _examples(name, 4, seed)
        given = given * 0.9
        computed = LOSSES[name].per_example(targets, given)
        np.testing.assert_allclose(computed, _keras(name, targets, given, {}), rtol=1e-5, atol=1e-6)


def test_a_weight_per_class_is_an_alpha_per_class() -> None:
    name, alpha = "categorical_focal_crossentropy", [0.1, 0.3, 0.6]
    targets, given = _examples(name, 3, seed=4)
    computed = LOSSES[name].per_example(targets, given, {"alpha": alpha})
    expected = _keras(name, targets, given, {"alpha": np.array(alpha)})
    np.testing.assert_allclose(computed, expected, rtol=1e-6)
    steps = LOSSES[name].equations({"alpha": alpha}, 3)
    assert steps is not None and r"\alpha_{k}" in steps.loss.symbolic


@pytest.mark.parametrize("name", sorted(name for name, loss in LOSSES.items() if loss.clips))
def test_bounded_probabilities_are_those_of_keras(name: str) -> None:
    certain = np.array([[1e-12, 1 - 1e-12], [1 - 1e-12, 1e-12]])
    targets = LOSSES[name].encoded(np.array([0, 0]), 2)
    computed = LOSSES[name].per_example(targets, certain, bounded=True)
    np.testing.assert_allclose(computed, _keras(name, targets, certain, {}), rtol=1e-4, atol=1e-6)


def test_a_forgotten_sign_is_detected() -> None:
    name = "categorical_crossentropy"
    targets, given = _examples(name, 10, seed=4)
    wrong = -LOSSES[name].per_example(targets, given)
    assert not np.allclose(wrong, _keras(name, targets, given, {}), rtol=1e-5)


@given(objectives(), st.integers(2, 4), SEEDS)
@settings(max_examples=120, deadline=None)
def test_every_equation_is_valid_latex_and_computes(
    objective: tuple[str, dict[str, Any]], outputs: int, seed: int
) -> None:
    name, arguments = objective
    targets, given = _examples(name, outputs, seed, arguments.get("from_logits", False))
    target, output = tuple(targets[0].tolist()), tuple(np.clip(given[0].round(2), -3, 3).tolist())
    if LOSSES[name].clips and not arguments["from_logits"]:
        output = tuple(min(max(number, 0.01), 0.99) for number in output)
    steps = _steps(name, Example(target, output, arguments))
    for equation in (*steps.definitions, steps.loss):
        MATHML.convert_with_local_state(equation.symbolic, displaystyle=True)
        MATHML.convert_with_local_state(equation.aligned, displaystyle=True)
        assert evaluate(equation.right.substituted) == pytest.approx(equation.value, rel=1e-3, abs=1e-3)
        assert all(symbol.meaning for symbol in equation.symbols)


def _steps(name: str, example: Example) -> LossSteps:
    steps = LOSSES[name].steps
    assert steps is not None
    return steps(example)


@pytest.mark.parametrize("name", sorted(LOSSES))
@pytest.mark.parametrize("outputs", [1, 3])
def test_equations_are_those_of_any_example(name: str, outputs: int) -> None:
    arguments = {"axis": -1} if LOSSES[name].needed else {}
    targets, given = _examples(name, outputs, seed=4)
    shown = LOSSES[name].equations(arguments, outputs)
    computed = _steps(name, Example(tuple(targets[0].tolist()), tuple(given[0].tolist()), arguments))
    assert shown is not None
    assert [each.symbolic for each in (*shown.definitions, shown.loss)] == [
        each.symbolic for each in (*computed.definitions, computed.loss)
    ]


@pytest.mark.parametrize(
    ("arguments", "equations"),
    [
        ({}, [r"L = -\sum_{k=1}^{K} y_{k} \cdot \ln\left(p_{k}\right)"]),
        (
            {"from_logits": True, "label_smoothing": 0.1},
            [
                r"L = -\sum_{k=1}^{K} \tilde{y}_{k} \cdot \ln\left(p_{k}\right)",
                r"\tilde{y}_{k} = \left(1 - s\right) \cdot y_{k} + \frac{s}{K}",
                r"p_{k} = \frac{e^{z_{k}}}{\sum_{j=1}^{K} e^{z_{j}}}",
            ],
        ),
    ],
)
def test_the_cross_entropy_is_written_as_it_is_computed(
    arguments: dict[str, Any], equations: list[str]
) -> None:
    steps = LOSSES["categorical_crossentropy"].equations(arguments, 3)
    assert steps is not None
    assert [equation.symbolic for equation in (steps.loss, *steps.definitions)] == equations


@pytest.mark.parametrize(
    ("name", "arguments", "unwritten"),
    [
        ("categorical_crossentropy", {"axis": 0}, ("axis",)),
        ("sparse_categorical_crossentropy", {"ignore_class": 3}, ("ignore_class",)),
        ("mean_squared_error", {"scale": 2.0}, ("scale",)),
        ("dice", {"axis": None}, ("axis",)),
        ("dice", {}, ("axis",)),
        ("categorical_crossentropy", {"axis": -1, "name": "x", "reduction": "sum", "dtype": None}, ()),
    ],
)
def test_an_argument_that_the_equation_leaves_out_is_named(
    name: str, arguments: dict[str, Any], unwritten: tuple[str, ...]
) -> None:
    loss = LOSSES[name]
    assert loss.unwritten(arguments) == unwritten
    assert loss.written(arguments) == (not unwritten) == (loss.equations(arguments, 3) is not None)


def test_every_argument_of_keras_is_known_or_named() -> None:
    for name, loss in LOSSES.items():
        assert set(loss.options) <= _taken(name)
        assert _taken(name) - set(loss.options) <= {"axis", "ignore_class"}


def test_what_has_no_value_is_no_number() -> None:
    computed = LOSSES["categorical_crossentropy"].per_example(
        np.eye(2), np.array([[1e4, -1e4], [np.log(3), 0.0]]), {"from_logits": True}
    )
    assert np.isnan(computed[0]) and computed[1] == pytest.approx(np.log(4))


def test_losses_are_found_by_function_class_or_short_name() -> None:
    assert loss_named("SparseCategoricalCrossentropy") is LOSSES["sparse_categorical_crossentropy"]
    assert loss_named("sparse_categorical_crossentropy") is LOSSES["sparse_categorical_crossentropy"]
    assert loss_named("huber_loss") is LOSSES["huber"]
    for name in ("mse", "mae", "mape", "msle", "bce", "kld"):
        assert keras.losses.get(name).__name__ == loss_named(name).name


def test_a_loss_that_no_file_describes_has_a_name_only() -> None:
    loss = loss_named("my_own_loss")
    assert (loss.title, loss.equations({}, 3)) == ("my_own_loss", None)
    assert loss.description == (
        "my_own_loss n’a pas d’équation connue du rapport\u202f: Keras en calcule la valeur, "
        "reprise telle quelle."
    )
    with pytest.raises(ValueError, match="no equation is written for the loss my_own_loss"):
        loss.per_example(np.zeros((1, 2)), np.zeros((1, 2)))
