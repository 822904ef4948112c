"""The interval of the fall of specificity is that of two samples drawn apart."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from experiments.measures.wilson import wilson_interval
from generator.statistics.diagnosis.specificity_fall import fall_interval
from tests.generator.lab.pneumonia.judged import decision
from tests.generator.lab.pneumonia.sample import counted


@pytest.mark.parametrize(("validation", "test"), [((180, 20), (140, 60)), ((60, 140), (300, 100))])
def test_the_interval_is_that_of_two_independent_samples(
    validation: tuple[int, int], test: tuple[int, int]
) -> None:
    found = fall_interval(decision(validation=counted(*validation, 1, 1), test=counted(*test, 1, 1)))
    shares = [right / (right + wrong) for right, wrong in (validation, test)]
    variances = [p * (1 - p) / sum(split) for p, split in zip(shares, (validation, test), strict=True)]
    half_width, difference = norm.ppf(0.975) * np.sqrt(sum(variances)), shares[0] - shares[1]
    assert found == pytest.approx((difference - half_width, difference + half_width), abs=0.015)


def test_a_split_without_errors_is_not_known_for_certain() -> None:
    """Drawing patients of whom none is misjudged again shows none: as many others may hide some."""
    low, high = fall_interval(decision(validation=counted(8, 0, 0, 8), test=counted(127, 107, 13, 377)))
    # Newcombe (1998), method 10, of 8 out of 8 and 127 out of 234.
    assert (low, high) == pytest.approx((0.128, 0.520), abs=0.01)


@pytest.mark.parametrize(("validation", "test"), [((30, 0), (0, 30)), ((30, 0), (30, 0))])
def test_two_splits_in_which_all_patients_fare_alike_have_an_interval(
    validation: tuple[int, int], test: tuple[int, int]
) -> None:
    low, high = fall_interval(decision(validation=counted(*validation, 0, 30), test=counted(*test, 0, 30)))
    bound = 1 - wilson_interval(30, 30)[0]
    one, other = (right / 30 for right, _ in (validation, test))
    assert low == pytest.approx(one - other - (bound if one == other else np.hypot(bound, bound)))
    assert high == pytest.approx(min(1, one - other + bound) if one == other else 1)


def test_a_patient_counts_once_where_all_fare_alike() -> None:
    made = decision(validation=counted(60, 0, 0, 4), test=counted(200, 100, 0, 4))
    # Four ill children, then four healthy ones of fifteen images each.
    few = np.concatenate([np.arange(4), 4 + np.arange(60) // 15])
    grouped = replace(made, validation=replace(made.validation, patients=few))
    assert fall_interval(grouped)[0] < fall_interval(made)[0]
