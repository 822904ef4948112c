"""The steps of other optimisers on the same gradient are those that Keras makes."""

from typing import Any

import numpy as np
import pytest

from experiments.results.schema import Result
from generator.formulas.optimizers.catalogue import optimizer_of
from generator.sections.step_comparison import LATER, USUAL, compared_steps
from tests.generator.samples import sample, sample_record


def moves(name: str, gradient: float, rate: float, weight: float) -> tuple[float, float]:
    """Return the first and the last move that Keras makes with the same gradient every time."""
    import keras

    optimizer = getattr(keras.optimizers, name)(rate)
    variable = keras.Variable([weight], dtype="float64")
    optimizer.build([variable])
    places = [weight]
    for _ in range(LATER):
        optimizer.apply([np.array([gradient])], [variable])
        places.append(float(np.asarray(variable)[0]))
    return places[1] - places[0], places[-1] - places[-2]


def test_every_step_is_that_of_keras() -> None:
    result = sample("mlp-raw-1")
    recorded, used = result.worked_step, result.training.optimizer
    found = compared_steps(result, optimizer_of(used.name, used.arguments))
    assert {step.name for step in found} == {*USUAL}
    assert [step.name for step in found if step.own] == [used.name]
    for step in found:
        first, later = moves(step.name, recorded.gradient, recorded.learning_rate, recorded.weight_before)
        assert step.first.value == pytest.approx(first, rel=1e-3)
        assert step.later.value == pytest.approx(later, rel=1e-3)


def test_what_keras_does_unless_asked_is_what_is_compared() -> None:
    import keras

    for name, usual in USUAL.items():
        config: dict[str, Any] = getattr(keras.optimizers, name)().get_config()
        assert {key: config[key] for key in usual} == usual


def test_no_gradient_moves_nothing() -> None:
    record = sample_record("mlp-raw-1")
    record["worked_step"]["gradient"] = 0.0
    result = Result.model_validate(record)
    used = result.training.optimizer
    assert compared_steps(result, optimizer_of(used.name, used.arguments)) == []
