"""Schedules: the rate that is written is the rate of Keras, at any step, with any settings."""

from typing import Any

import keras
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML

from generator.formulas.catalogue import found_in
from generator.formulas.schedules.catalogue import PACKAGE, schedule_named, schedules
from generator.formulas.schedules.schedule import Moment, Schedule
from generator.formulas.verification import compare_rate, in_float32

pytestmark = pytest.mark.training

MATHML = LatexToMathML()
SCHEDULES = schedules()
RATES = st.floats(1e-4, 1.0)
SHARES = st.floats(0.05, 0.95)
STEPS = st.integers(1, 60)
OWN: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "ExponentialDecay": {"decay_steps": STEPS, "decay_rate": SHARES, "staircase": st.booleans()},
    "InverseTimeDecay": {"decay_steps": STEPS, "decay_rate": SHARES, "staircase": st.booleans()},
    "PolynomialDecay": {
        "decay_steps": STEPS,
        "end_learning_rate": st.floats(1e-5, 1e-4),
        "power": st.floats(0.5, 3),
        "cycle": st.booleans(),
    },
    "CosineDecay": {
        "decay_steps": STEPS,
        "alpha": SHARES,
        "warmup_target": st.none() | RATES,
        "warmup_steps": st.integers(0, 20),
    },
    "CosineDecayRestarts": {
        "first_decay_steps": STEPS,
        "t_mul": st.sampled_from([1.0, 1.5, 2.0]),
        "m_mul": SHARES,
        "alpha": SHARES,
    },
}


@st.composite
def made(draw: st.DrawFn) -> Any:
    """Draw a schedule of Keras that the report writes."""
    name = draw(st.sampled_from(sorted(SCHEDULES)))
    if name == "PiecewiseConstantDecay":
        boundaries = sorted(draw(st.sets(STEPS, min_size=1, max_size=4)))
        values = draw(st.lists(RATES, min_size=len(boundaries) + 1, max_size=len(boundaries) + 1))
        return keras.optimizers.schedules.PiecewiseConstantDecay(boundaries, values)
    own = {argument: draw(values) for argument, values in OWN[name].items()}
    return getattr(keras.optimizers.schedules, name)(draw(RATES), **own)


def _agrees(schedule: Any, step: int) -> bool:
    known, config = SCHEDULES[type(schedule).__name__], schedule.get_config()
    by_equation = known.at(Moment(step, config))[-1].value
    rounded = known.at(Moment(step, in_float32(config)))[-1].value
    return compare_rate(by_equation, rounded, float(schedule(step)), 1.0).agrees


@given(made(), st.integers(0, 200))
@settings(max_examples=200, deadline=None)
def test_rates_are_the_rates_of_keras(schedule: Any, step: int) -> None:
    # At the very end of a period, float32 may fall on the other side.
    assert any(_agrees(schedule, moment) for moment in (step, step + 1))


def test_all_steps_of_usual_schedules_agree() -> None:
    kinds = keras.optimizers.schedules
    usual = [
        kinds.ExponentialDecay(0.1, 7, 0.9),
        kinds.ExponentialDecay(0.1, 7, 0.9, staircase=True),
        kinds.InverseTimeDecay(0.1, 7, 0.9),
        kinds.PolynomialDecay(0.1, 50, 0.01, 2.0),
        kinds.PolynomialDecay(0.1, 13, 0.01, 0.5, cycle=True),
        kinds.PiecewiseConstantDecay([5, 20], [1.0, 0.1, 0.01]),
        kinds.CosineDecay(0.01, 40, 0.1, warmup_target=0.1, warmup_steps=10),
        kinds.CosineDecayRestarts(0.1, 7),
    ]
    assert {type(schedule).__name__ for schedule in usual} == set(SCHEDULES)
    assert all(_agrees(schedule, step) for schedule in usual for step in range(70))


def test_a_wrong_rate_is_detected() -> None:
    exponential = keras.optimizers.schedules.ExponentialDecay(0.1, 7, 0.9)
    by_keras = float(exponential(8))
    wrong = SCHEDULES["InverseTimeDecay"].at(Moment(8, exponential.get_config()))[-1].value
    assert not compare_rate(wrong, wrong, by_keras, 0.1).agrees


@given(made())
@settings(max_examples=60, deadline=None)
def test_equations_are_valid_latex_and_every_setting_has_its_source(schedule: Any) -> None:
    config = schedule.get_config()
    sources = {name: f"r.json#/{name}" for name in config}
    phases = SCHEDULES[type(schedule).__name__].equations(config, sources)
    assert phases
    for _, equations in phases:
        assert equations[-1].left == r"\eta"
        for equation in equations:
            MATHML.convert_with_local_state(equation.symbolic, displaystyle=True)
            MATHML.convert_with_local_state(equation.aligned, displaystyle=True)


def test_the_phases_of_a_schedule_are_named() -> None:
    schedule = keras.optimizers.schedules.CosineDecay(0.01, 40, warmup_target=0.1, warmup_steps=10)
    phases = SCHEDULES["CosineDecay"].equations(schedule.get_config(), {})
    assert [name for name, _ in phases] == ["Pendant la montée\u202f:", "Ensuite\u202f:"]
    assert [[e.left for e in equations] for _, equations in phases] == [[r"\eta"], ["x", r"\eta"]]


def test_a_schedule_that_no_file_describes_has_a_name_only() -> None:
    schedule = schedule_named("OneCycle")
    assert schedule.description == (
        "OneCycle n’a pas d’équation connue du rapport\u202f: Keras calcule le taux de chaque pas, "
        "repris tel quel."
    )
    assert (schedule.at(Moment(3, {})), schedule.equations({}, {})) == ((), ())
    assert SCHEDULES["CosineDecay"].at(Moment(3, {"alpha": 0.1})) == ()


def test_every_file_adds_something_and_no_name_comes_twice() -> None:
    names = [schedule.name for schedule in found_in(PACKAGE, Schedule)]
    assert len(set(names)) == len(names) > 3
