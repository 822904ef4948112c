"""Which replicates are trained, kept, moved away or left to be looked at."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.engine.replicate_plan import ReplicatePlan, plan_replicates
from experiments.results.files import read_result, write_replicate
from experiments.results.replicate import Replicate, replicate_path
from experiments.results.schema import Result
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.result_sample import sample_record, sample_replicate, stamp

RESULT = Result.model_validate(sample_record())  # its seed is 1


def usable(folder: Path, *seeds: int) -> None:
    for seed in seeds:
        write_replicate(folder, Replicate.model_validate(sample_replicate(seed)))


def stale(folder: Path, *seeds: int) -> None:
    for seed in seeds:
        record = sample_replicate(seed)
        record["provenance"]["components"]["modèle"] = "2" * 64
        stamp(record)
        write_replicate(folder, Replicate.model_validate(record))


def unreadable(folder: Path, *seeds: int) -> None:
    for seed in seeds:
        path = replicate_path(folder, "essai-1", seed)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{", encoding="utf-8")


def path(folder: Path, seed: int) -> Path:
    return replicate_path(folder, "essai-1", seed)


@given(seed=st.integers(0, 1000), count=st.integers(1, 20))
def test_the_seeds_are_those_that_follow_the_one_of_the_result(seed: int, count: int) -> None:
    record = sample_record()
    record["training"]["seed"] = seed
    plan = plan_replicates(Result.model_validate(record), Path("no-such-folder"), count, force=False)
    assert plan == ReplicatePlan(tuple(range(seed + 1, seed + count + 1)), (), ())


def test_what_is_usable_is_kept_and_what_is_stale_trained_again(tmp_path: Path) -> None:
    usable(tmp_path, 2, 4)
    stale(tmp_path, 3)
    assert plan_replicates(RESULT, tmp_path, 4, force=False) == ReplicatePlan((3, 5), (), ())
    assert plan_replicates(RESULT, tmp_path, 4, force=True) == ReplicatePlan((2, 3, 4, 5), (), ())


def test_beyond_the_count_only_what_is_usable_is_kept(tmp_path: Path) -> None:
    usable(tmp_path, 2, 7)
    stale(tmp_path, 0, 8)
    unreadable(tmp_path, 9)
    useless = tuple(path(tmp_path, seed) for seed in (0, 8, 9))
    for force, seeds in ((False, ()), (True, (2,))):
        assert plan_replicates(RESULT, tmp_path, 1, force) == ReplicatePlan(seeds, useless, ())


def test_what_cannot_be_read_is_only_replaced_by_force(tmp_path: Path) -> None:
    unreadable(tmp_path, 3)
    plan = plan_replicates(RESULT, tmp_path, 3, force=False)
    assert plan == ReplicatePlan((2, 4), (), (path(tmp_path, 3),))
    assert plan_replicates(RESULT, tmp_path, 3, force=True) == ReplicatePlan((2, 3, 4), (), ())


@pytest.mark.parametrize("name", ["essai-1-seed-x.json", "essai-1-seed-02.json"])
def test_a_file_that_no_training_writes_is_useless(tmp_path: Path, name: str) -> None:
    usable(tmp_path, 2)
    other = path(tmp_path, 2).with_name(name)
    other.write_bytes(path(tmp_path, 2).read_bytes())
    assert plan_replicates(RESULT, tmp_path, 1, force=False) == ReplicatePlan((), (other,), ())


def test_what_the_engine_would_train_now_is_what_it_keeps(project: ProjectCopy) -> None:
    project.freeze()
    for experiment in project.experiments():
        seed = experiment.settings.seed
        project.freeze_replicates(experiment.id, seed + 1, seed + 2)
        result = read_result(project.results / f"{experiment.id}.json")
        assert plan_replicates(result, project.results, 3, force=False) == ReplicatePlan((seed + 3,), (), ())
