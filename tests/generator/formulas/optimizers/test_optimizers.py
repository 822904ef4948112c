"""Optimisers: every step written in the report is the step Keras makes, on random tensors."""

import dataclasses
import inspect
from collections.abc import Callable, Mapping
from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML

from experiments.errors import ResultError
from generator.formulas.equation import Equation
from generator.formulas.functions import sqrt
from generator.formulas.optimizers.adam import ADAM
from generator.formulas.optimizers.arguments import ARGUMENTS
from generator.formulas.optimizers.catalogue import optimizer_named, optimizer_of, optimizers
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.rmsprop import RMSPROP
from generator.formulas.optimizers.step import Start, Update
from tests.generator.formulas.latex_evaluator import evaluate

pytestmark = pytest.mark.training

MATHML = LatexToMathML()
OPTIMIZERS = optimizers()
STEPS = 4
WEIGHTS = 3

# Keras rounds its settings to float32 even when the weights are float64: draw what rounding keeps.
DECAYS = st.floats(0.125, 0.984375, width=32)
TOLERANCE = {"rtol": 1e-6, "atol": 1e-6}
# The defaults are rounded: 1 - 0.999 is wrong by 1.3e-5 in float32.
ROUNDED = {"rtol": 3e-5, "atol": 1e-6}

OWN_SETTINGS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "SGD": {"momentum": st.just(0.0) | DECAYS, "nesterov": st.booleans()},
    "RMSprop": {"rho": DECAYS, "momentum": st.just(0.0) | DECAYS, "centered": st.booleans()},
    "Adagrad": {"initial_accumulator_value": st.floats(0.0, 1.0)},
    "Adam": {"beta_1": DECAYS, "beta_2": DECAYS, "amsgrad": st.booleans()},
    "AdamW": {
        "beta_1": DECAYS,
        "beta_2": DECAYS,
        "amsgrad": st.booleans(),
        "weight_decay": st.floats(0, 0.1),
    },
    "Nadam": {"beta_1": DECAYS, "beta_2": DECAYS},
    "Adadelta": {"rho": DECAYS},
    "Adamax": {"beta_1": DECAYS, "beta_2": DECAYS},
    "Lion": {"beta_1": DECAYS, "beta_2": DECAYS},
}


@st.composite
def configurations(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw an optimiser and arguments for it."""
    name = draw(st.sampled_from(sorted(OPTIMIZERS)))
    config = {key: draw(values) for key, values in OWN_SETTINGS[name].items()}
    config["learning_rate"] = draw(st.floats(1e-4, 0.5))
    if "epsilon" in OPTIMIZERS[name].arguments:
        config["epsilon"] = draw(st.sampled_from([1e-7, 1e-4, 1e-2]))
    if name != "AdamW":
        config["weight_decay"] = draw(st.none() | st.floats(0, 0.1))
    clipping = draw(st.sampled_from([None, "clipnorm", "global_clipnorm", "clipvalue"]))
    if clipping:
        config[clipping] = draw(st.floats(0.01, 10))
    return name, config


def _numbers(variable: keras.Variable) -> np.ndarray:
    return np.asarray(variable)


def _check_against_keras(
    optimizer: Optimizer, config: Mapping[str, Any], seed: int, tolerance: Mapping[str, float] = TOLERANCE
) -> None:
    """Make the same steps with Keras and with the equations, in float64, and compare after each.

    A second variable takes part in the norm of all gradients, and in nothing else.
    """
    random = np.random.default_rng(seed)
    reference = getattr(keras.optimizers, optimizer.name)(**config)
    recorded = reference.get_config()
    variable = keras.Variable(random.normal(size=WEIGHTS), dtype="float64", name="w")
    other = keras.Variable(random.normal(size=2), dtype="float64", name="o")
    weights = _numbers(variable).tolist()
    states = [optimizer.first_state(recorded)] * WEIGHTS
    for _ in range(STEPS):
        gradients = random.normal(size=WEIGHTS) * 10.0 ** random.integers(-4, 2)
        elsewhere = random.normal(size=2)
        both = [keras.ops.convert_to_tensor(g, dtype="float64") for g in (gradients, elsewhere)]
        reference.apply(both, [variable, other])
        norms = float(np.linalg.norm(gradients)), float(np.linalg.norm([*gradients, *elsewhere]))
        steps = [
            optimizer.step(Start(state, float(gradient), weight, recorded, {}, *norms))
            for state, gradient, weight in zip(states, gradients, weights, strict=True)
        ]
        weights, states = [step.weight for step in steps], [step.state for step in steps]
        np.testing.assert_allclose(weights, _numbers(variable), **tolerance)
    _check_slots(reference, states, tolerance)


def _check_slots(
    reference: keras.Optimizer, states: list[Mapping[str, float]], tolerance: Mapping[str, float]
) -> None:
    """Compare what Keras remembers with the states, name by name; every name of a state is Keras's."""
    remembered = {variable.name.removeprefix("w_"): variable for variable in reference.variables}
    remembered["iterations"] = remembered.pop("iteration")
    if reference.__class__.__name__ == "Nadam":
        remembered["u_product"] = reference._u_product
    for name in states[0]:
        expected = np.broadcast_to(_numbers(remembered[name]), WEIGHTS)
        np.testing.assert_allclose([state[name] for state in states], expected, **tolerance)


@given(configurations(), st.integers(0, 2**32 - 1))
@settings(max_examples=80, deadline=None)
def test_steps_are_the_steps_of_keras(configuration: tuple[str, dict[str, Any]], seed: int) -> None:
    name, config = configuration
    _check_against_keras(OPTIMIZERS[name], config, seed)


@pytest.mark.parametrize("name", sorted(OPTIMIZERS))
def test_steps_with_the_defaults_are_the_steps_of_keras(name: str) -> None:
    _check_against_keras(OPTIMIZERS[name], {}, 4, ROUNDED)


def _epsilon_outside(start: Start) -> Update:
    """RMSprop as most textbooks write it, which is not what Keras computes."""
    assert RMSPROP.update is not None
    right = RMSPROP.update(start)
    root = sqrt(right.equations[0].named("moyenne mobile du carré du gradient"))
    change = start.setting("learning_rate") * start.g / (root + start.setting("epsilon"))
    return Update((*right.equations[:-1], Equation("w_t", start.w - change)), right.state)


def _no_bias_correction(start: Start) -> Update:
    """Adam without its corrected rate."""
    assert ADAM.update is not None
    first, second, *_ = ADAM.update(start).equations
    divisor = sqrt(second.named("moyenne du carré")) + start.setting("epsilon")
    change = start.setting("learning_rate") * first.named("moyenne") / divisor
    state = {"momentum": first.value, "velocity": second.value}
    return Update((first, second, Equation("w_t", start.w - change)), state)


@pytest.mark.parametrize(("name", "wrong"), [("RMSprop", _epsilon_outside), ("Adam", _no_bias_correction)])
def test_a_wrong_variant_is_detected(name: str, wrong: Callable[[Start], Update]) -> None:
    variant = dataclasses.replace(OPTIMIZERS[name], update=wrong)
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        _check_against_keras(variant, {}, seed=4)


@pytest.mark.parametrize("name", sorted(OPTIMIZERS))
def test_every_argument_of_keras_is_described_in_its_order(name: str) -> None:
    parameters = inspect.signature(getattr(keras.optimizers, name)).parameters
    assert list(OPTIMIZERS[name].arguments) == [key for key in parameters if key != "kwargs"]
    config = getattr(keras.optimizers, name)().get_config()
    rows = OPTIMIZERS[name].argument_rows(config)
    assert [row.name for row in rows] == list(OPTIMIZERS[name].arguments)
    assert all(row.value == config[row.name] and row.meaning for row in rows)


@pytest.mark.parametrize("symbol", [argument.symbol for argument in ARGUMENTS.values() if argument.symbol])
def test_symbols_of_arguments_are_valid_latex(symbol: str) -> None:
    assert MATHML.convert_with_local_state(symbol, displaystyle=False).startswith("<math>")


def test_no_argument_is_described_that_no_optimiser_takes() -> None:
    taken = {name for optimizer in OPTIMIZERS.values() for name in optimizer.arguments}
    assert set(ARGUMENTS) == taken


@given(configurations())
@settings(max_examples=60, deadline=None)
def test_equations_are_valid_latex_and_every_symbol_is_explained(
    configuration: tuple[str, dict[str, Any]],
) -> None:
    name, own = configuration
    config = getattr(keras.optimizers, name)(**own).get_config()
    equations = OPTIMIZERS[name].equations(config)
    assert equations[-1].left == "w_t"
    for equation in equations:
        MATHML.convert_with_local_state(equation.symbolic, displaystyle=True)
        MATHML.convert_with_local_state(equation.aligned, displaystyle=True)
        assert evaluate(equation.right.substituted) == pytest.approx(equation.value, rel=1e-3, abs=1e-3)
    rows = OPTIMIZERS[name].symbols(config)
    assert len({row.latex for row in rows}) == len(rows)
    assert {row.latex for row in rows} >= {equation.left for equation in equations}
    for row in rows:
        assert row.meaning
        assert not row.argument or ARGUMENTS[row.argument].symbol == row.latex


def test_equations_follow_the_configuration() -> None:
    config = keras.optimizers.RMSprop().get_config()
    plain = [equation.symbolic for equation in RMSPROP.equations(config)]
    assert plain == [
        r"v_t = \rho \cdot v_{t-1} + \left(1 - \rho\right) \cdot g_t^{2}",
        r"w_t = w_{t-1} - \frac{\eta \cdot g_t}{\sqrt{v_t + \varepsilon}}",
    ]
    lefts = [equation.left for equation in RMSPROP.equations(config | {"centered": True})]
    assert lefts == ["v_t", r"\bar{g}_t", "w_t"]
    lefts = [equation.left for equation in RMSPROP.equations(config | {"momentum": 0.9})]
    assert lefts == ["v_t", "m_t", "w_t"]
    lefts = [equation.left for equation in RMSPROP.equations(config | {"weight_decay": 0.1})]
    assert lefts == ["w'_{t-1}", "v_t", "w_t"]


@pytest.mark.parametrize(
    ("argument", "word"),
    [({"use_ema": True}, "moyenne mobile des poids"), ({"gradient_accumulation_steps": 4}, "plusieurs lots")],
)
def test_what_equations_do_not_show_is_said(argument: dict[str, Any], word: str) -> None:
    config = keras.optimizers.RMSprop(**argument).get_config()
    (note,) = RMSPROP.notes(config)
    assert word in note
    assert (RMSPROP.written(config), RMSPROP.worked(config)) == (True, False)
    plain = keras.optimizers.RMSprop().get_config()
    assert (RMSPROP.notes(plain), RMSPROP.worked(plain)) == ((), True)


@pytest.mark.parametrize(
    ("argument", "clipping"),
    [
        ({"clipnorm": 1.0}, r"\tilde{g}_t = \frac{c \cdot g_t}{\max\left(\|g_t\|\,;\, c\right)}"),
        ({"global_clipnorm": 1.0}, r"\tilde{g}_t = \frac{c \cdot g_t}{\max\left(\|G_t\|\,;\, c\right)}"),
        (
            {"clipvalue": 0.5},
            r"\tilde{g}_t = \min\left(\max\left(g_t\,;\, -c\right)\,;\, c\right)",
        ),
    ],
)
def test_clipping_is_the_first_equation(argument: dict[str, Any], clipping: str) -> None:
    config = keras.optimizers.RMSprop(**argument, weight_decay=0.1).get_config()
    equations = RMSPROP.equations(config)
    assert [equation.left for equation in equations] == [r"\tilde{g}_t", "w'_{t-1}", "v_t", "w_t"]
    assert equations[0].symbolic == clipping
    (row,) = [row for row in RMSPROP.symbols(config) if row.latex == "c"]
    assert row.argument == next(iter(argument))


def test_symbols_come_as_one_reads_them() -> None:
    config = keras.optimizers.RMSprop(clipnorm=1.0).get_config()
    assert [row.latex for row in RMSPROP.symbols(config)] == [
        *("w_t", "w_{t-1}", "g_t", r"\|g_t\|", r"\tilde{g}_t"),
        *("v_{t-1}", "v_t", "c", r"\rho", r"\eta", r"\varepsilon"),
    ]


def test_a_step_names_where_its_numbers_come_from() -> None:
    config = keras.optimizers.RMSprop().get_config()
    sources = {"gradient": "r.json#/step/gradient", "rho": "r.json#/training/optimizer/rho"}
    start = Start(RMSPROP.first_state(config), 0.5, 0.25, config, sources)
    velocity, _ = RMSPROP.step(start).equations
    assert set(velocity.sources) == set(sources.values())


def test_an_optimiser_that_no_file_describes_has_its_arguments_only() -> None:
    assert optimizer_named("rmsprop") is RMSPROP
    ftrl = optimizer_named("Ftrl")
    config = keras.optimizers.Ftrl().get_config()
    assert ftrl.description == (
        "Ftrl n’a pas d’équation connue du rapport\u202f: Keras calcule ses pas, repris tels quels."
    )
    assert (ftrl.equations(config), ftrl.symbols(config)) == ((), ())
    rows = {row.name: row for row in ftrl.argument_rows(config)}
    assert list(rows) == list(config)
    assert rows["clipnorm"].meaning == ARGUMENTS["clipnorm"].meaning
    # Its own arguments may not mean what those of the same name mean elsewhere.
    assert (rows["beta"].meaning, rows["beta"].symbol) == ("", "")
    with pytest.raises(ValueError, match="no equation is written for the optimiser Ftrl"):
        ftrl.step(Start({}, 1.0, 1.0, config))


def test_a_namesake_with_other_arguments_is_another_optimiser() -> None:
    config = keras.optimizers.RMSprop().get_config()
    assert optimizer_of("RMSprop", config) is RMSPROP
    own = optimizer_of("RMSprop", {name: value for name, value in config.items() if name != "rho"})
    assert (own.name, own.update) == ("RMSprop", None)
    more = RMSPROP.argument_rows({**config, "twist": 3})
    assert (more[-1].name, more[-1].value, more[-1].meaning) == ("twist", 3, "")


def test_a_state_without_a_slot_is_refused() -> None:
    config = keras.optimizers.RMSprop().get_config()
    with pytest.raises(ResultError) as failure:
        RMSPROP.step(Start({"iterations": 0}, 1.0, 1.0, config))
    assert str(failure.value) == (
        "L’état de l’optimiseur ne contient pas «\u202fvelocity\u202f» (il contient iterations). Relancez "
        "l’expérience qui l’a produit."
    )


def test_a_schedule_needs_the_rate_of_the_step() -> None:
    schedule = keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)
    config = keras.optimizers.RMSprop(schedule).get_config()
    with pytest.raises(ResultError, match="Donnez la valeur qu’il avait à ce pas"):
        RMSPROP.step(Start(RMSPROP.first_state(config), 1.0, 1.0, config))
