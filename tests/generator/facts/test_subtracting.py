"""Decimals with which what is subtracted is the difference that stands beside it."""

from generator.facts.subtracting import fewest_subtracting


def test_one_decimal_more_where_the_difference_would_not_be_that_of_what_is_read() -> None:
    # 97.4 less 97.0 is not 0.5; 97.43 less 96.98 is 0.45.
    assert fewest_subtracting([((0.974333, 0.9698), (0.0045333, 0.0))], 1, said=1) == 2


def test_no_decimal_more_than_the_sample_supports_where_none_is_needed() -> None:
    assert fewest_subtracting([((0.994363, 0.98838), (0.005983, 0.0))], 1, said=1) == 1


def test_two_differences_that_are_equal_read_equal() -> None:
    # 0.04 less 0.00 is 0.04, that is 0.0; 0.16 less 0.12 would be 0.1.
    assert fewest_subtracting([((0.0004, 0.0), (0.0016, 0.0012))], 1) == 2


def test_what_no_decimal_mends_keeps_those_of_the_sample() -> None:
    assert fewest_subtracting([((0.9, 0.1), (0.3, 0.1))], 1) == 1
