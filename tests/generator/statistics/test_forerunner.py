"""Each model is compared with the one before it, or with an earlier one that a single change explains."""

import pytest

from experiments.results.schema import Result
from generator.statistics.forerunner import forerunners
from tests.generator.samples import sample_record

CHANGED = {"batch_size": 64, "class_weights": [1.0, 2.0, 1.0, 1.0], "patience": 3}


def model(name: str, *changes: str, seed: int = 1) -> Result:
    record = sample_record("mlp-raw-1")
    record["training"].update({change: CHANGED[change] for change in changes}, seed=seed)
    return Result.model_validate({**record, "id": name})


@pytest.mark.parametrize(
    ("models", "expected"),
    [
        ([], []),
        ([model("a")], [None]),
        # A single change, whatever it is: the one before.
        (
            [model("a"), model("b", "class_weights"), model("c", "class_weights", "patience")],
            [None, "a", "b"],
        ),
        # Two from the one before, one from the first.
        ([model("a"), model("b", "class_weights"), model("c", "patience")], [None, "a", "a"]),
        # One from each: the last.
        ([model("a"), model("b", "class_weights"), model("c", "class_weights")], [None, "a", "b"]),
        # More than one from every other: the one before.
        ([model("a"), model("b", "class_weights"), model("c", *CHANGED)], [None, "a", "b"]),
        ([model("a"), model("b", "class_weights", "patience"), model("c", "batch_size")], [None, "a", "a"]),
        (
            [model("a"), model("b", "class_weights", "patience"), model("c", "batch_size", "patience")],
            [None, "a", "b"],
        ),
        # A seed is drawn, not chosen.
        ([model("a"), model("b", "class_weights", "patience"), model("c", seed=2)], [None, "a", "a"]),
    ],
)
def test_a_model_is_compared_with_the_last_that_one_change_sets_apart_else_with_the_one_before(
    models: list[Result], expected: list[str | None]
) -> None:
    assert [before and before.id for before in forerunners(models)] == expected
