"""Only what differs from a result by its seed is used beside it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from experiments.errors import ResultError
from experiments.results.files import write_replicate
from experiments.results.replicate import Replicate, replicate_path
from experiments.results.replication import Replication, as_replicate, examine_replicates, replicates_of
from experiments.results.schema import Result
from tests.experiments.result_sample import sample_record, sample_replicate, stamp

Alter = Callable[[dict[str, Any]], object]
RESULT = Result.model_validate(sample_record())


def write(folder: Path, *records: dict[str, Any]) -> None:
    for record in records:
        write_replicate(folder, Replicate.model_validate(record))


def seeds(found: Replication) -> tuple[list[int], list[int]]:
    return [each.seed for each in found.usable], [int(path.stem.rpartition("-")[2]) for path in found.stale]


def test_a_result_without_replicates(tmp_path: Path) -> None:
    assert replicates_of(RESULT, tmp_path) == Replication((), (), {})


def test_replicates_come_by_seed(tmp_path: Path) -> None:
    write(tmp_path, *(sample_replicate(seed) for seed in (10, 2, 0, 3)))
    assert seeds(replicates_of(RESULT, tmp_path)) == ([0, 2, 3, 10], [])


@pytest.mark.parametrize(
    "alter",
    [
        lambda record: record["provenance"]["components"].update(modèle="2" * 64),
        lambda record: record["provenance"]["components"].update(données="2" * 64),
        lambda record: record["provenance"]["components"].pop("données"),
        lambda record: record["provenance"]["components"].update({"réglage seed": "3"}),
        lambda record: record["provenance"]["components"].pop("réglage seed"),
        lambda record: record["provenance"].update(data={"sha256": "2" * 64}),
        lambda record: record.update(profile="smoke"),
    ],
)
def test_what_differs_by_more_than_its_seed_is_stale(tmp_path: Path, alter: Alter) -> None:
    other = sample_replicate(2)
    alter(other)
    stamp(other)
    write(tmp_path, other, sample_replicate(4))
    assert seeds(replicates_of(RESULT, tmp_path)) == ([4], [2])


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"libraries": {}},
        {"machine": {"system": "Darwin", "processor": "autre", "cores": 8, "python": "3.12.0"}},
        {"seconds": 9.5},
        {"produced_at": "2027-01-02T03:04:05Z"},
    ],
)
def test_where_and_when_it_was_made_does_not_matter(tmp_path: Path, elsewhere: dict[str, Any]) -> None:
    other = sample_replicate()
    other["provenance"].update(elsewhere)
    write(tmp_path, other)
    assert seeds(replicates_of(RESULT, tmp_path)) == ([2], [])


@pytest.mark.parametrize("split", ["validation", "test"])
@pytest.mark.parametrize(
    ("labels", "predictions", "confusion_matrix"),
    [("1100", "0100", [[2, 0], [1, 1]]), ("0001", "0000", [[3, 0], [1, 0]])],
    ids=["another order", "other images"],
)
def test_what_was_not_judged_on_the_same_images_is_stale(
    tmp_path: Path, split: str, labels: str, predictions: str, confusion_matrix: list[list[int]]
) -> None:
    other = sample_replicate(2)
    judged = {"labels": labels, "predictions": predictions, "confusion_matrix": confusion_matrix}
    other["evaluation"][split] = other["evaluation"][split] | judged
    write(tmp_path, other, sample_replicate(4))
    assert seeds(replicates_of(RESULT, tmp_path)) == ([4], [2])


def test_the_seed_of_the_result_is_no_other_seed(tmp_path: Path) -> None:
    write(tmp_path, sample_replicate(1))
    assert seeds(replicates_of(RESULT, tmp_path)) == ([], [1])


def test_a_result_that_was_trained_again_leaves_its_replicates_behind(tmp_path: Path) -> None:
    write(tmp_path, sample_replicate(2), sample_replicate(3))
    record = sample_record()
    record["provenance"]["components"]["modèle"] = "2" * 64
    assert seeds(replicates_of(Result.model_validate(record), tmp_path)) == ([], [2, 3])


def test_the_replicates_of_another_experiment_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, *(sample_replicate() | {"id": name} for name in ("essai-11", "essai-1-seed-4", "essai")))
    assert replicates_of(RESULT, tmp_path) == Replication((), (), {})


def test_a_replicate_of_a_format_of_before_is_stale(tmp_path: Path) -> None:
    write(tmp_path, sample_replicate(2), sample_replicate(3))
    path = replicate_path(tmp_path, "essai-1", 3)
    path.write_text('{"format_version": 1}', encoding="utf-8")
    assert seeds(replicates_of(RESULT, tmp_path)) == ([2], [3])


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    write(folder, sample_replicate(2))
    write(folder, sample_replicate(3) | {"id": "essai-2"})
    broken = [replicate_path(folder, "essai-1", seed) for seed in (3, 4)]
    for path in broken:
        path.write_text("[]", encoding="utf-8")
    replicate_path(folder, "essai-2", 3).write_text("[]", encoding="utf-8")
    found = examine_replicates(RESULT, folder)
    assert seeds(found) == ([2], [])
    assert list(found.unreadable) == broken
    with pytest.raises(ResultError) as caught:
        replicates_of(RESULT, folder)
    assert str(caught.value) == "\n".join(
        f"results/replicates/essai-1-seed-{seed}.json : / : attendu un objet, trouvé []\n"
        f"Rétablissez le fichier avec « git checkout -- results/replicates/essai-1-seed-{seed}.json », "
        f"ou recalculez-le avec « make replicates FORCE=1 ONLY=essai-1 »."
        for seed in (3, 4)
    )


def test_a_folder_in_place_of_a_replicate_is_named(tmp_path: Path) -> None:
    path = replicate_path(tmp_path, "essai-1", 3)
    path.mkdir(parents=True)
    found = examine_replicates(RESULT, tmp_path)
    assert list(found.unreadable) == [path]
    assert "replicates/essai-1-seed-3.json : la lecture a échoué" in found.unreadable[path]


def test_a_replicate_keeps_of_a_training_what_it_answered() -> None:
    record = sample_record()
    record["training"]["seed"] = 2
    record["provenance"]["components"]["réglage seed"] = "2"
    stamp(record)
    assert as_replicate(Result.model_validate(record)).model_dump() == sample_replicate(2)
