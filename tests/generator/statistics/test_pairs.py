"""Two models on the same examples, and p-values corrected together, against SciPy and counts by hand."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.statistics.corrections import holm
from generator.statistics.pairs import compare
from tests.generator.samples import LABELS, evaluation, sample, sample_record, with_predictions

WRONG = st.dictionaries(st.integers(0, len(LABELS) - 1), st.sampled_from("0123"))


def exact_mcnemar(first: int, second: int) -> float:
    """Sum the probabilities of the splits at most as likely as this one, coin by coin."""
    n = first + second
    likelihood = [Fraction(comb(n, k), 2**n) for k in range(n + 1)]
    return float(sum(p for p in likelihood if p <= likelihood[first]))


@given(WRONG, WRONG)
def test_examples_that_one_alone_gets_right_are_counted_and_tested(
    one: dict[int, str], other: dict[int, str]
) -> None:
    comparison = compare(with_predictions("mlp-raw-1", one), with_predictions("mlp-hog-1", other), "test")
    missed_one = {rank for rank, answer in one.items() if answer != LABELS[rank]}
    missed_other = {rank for rank, answer in other.items() if answer != LABELS[rank]}
    first, second = len(missed_other - missed_one), len(missed_one - missed_other)
    assert (comparison.only_first_right, comparison.only_second_right) == (first, second)
    assert comparison.p_value == pytest.approx(exact_mcnemar(first, second))
    if first + second:
        assert comparison.p_value == pytest.approx(binomtest(first, first + second).pvalue)


def test_two_models_that_answer_alike_are_not_told_apart() -> None:
    comparison = compare(sample("mlp-raw-1"), sample("mlp-raw-1"), "test")
    assert (comparison.only_first_right, comparison.only_second_right, comparison.p_value) == (0, 0, 1.0)


def test_models_judged_on_other_examples_are_not_compared() -> None:
    record = sample_record("mlp-hog-1")
    record["evaluation"]["test"] = evaluation({}, labels=LABELS[::-1])
    with pytest.raises(ResultError) as failure:
        compare(sample("mlp-raw-1"), Result.model_validate(record), "test")
    assert str(failure.value) == (
        "results/mlp-raw-1.json et results/mlp-hog-1.json : /evaluation/test/labels : les deux modèles n’ont "
        "pas été jugés sur les mêmes exemples. Réentraînez-les sur les mêmes données."
    )


def test_models_of_other_data_are_not_compared_though_the_labels_are_the_same() -> None:
    record = sample_record("mlp-hog-1")
    record["provenance"]["data"]["sha256"] = "2" * 64
    with pytest.raises(ResultError) as failure:
        compare(sample("mlp-raw-1"), Result.model_validate(record), "test")
    assert str(failure.value) == (
        "results/mlp-raw-1.json et results/mlp-hog-1.json : /provenance/data/sha256 : les deux modèles n’ont "
        "pas reçu les mêmes données. Réentraînez-les sur les mêmes données."
    )


P_VALUES = st.lists(st.floats(0, 1), max_size=12)


def rejected(p_values: list[float], level: float) -> set[int]:
    """Go down the ordered p-values as Holm (1979) describes it, and stop at the first that is too large."""
    waiting = sorted(range(len(p_values)), key=lambda rank: p_values[rank])
    found: set[int] = set()
    for done, rank in enumerate(waiting):
        if p_values[rank] > level / (len(p_values) - done):
            break
        found.add(rank)
    return found


@given(P_VALUES, st.floats(0.001, 0.5))
def test_corrected_p_values_reject_what_the_procedure_of_holm_rejects(
    p_values: list[float], level: float
) -> None:
    corrected = holm(p_values)
    # Rounding may part a p-value that falls on the level exactly.
    sure = {rank for rank, p in enumerate(corrected) if p < level * (1 - 1e-9)}
    perhaps = {rank for rank, p in enumerate(corrected) if p <= level * (1 + 1e-9)}
    assert sure <= rejected(p_values, level) <= perhaps


@given(P_VALUES)
def test_the_correction_makes_no_p_value_smaller_and_keeps_their_order(p_values: list[float]) -> None:
    corrected = holm(p_values)
    assert all(p <= q <= 1 for p, q in zip(p_values, corrected, strict=True))
    pairs = sorted(zip(p_values, corrected, strict=True))
    assert [q for _, q in pairs] == sorted(corrected)


def test_one_comparison_needs_no_correction() -> None:
    assert holm([0.03]) == [0.03]
    assert holm([]) == []


def test_the_correction_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
