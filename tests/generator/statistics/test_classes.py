"""Errors of each class, and what chance would make of them, against the laws they rest on."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binom

from experiments.results.evaluation import as_answers
from experiments.results.schema import Result
from generator.statistics.class_rates import harder_p_value
from generator.statistics.classes import class_errors, confused_classes
from generator.statistics.corrections import SIGNIFICANCE, holm
from tests.generator.samples import evaluation, sample_record

Matrix = list[list[int]]


def from_matrix(matrix: Matrix, identifier: str = "cnn-1", position: int = 1) -> Result:
    """Return the result of a model with this confusion matrix on every split."""
    labels = [truth for truth, row in enumerate(matrix) for _ in range(sum(row))]
    said = [answer for row in matrix for answer, times in enumerate(row) for _ in range(times)]
    made = evaluation(dict(enumerate(map(str, said))), [*map(str, labels)], len(matrix))
    made |= {"labels": as_answers(labels, len(matrix)), "predictions": as_answers(said, len(matrix))}
    record = sample_record(identifier)
    record["position"] = position
    record["data"]["classes"] = [str(rank) for rank in range(len(matrix))]
    for split in record["evaluation"]:
        record["evaluation"][split] = made
        record["data"]["splits"][split] = {"count": len(labels), "class_counts": [sum(row) for row in matrix]}
    return Result.model_validate(record)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    classes = draw(st.integers(2, 6))
    row = st.lists(st.integers(0, 9), min_size=classes, max_size=classes)
    matrix = draw(st.lists(row, min_size=classes, max_size=classes))
    assume(sum(map(sum, matrix)))
    return matrix


@given(matrices())
def test_examples_and_errors_are_those_of_the_matrix(matrix: Matrix) -> None:
    found = class_errors(from_matrix(matrix), "test")
    counts = np.array(matrix)
    assert [each.examples.value for each in found] == counts.sum(axis=1).tolist()
    assert [each.errors.value for each in found] == (counts.sum(axis=1) - counts.diagonal()).tolist()
    assert [(each.name.value, each.name.text) for each in found] == [
        (rank, str(rank)) for rank in range(len(matrix))
    ]
    for rank, each in enumerate(found):
        row = f"results/cnn-1.json#/evaluation/test/confusion_matrix/{rank}"
        assert each.examples.sources == each.errors.sources == (row,)
        assert each.name.sources == (f"results/cnn-1.json#/data/classes/{rank}", row)


def test_a_rate_is_a_share_of_the_examples_of_the_class() -> None:
    hard, easy = class_errors(from_matrix([[30, 10], [20, 1980]]), "test")
    assert (hard.rate, easy.rate) == (0.25, 0.01)
    assert (hard.rate_shown.text, easy.rate_shown.text) == ("25\u202f%", "1,0\u202f%")
    assert hard.rate_shown.formula == "erreurs / exemples de cette classe"


def test_a_class_without_examples_has_no_rate() -> None:
    _, absent = class_errors(from_matrix([[3, 1], [0, 0]]), "test")
    assert absent.examples.value == 0
    with pytest.raises(ZeroDivisionError):
        _ = absent.rate


@given(matrices())
def test_a_pair_counts_both_directions(matrix: Matrix) -> None:
    pairs = confused_classes(from_matrix(matrix), "test")
    assert len(pairs) == len(matrix) * (len(matrix) - 1) // 2
    for pair in pairs:
        i, j = int(pair.first.name.value), int(pair.second.name.value)
        assert i < j
        assert (pair.first_as_second.value, pair.second_as_first.value) == (matrix[i][j], matrix[j][i])
        assert pair.total.value == matrix[i][j] + matrix[j][i]
        assert pair.errors == pair.first.errors.value + pair.second.errors.value
        base = "results/cnn-1.json#/evaluation/test/confusion_matrix"
        assert pair.total.sources == (f"{base}/{i}/{j}", f"{base}/{j}/{i}")


@given(matrices())
def test_chance_gives_as_many_confusions_in_all_as_there_are(matrix: Matrix) -> None:
    pairs = confused_classes(from_matrix(matrix), "test")
    total = sum(pair.total.value for pair in pairs)
    assert sum(pair.expected.value for pair in pairs) == pytest.approx(total)


@given(matrices())
def test_the_law_of_a_pair_is_that_of_its_two_directions_together(matrix: Matrix) -> None:
    """Each direction is a binomial of its own; the chance of their sum is added up case by case."""
    for pair in confused_classes(from_matrix(matrix), "test"):
        share = 1 / (len(matrix) - 1)
        errors = [int(each.errors.value) for each in (pair.first, pair.second)]
        there = np.arange(errors[0] + 1)
        at_least = binom.sf(pair.total.value - there - 1, errors[1], share)
        expected = float(binom.pmf(there, errors[0], share) @ at_least)
        assert pair.excess_p_value == pytest.approx(expected)
        assert 0 <= pair.excess_p_value <= 1


@given(matrices())
def test_a_direction_is_as_rare_as_both_tails_of_a_fair_coin(matrix: Matrix) -> None:
    for pair in confused_classes(from_matrix(matrix), "test"):
        rarest = min(pair.first_as_second.value, pair.second_as_first.value)
        expected = min(1.0, 2 * float(binom.cdf(rarest, pair.total.value, 0.5)))
        assert pair.direction_p_value == pytest.approx(expected)


def test_errors_spread_evenly_seldom_look_like_confusions() -> None:
    """Where chance alone spreads the errors, a report names a pair about one time in twenty at most."""
    generator = np.random.default_rng(5)
    false_alarms = 0
    for _ in range(100):
        matrix = np.zeros((10, 10), dtype=int)
        for truth, errors in enumerate(generator.integers(0, 25, size=10)):
            matrix[truth] = np.insert(generator.multinomial(errors, [1 / 9] * 9), truth, 1)
        pairs = confused_classes(from_matrix(matrix.tolist()), "test")
        false_alarms += min(holm([pair.excess_p_value for pair in pairs])) < SIGNIFICANCE
    assert false_alarms <= 100 * SIGNIFICANCE


def test_a_class_alone_is_no_harder_than_others() -> None:
    only, _ = class_errors(from_matrix([[2, 1], [0, 0]]), "test")
    assert harder_p_value(only, [only]) == 1


def test_confusions_expected_of_several_pairs_are_read_side_by_side() -> None:
    pair, *_ = confused_classes(from_matrix([[80, 20, 0], [0, 90, 10], [0, 0, 90]]), "test")
    assert pair.expected.value == 15
    assert pair.expected.text == "15,0"
    assert pair.expected.formula == "erreurs sur les deux classes / 2"
    assert pair.total.formula == "somme des deux sens"
