"""Two models on the same images, against scipy and against counting by hand."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.statistics import compare
from tests.generator.samples import LABELS, evaluation, sample, sample_record, with_predictions

WRONG = st.dictionaries(st.integers(0, len(LABELS) - 1), st.sampled_from("0123"))


def exact_mcnemar(first: int, second: int) -> float:
    """Sum the probabilities of the splits at most as likely as this one, coin by coin."""
    n = first + second
    likelihood = [Fraction(comb(n, k), 2**n) for k in range(n + 1)]
    return float(sum(p for p in likelihood if p <= likelihood[first]))


@given(WRONG, WRONG)
def test_images_that_one_alone_reads_well_are_counted_and_tested(
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
    assert comparison.conclusive == (comparison.p_value < 0.05)


def test_two_models_that_answer_alike_are_not_told_apart() -> None:
    comparison = compare(sample("mlp-raw-1"), sample("mlp-raw-1"), "test")
    assert (comparison.only_first_right, comparison.only_second_right, comparison.p_value) == (0, 0, 1.0)


def test_models_judged_on_other_images_are_not_compared() -> None:
    record = sample_record("mlp-hog-1")
    record["evaluation"]["test"] = evaluation({}, labels=LABELS[::-1])
    with pytest.raises(ResultError) as failure:
        compare(sample("mlp-raw-1"), Result.model_validate(record), "test")
    assert str(failure.value) == (
        "results/mlp-raw-1.json et results/mlp-hog-1.json : /evaluation/test/labels : les deux modèles n’ont "
        "pas été jugés sur les mêmes images. Réentraînez-les sur les mêmes données."
    )
