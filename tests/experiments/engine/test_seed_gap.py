"""A gap between two machines is judged by what seeds change: a training like the others passes."""

from typing import Any

import numpy as np
import pytest

from experiments.engine.seed_gap import SPLITS, SeedGap, seed_gap
from experiments.project import RESULTS
from experiments.results.files import read_result
from experiments.results.folder import json_files
from experiments.results.replicate import Replicate
from experiments.results.replication import replicates_of

IMAGES = 10_000


class Scores:
    """What the judgement reads of a training: its accuracies."""

    def __init__(self, accuracies: dict[str, float], others: "tuple[Scores, ...]" = ()) -> None:
        self.evaluation = {split: self._score(value) for split, value in accuracies.items()}
        self.trainings = (self, *others)

    @staticmethod
    def _score(value: float) -> Any:
        return type("Score", (), {"accuracy": value})()


def trained(rng: np.random.Generator, spread: float) -> dict[str, float]:
    return {split: float(np.round(rng.normal(0.97, spread) * IMAGES) / IMAGES) for split in SPLITS}


def judge(kept: list[dict[str, float]], again: dict[str, float]) -> SeedGap:
    first, *others = kept
    return seed_gap(Scores(first, tuple(map(Scores, others))), Scores(again))  # type: ignore[arg-type]


@pytest.mark.parametrize("trainings", [2, 3, 5, 10])
def test_a_training_of_another_seed_is_beyond_one_time_in_twenty_at_most(trainings: int) -> None:
    rng = np.random.default_rng(trainings)
    found = [judge([trained(rng, 0.002) for _ in range(trainings)], trained(rng, 0.002)) for _ in range(2000)]
    assert all(each.trainings == trainings for each in found)
    # Three standard errors of a rate of 5 % over so many draws; the level shared out makes it a little lower.
    assert 0.02 < np.mean([not each.within for each in found]) < 0.05 + 3 * (0.05 * 0.95 / 2000) ** 0.5


@pytest.mark.parametrize("split", SPLITS)
def test_a_fall_on_one_split_is_seen_where_it_is(split: str) -> None:
    rng = np.random.default_rng(0)
    kept = [trained(rng, 0.002) for _ in range(5)]
    found = judge(kept, kept[0] | {split: kept[0][split] - 0.1})
    assert (found.split, found.within) == (split, False)
    assert found.gap == pytest.approx(0.1)


def test_a_single_training_bounds_nothing() -> None:
    same = dict.fromkeys(SPLITS, 0.9)
    assert judge([same], same) == SeedGap("train", 0.0, None, 1)
    assert judge([same], same).within
    assert not judge([same], same | {"test": 0.8999}).within


def test_seeds_that_change_nothing_leave_no_gap() -> None:
    same = dict.fromkeys(SPLITS, 0.9)
    found = judge([same] * 3, same | {"validation": 0.9001})
    assert (found.split, found.bound, found.within) == ("validation", 0.0, False)
    assert judge([same] * 3, same).within


def test_committed_results_bound_what_another_machine_may_change() -> None:
    for path in json_files(RESULTS):
        result = read_result(path)
        kept = result.with_replicates(replicates_of(result, RESULTS).usable)
        # A training of another seed stands for one on another machine.
        for other in kept.replicates:
            found = judge([_accuracies(each) for each in kept.trainings], _accuracies(other))
            assert found.within, (result.id, found)


def _accuracies(training: Any) -> dict[str, float]:
    scores = dict(training.evaluation)
    if isinstance(training, Replicate):
        scores["train"] = training.training_scores
    return {split: scores[split].accuracy for split in SPLITS}
