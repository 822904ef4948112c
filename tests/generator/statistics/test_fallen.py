"""A training far below the others of its model is found; ordinary spread is none."""

import numpy as np
import pytest

from generator.statistics.fallen import fallen
from tests.generator.seeds import trained


@pytest.mark.parametrize(
    ("wrong", "below"),
    [
        ([1, 1, 1, 1, 38], 1),
        ([38, 1, 2, 1, 37], 2),
        ([1, 1, 38], 1),
        ([1, 38], 0),
        ([1, 38, 38], 0),
        ([1, 3, 5, 8, 12], 0),
        ([1], 0),
    ],
)
def test_a_minority_far_below_the_rest(wrong: list[int], below: int) -> None:
    found = fallen(trained("cnn-1", *map(range, wrong)), "test")
    assert (len(found.below) if found else 0) == below
    if found:
        assert max(found.below) < min(found.others)
        assert sorted((*found.below, *found.others)) == pytest.approx(sorted(1 - w / 40 for w in wrong))


def test_chance_alone_makes_no_training_fall() -> None:
    rng = np.random.default_rng(2)
    drawn = rng.binomial(40, 0.1, size=(200, 5))
    assert not any(fallen(trained("cnn-1", *map(range, wrong)), "test") for wrong in drawn)
