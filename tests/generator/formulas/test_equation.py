"""Equations: symbols, numbers and result of one computation, and no step that says nothing new."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML

from generator.formulas.equation import Equation, Symbol
from generator.formulas.expression import Constant, Value
from generator.formulas.notation import is_shown_exactly
from generator.formulas.summation import Summation, Vector
from tests.generator.formulas.latex_evaluator import evaluate

MATHML = LatexToMathML()
SHORT = st.integers(-9999, 9999).map(lambda n: n / 100)


def test_an_equation_shows_symbols_numbers_and_result() -> None:
    inputs = Value("n_e", 784, "nombre d’entrées", ("r.json#/e",))
    units = Value("n_s", 512, "nombre de neurones", ("r.json#/s",))
    equation = Equation("n", inputs * units + units)
    assert equation.lines == (r"= n_e \cdot n_s + n_s", r"= 784 \times 512 + 512", r"= 401\,920")
    assert equation.symbols == (Symbol("n_e", "nombre d’entrées"), Symbol("n_s", "nombre de neurones"))
    assert equation.sources == ("r.json#/e", "r.json#/s")


def test_a_step_that_repeats_the_one_before_is_left_out() -> None:
    assert Equation("n", Constant(0)).lines == ("= 0",)
    assert Equation("n", Value("m", 3, "trois")).lines == ("= m", "= 3")


@given(SHORT, SHORT)
@settings(deadline=None)
def test_equal_signs_join_equal_numbers(first: float, second: float) -> None:
    equation = Equation("y", Value("a", first, "un") + Value("b", second, "deux"))
    for line in equation.lines[1:]:
        assert line.startswith("= ")
        assert evaluate(line.removeprefix("= ")) == pytest.approx(equation.value, abs=1e-9)


@given(st.floats(1e-3, 1e3))
@settings(deadline=None)
def test_a_rounded_number_is_never_joined_by_an_equal_sign(number: float) -> None:
    lines = Equation("y", Value("a", number, "mesure") * 2).lines
    shown = evaluate(lines[1].split(" ", 1)[1])
    if not math.isclose(shown, 2 * number, rel_tol=1e-7):
        assert lines[1].startswith(r"\approx") and lines[-1].startswith(r"\approx")


@pytest.mark.parametrize(("number", "exact"), [(1 / 3, False), (0.25, True), (407_050, True), (1e-7, True)])
def test_numbers_shown_with_all_their_figures(number: float, exact: bool) -> None:
    assert is_shown_exactly(number) is exact


def test_a_float32_setting_counts_as_shown_exactly() -> None:
    assert is_shown_exactly(0.0010000000474974513)  # what float32 keeps of a learning rate of 0.001
    # Close to its six figures by chance, and yet not them.
    assert not is_shown_exactly(776 / 843)


def test_what_is_computed_can_be_used_further() -> None:
    equation = Equation("v_t", Value("g_t", 0.5, "gradient", ("r.json#/g",)) ** 2)
    assert equation.named("moyenne") == Value("v_t", 0.25, "moyenne", ("r.json#/g",))


@given(st.lists(st.tuples(SHORT, SHORT), min_size=1, max_size=8))
@settings(deadline=None)
def test_a_sum_is_written_with_a_sigma_and_computed_term_by_term(pairs: list[tuple[float, float]]) -> None:
    a = Vector("a", tuple(pair[0] for pair in pairs), "première mesure")
    b = Vector("b", tuple(pair[1] for pair in pairs), "seconde mesure")
    terms = tuple(a.at("i", position) - b.at("i", position) for position in range(len(pairs)))
    total = Summation("i", Value("n", len(pairs), "nombre de mesures"), terms)
    assert total.symbolic == r"\sum_{i=1}^{n} \left(a_{i} - b_{i}\right)"
    assert total.value == pytest.approx(sum(x - y for x, y in pairs), abs=1e-9)
    assert evaluate((2 * total).substituted) == pytest.approx(2 * total.value, abs=1e-9)
    assert [symbol.latex for symbol in Equation("s", total).symbols] == ["a_{i}", "b_{i}", "n"]


@given(st.lists(SHORT, min_size=1, max_size=4))
@settings(deadline=None)
def test_every_step_is_valid_latex(numbers: list[float]) -> None:
    x = Vector("x", tuple(numbers), "mesure")
    terms = tuple(x.at("i", position) ** 2 for position in range(len(numbers)))
    equation = Equation("s", Summation("i", Value("n", len(numbers), "nombre"), terms) / 3)
    MATHML.convert_with_local_state(equation.aligned, displaystyle=True)


def test_a_sigma_cannot_hide_terms() -> None:
    x = Vector("x", (1, 2), "mesure")
    with pytest.raises(ValueError, match="1 terms, n = 2"):
        Summation("i", Value("n", 2, "nombre"), (Constant(1),))
    with pytest.raises(ValueError, match="written alike"):
        Summation("i", Value("n", 2, "nombre"), (x.at("i", 0), x.at("i", 1) + 1))
