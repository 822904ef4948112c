"""A replicate holds what was answered with another seed, in a file that its name tells."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from experiments.results.replicate import Replicate, experiment_named, replicate_files, replicate_path
from tests.experiments.result_sample import sample_record, sample_replicate

identifiers = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)


def test_the_record_comes_back_as_it_was() -> None:
    assert Replicate.model_validate(sample_replicate()).model_dump() == sample_replicate()


@pytest.mark.parametrize("name", sorted(sample_replicate()))
def test_no_part_can_be_missing(name: str) -> None:
    record = sample_replicate()
    del record[name]
    with pytest.raises(ValidationError):
        Replicate.model_validate(record)


@pytest.mark.parametrize("split", ["validation", "test"])
def test_no_split_can_be_missing(split: str) -> None:
    record = sample_replicate()
    del record["evaluation"][split]
    with pytest.raises(ValidationError, match=f"il manque {split}"):
        Replicate.model_validate(record)


def test_the_training_split_has_no_place_in_it() -> None:
    record = sample_replicate()
    record["evaluation"]["train"] = sample_record()["evaluation"]["train"]
    with pytest.raises(ValidationError):
        Replicate.model_validate(record)


def test_a_replicate_knows_its_file() -> None:
    assert Replicate.model_validate(sample_replicate(7)).file == "results/replicates/essai-1-seed-7.json"


@given(identifiers, st.integers(0, 10**6))
def test_a_file_names_its_experiment(identifier: str, seed: int) -> None:
    assert experiment_named(replicate_path(Path("results"), identifier, seed)) == identifier


@pytest.mark.parametrize("name", ["essai-1.json", "notes.json", "seed-2.json"])
def test_a_file_with_another_kind_of_name_names_none(name: str) -> None:
    assert experiment_named(Path("results/replicates") / name) == ""


def test_only_the_files_beside_the_results_are_listed(tmp_path: Path) -> None:
    assert replicate_files(tmp_path) == []
    paths = [replicate_path(tmp_path, "essai-1", seed) for seed in (3, 2)]
    paths[0].parent.mkdir()
    for path in (*paths, tmp_path / "essai-1.json", paths[0].with_suffix(".txt")):
        path.write_text("{}", encoding="utf-8")
    assert replicate_files(tmp_path) == sorted(paths)
