"""The interval of the fall of specificity is that of two samples drawn apart."""

import numpy as np
import pytest
from scipy.stats import norm

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


def test_where_all_patients_fare_alike_there_is_no_interval() -> None:
    assert fall_interval(decision(validation=counted(30, 0, 0, 30), test=counted(0, 30, 0, 30))) is None
