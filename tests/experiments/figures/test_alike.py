"""Numbers of one sentence have as many decimals, and hide nothing."""

import pytest

from experiments.figures.alike import alike


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([0.2541, 0.0803], ["0,254", "0,080"]),
        ([0.812, 1.0, 1.0], ["0,81", "1,00", "1,00"]),
        ([1.87, 0.0803], ["1,87", "0,08"]),
        ([1.87, 0.0004], ["1,87", "0,000400"]),
        ([0.0, 0.5], ["0,000", "0,500"]),
        ([2.5e8, 0.5], ["2,50 × 10⁸", "0,500"]),
    ],
)
def test_numbers_of_one_sentence(values: list[float], texts: list[str]) -> None:
    assert alike(values) == texts
