"""Penalties: what is written is what the regularisers of Keras add."""

from typing import Any

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML

from generator.formulas.catalogue import found_in
from generator.formulas.penalties.catalogue import PACKAGE, regularizer_named, regularizers
from generator.formulas.penalties.penalty import Regularizer
from tests.generator.formulas.latex_evaluator import evaluate

pytestmark = pytest.mark.training

MATHML = LatexToMathML()
FACTORS = st.floats(1e-4, 1.0)
OWN: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "L1": {"l1": FACTORS},
    "L2": {"l2": FACTORS},
    "L1L2": {"l1": st.just(0.0) | FACTORS, "l2": st.just(0.0) | FACTORS},
    "OrthogonalRegularizer": {"factor": FACTORS, "mode": st.sampled_from(["rows", "columns"])},
}


@st.composite
def penalties(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw a regulariser that the report writes, and arguments for it."""
    name = draw(st.sampled_from(sorted(regularizers())))
    return name, {argument: draw(values) for argument, values in OWN[name].items()}


@given(penalties(), st.integers(2, 5), st.integers(2, 5), st.integers(0, 2**32 - 1))
@settings(max_examples=80, deadline=None)
def test_penalties_are_those_of_keras(
    penalty: tuple[str, dict[str, Any]], rows: int, columns: int, seed: int
) -> None:
    name, arguments = penalty
    weights = np.random.default_rng(seed).normal(size=(rows, columns))
    equation = regularizer_named(name).equation(arguments, weights)
    assert equation is not None
    tensor = keras.ops.convert_to_tensor(weights, dtype="float32")
    expected = float(getattr(keras.regularizers, name)(**arguments)(tensor))
    assert equation.value == pytest.approx(expected, rel=1e-4, abs=1e-6)
    MATHML.convert_with_local_state(equation.symbolic, displaystyle=True)
    assert evaluate(equation.right.substituted) == pytest.approx(equation.value, rel=1e-3, abs=1e-5)
    assert all(symbol.meaning for symbol in equation.symbols)


@pytest.mark.parametrize(
    ("name", "arguments", "written"),
    [
        ("L1", {"l1": 0.1}, r"R = \lambda \cdot \left(\sum_{i=1}^{n} \left|w_{i}\right|\right)"),
        ("L2", {"l2": 0.1}, r"R = \lambda \cdot \left(\sum_{i=1}^{n} w_{i}^{2}\right)"),
    ],
)
def test_penalties_are_written_as_one_reads_them(name: str, arguments: dict[str, Any], written: str) -> None:
    equation = regularizer_named(name).equation(arguments)
    assert equation is not None and equation.symbolic == written


def test_a_regulariser_that_no_file_describes_has_a_name_only() -> None:
    own = regularizer_named("Mine")
    assert own.equation({"l2": 0.1}) is None
    assert own.description == (
        "Mine n’a pas d’équation connue du rapport\u202f: Keras calcule sa pénalité, reprise telle quelle."
    )
    assert regularizer_named("L2").equation({"strength": 0.1}) is None


def test_every_file_adds_something_and_no_name_comes_twice() -> None:
    names = [regularizer.name for regularizer in found_in(PACKAGE, Regularizer)]
    assert len(set(names)) == len(names) == len(OWN)
