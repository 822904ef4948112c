"""Activation functions: what is written is what Keras computes."""

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML

from experiments.errors import ExperimentError
from generator.formulas.activations import ACTIVATIONS, activation_named
from tests.generator.formulas.latex_evaluator import evaluate

MATHML = LatexToMathML()
NAMES = st.sampled_from(sorted(ACTIVATIONS))


@given(NAMES, st.lists(st.floats(-30, 30), min_size=2, max_size=10))
@settings(max_examples=80, deadline=None)
def test_outputs_are_the_outputs_of_keras(name: str, received: list[float]) -> None:
    tensor = keras.ops.convert_to_tensor([received], dtype="float64")
    expected = np.asarray(keras.ops.convert_to_numpy(keras.activations.get(name)(tensor)))[0]
    np.testing.assert_allclose(ACTIVATIONS[name].apply(np.array(received)), expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("name", "expected"), [("sigmoid", [0, 1]), ("tanh", [-1, 1]), ("relu", [0, 1e4])])
def test_very_large_sums_have_their_limit(name: str, expected: list[float]) -> None:
    assert ACTIVATIONS[name].apply(np.array([-1e4, 1e4])).tolist() == expected


@given(NAMES, st.lists(st.integers(-300, 300).map(lambda n: n / 100), min_size=1, max_size=4))
@settings(deadline=None)
def test_every_equation_is_valid_latex_and_computes(name: str, received: list[float]) -> None:
    equation = ACTIVATIONS[name].equation(received, 0)
    MATHML.convert_with_local_state(equation.latex, displaystyle=True)
    assert evaluate(equation.right.substituted) == pytest.approx(equation.value)


def test_an_unknown_activation_is_refused() -> None:
    assert activation_named("relu") is ACTIVATIONS["relu"]
    with pytest.raises(ExperimentError) as failure:
        activation_named("swish")
    assert str(failure.value) == (
        "Le rapport ne connaît pas l’équation de l’activation «\u202fswish\u202f». Activations "
        "connues\u202f: linear, relu, sigmoid, softmax, tanh. Ajoutez-la à ACTIVATIONS dans "
        "generator/formulas/activations.py."
    )
