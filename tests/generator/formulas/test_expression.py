"""Expressions: the LaTeX shown, computed again by an independent reader, is the value computed."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from math_core import LatexToMathML

from experiments.errors import ResultError
from generator.formulas.expression import Constant, Expression, Operation, Value
from generator.formulas.functions import (
    add,
    ceiling,
    floor,
    log,
    maximum,
    minimum,
    product,
    sqrt,
)
from tests.generator.formulas.latex_evaluator import evaluate

MATHML = LatexToMathML()
SYMBOLS = st.sampled_from(["a", "x_t", r"n_{\text{entrées}}", "w^{2}", r"\hat{m}_t"])
SOURCES = st.lists(st.sampled_from(["a.json#/x", "b.json#/y", "c.json#/z"])).map(tuple)

WHOLE = st.integers(-9_999_999, 9_999_999)
# Numbers with few digits: what is shown is exactly what is computed with.
DECIMAL = st.one_of(
    WHOLE, st.integers(-9999, 9999).map(lambda n: n / 100), st.integers(-99, 99).map(lambda n: n * 1e-8)
)
DIVISOR = st.one_of(st.integers(1, 999), st.integers(-999, -1), st.integers(1, 999).map(lambda n: n / 100))


def _leaves(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[Expression]:
    return st.one_of(numbers.map(Constant), st.builds(Value, SYMBOLS, numbers, st.just("un nombre"), SOURCES))


def _arithmetic(children: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    pairs = st.tuples(children, children)
    return st.one_of(
        pairs.map(lambda pair: pair[0] + pair[1]),
        pairs.map(lambda pair: pair[0] - pair[1]),
        pairs.map(lambda pair: pair[0] * pair[1]),
        pairs.map(lambda pair: maximum(*pair)),
        pairs.map(lambda pair: minimum(*pair)),
        st.tuples(children, st.integers(0, 3)).map(lambda pair: pair[0] ** pair[1]),
        children.map(lambda child: -child),
    )


def _whole_steps(children: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    divided = st.tuples(children, st.integers(1, 999))
    return st.one_of(_arithmetic(children), divided.map(lambda pair: pair[0] // pair[1]))


def _real_steps(children: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        _arithmetic(children),
        st.tuples(children, _leaves(DIVISOR)).map(lambda pair: pair[0] / pair[1]),
        st.tuples(DECIMAL, children).map(lambda pair: pair[0] / (pair[1] * pair[1] + 1)),
        children.map(lambda child: sqrt(child * child + 1)),
        children.map(lambda child: log(child * child + 1)),
    )


WHOLE_EXPRESSIONS = st.recursive(_leaves(WHOLE), _whole_steps, max_leaves=9)
REAL_EXPRESSIONS = st.recursive(_leaves(DECIMAL), _real_steps, max_leaves=9)


def _steps(expression: Expression) -> list[float]:
    """Return the value of an expression and of all its parts."""
    parts = expression.operands if isinstance(expression, Operation) else ()
    return [expression.value, *(value for part in parts for value in _steps(part))]


@given(WHOLE_EXPRESSIONS)
@settings(deadline=None)
def test_whole_numbers_shown_compute_exactly_to_the_value(expression: Expression) -> None:
    assume(max(abs(value) for value in _steps(expression)) < 1e15)
    assert isinstance(expression.value, int)
    assert evaluate(expression.substituted) == expression.value


@given(REAL_EXPRESSIONS)
@settings(deadline=None)
def test_numbers_shown_compute_to_the_value(expression: Expression) -> None:
    try:
        scale = max(abs(value) for value in _steps(expression))
    except OverflowError:
        assume(False)
    assume(scale < 1e100)
    assert math.isclose(
        evaluate(expression.substituted), expression.value, rel_tol=1e-9, abs_tol=1e-9 * scale
    )


@pytest.mark.parametrize(
    ("expression", "without_parentheses"),
    [
        (Constant(2) * (Constant(3) + 4), r"2 \times 3 + 4"),
        (Constant(2) - (Constant(3) + 4), "2 - 3 + 4"),
        (Constant(-2) ** 2, "-2^{2}"),
        ((Constant(2) * 3) ** 2, r"2 \times 3^{2}"),
        ((Constant(3) / 2) ** 2, r"\frac{3}{2^{2}}"),
    ],
)
def test_the_reader_sees_missing_parentheses(expression: Expression, without_parentheses: str) -> None:
    assert evaluate(expression.substituted) == expression.value
    assert evaluate(without_parentheses) != expression.value


@given(REAL_EXPRESSIONS)
@settings(deadline=None)
def test_both_writings_are_valid_latex(expression: Expression) -> None:
    MATHML.convert_with_local_state(expression.symbolic, displaystyle=True)
    MATHML.convert_with_local_state(expression.substituted, displaystyle=True)


@given(REAL_EXPRESSIONS)
@settings(deadline=None)
def test_leaves_and_sources_are_each_named_once(expression: Expression) -> None:
    leaves = expression.leaves
    assert len(set(leaves)) == len(leaves)
    assert all(leaf.symbol in expression.symbolic for leaf in leaves)
    assert set(expression.sources) == {source for leaf in leaves for source in leaf.sources}
    assert len(set(expression.sources)) == len(expression.sources)


def test_sources_keep_the_order_of_reading() -> None:
    first = Value("a", 1, "premier", ("x.json#/1", "x.json#/2"))
    second = Value("b", 2, "second", ("x.json#/0", "x.json#/1"))
    assert (second + first).sources == ("x.json#/0", "x.json#/1", "x.json#/2")


@given(st.integers(-1000, 1000), st.integers(1, 1000))
@settings(deadline=None)
def test_a_whole_quotient_stays_exact(quotient: int, divisor: int) -> None:
    value = (Constant(quotient * divisor) / divisor).value
    assert isinstance(value, int) and value == quotient


@given(st.floats(-1e6, 1e6))
@settings(deadline=None)
def test_floor_and_ceiling_surround_the_argument(number: float) -> None:
    assert floor(number).value <= number <= ceiling(number).value
    assert ceiling(number).value - floor(number).value == (0 if number.is_integer() else 1)


@given(st.lists(st.integers(-99, 99)))
@settings(deadline=None)
def test_add_and_product_of_lists(numbers: list[int]) -> None:
    constants = [Constant(number) for number in numbers]
    assert add(constants).value == sum(numbers)
    assert product(constants).value == math.prod(numbers)


def test_writing_follows_the_usual_notation() -> None:
    a, b = Value("a", -2, "un"), Value("b", 1_234_567, "deux")
    written = {
        a * b: (r"a \cdot b", r"\left(-2\right) \times 1\,234\,567"),
        b - a: ("b - a", r"1\,234\,567 - \left(-2\right)"),
        a**2 / b: (r"\frac{a^{2}}{b}", r"\frac{\left(-2\right)^{2}}{1\,234\,567}"),
        (b + 1) // 2: (
            r"\left\lfloor\frac{b + 1}{2}\right\rfloor",
            r"\left\lfloor\frac{1\,234\,567 + 1}{2}\right\rfloor",
        ),
        maximum(a, 0.5): (r"\max\left(a\,;\, 0{,}5\right)", r"\max\left(-2\,;\, 0{,}5\right)"),
    }
    for expression, (symbolic, substituted) in written.items():
        assert (expression.symbolic, expression.substituted) == (symbolic, substituted)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_stops_the_formula(number: float) -> None:
    with pytest.raises(ResultError) as failure:
        Value("L", number, "perte", ("results/mlp.json#/evaluation/test/loss",))
    assert str(failure.value) == (
        f"La formule ne peut pas être écrite\u202f: perte ($L$) vaut {number}, un nombre fini est attendu "
        "(source\u202f: results/mlp.json#/evaluation/test/loss). Relancez l’expérience qui l’a produit."
    )
