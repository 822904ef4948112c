"""An equation is held against what Keras computed: no tighter than float32 allows, and no looser."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formulas.losses.catalogue import loss_named
from generator.formulas.losses.loss import Loss
from generator.formulas.verification import (
    LossCheck,
    check_losses,
    compare_penalty,
    compare_rate,
    compare_step,
    compare_total,
    in_float32,
)

CATEGORICAL = loss_named("categorical_crossentropy")
BINARY = loss_named("binary_crossentropy")


def check(loss: Loss, labels: list[int], outputs: list[list[float]], losses: list[float]) -> LossCheck:
    return check_losses(loss, {}, np.array(labels), np.array(outputs), np.array(losses))


@given(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=8))
def test_losses_computed_in_single_precision_agree(probabilities: list[float]) -> None:
    single = np.array(probabilities, dtype=np.float32)
    losses = (-np.log(single)).astype(float).tolist()
    outputs = [[p, 1 - p] for p in single.astype(float).tolist()]
    found = check(CATEGORICAL, [0] * len(outputs), outputs, losses)
    assert found.agrees and found.left_out == 0
    assert len(found.comparisons) == len(outputs)


@given(st.floats(0.01, 0.99), st.floats(2e-4, 10))
def test_another_loss_does_not_agree(probability: float, off: float) -> None:
    found = check(BINARY, [1, 1], [[probability]] * 2, [-np.log(probability), -np.log(probability) + off])
    worst = found.worst
    assert not found.agrees and worst is not None
    assert worst.by_keras - worst.by_equation == pytest.approx(off)


@pytest.mark.parametrize(
    ("label", "probability", "by_keras"),
    [
        (1, 0.0, 40.0),  # rounded to 0: computed from what the sigmoid receives
        (0, 1.0, 40.0),
        (0, float(np.float32(1 - 1e-6)), 13.7),  # 1 - p is known to 6 %
        (1, 1e-9, 16.118095651),  # bounded by Keras
    ],
)
def test_a_probability_too_close_to_zero_or_one_is_left_out(
    label: int, probability: float, by_keras: float
) -> None:
    found = check(BINARY, [label, 1], [[probability], [0.5]], [by_keras, np.log(2)])
    assert found.agrees
    assert (found.left_out, len(found.comparisons)) == (1, 1)


def test_a_small_probability_that_float32_holds_is_checked() -> None:
    found = check(BINARY, [1, 1], [[1e-9], [1e-9]], [-np.log(1e-9), 12.0])
    assert (found.left_out, found.agrees) == (0, False)


def test_a_sure_answer_agrees_with_a_loss_of_nothing() -> None:
    found = check(CATEGORICAL, [1], [[1e-30, 1.0]], [0.0])
    assert found.agrees and found.left_out == 0


def test_an_equation_without_value_does_not_agree() -> None:
    found = check(CATEGORICAL, [1], [[-2.0, 1.5]], [0.7])
    assert not found.agrees
    assert found.worst is not None and found.worst.difference == np.inf


def test_a_class_given_by_its_number_is_checked_on_that_class() -> None:
    sparse = loss_named("sparse_categorical_crossentropy")
    assert check(sparse, [2], [[0.2, 0.3, 0.5]], [np.log(2)]).agrees
    assert not check(sparse, [1], [[0.2, 0.3, 0.5]], [np.log(2)]).agrees


def test_a_step_agrees_as_far_as_the_weight_can_hold_it() -> None:
    before, after = 0.5, float(np.float32(0.5 - 1e-3))
    assert compare_step(0.5 - 1e-3, 0.5 - 1e-3, before, after).agrees
    assert not compare_step(0.5 - 1.0002e-3, 0.5 - 1.0002e-3, before, after).agrees
    # A weight of 1000 cannot move by less than 6e-5.
    assert compare_step(1000 - 1e-5, 1000 - 1e-5, 1000.0, 1000.0).agrees


def test_settings_that_float32_rounds_excuse_what_they_change() -> None:
    assert compare_step(0.25, 0.2500001, 0.5, 0.2500001).agrees
    assert not compare_step(0.25, 0.25, 0.5, 0.25001).agrees
    assert compare_rate(0.1, 0.1001, 0.1001, 0.1).agrees
    assert not compare_rate(0.1, 0.1, 0.1001, 0.1).agrees
    assert in_float32({"rho": 0.9, "list": [0.1, 2], "name": "x"}) == {
        "rho": float(np.float32(0.9)),
        "list": [float(np.float32(0.1)), 2],
        "name": "x",
    }


def test_a_total_is_a_mean_and_a_penalty() -> None:
    losses = np.array([0.25, 0.75])
    assert compare_total(losses, 0.125, 0.625).agrees
    assert not compare_total(losses, 0.125, 1.125).agrees
    assert compare_penalty(0.125, 0.1250001).agrees
    assert not compare_penalty(0.0, 0.01).agrees
