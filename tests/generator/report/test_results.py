"""Results are read once, and one that cannot be trusted is set aside with a notice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from experiments.errors import ResultError
from experiments.results.content import file_content
from experiments.results.files import write_replicate
from experiments.results.provenance import key_of
from experiments.results.replication import SEED, as_replicate
from experiments.results.schema import Result
from generator.lab.families import EVERYTHING
from generator.report.notice import Notice
from generator.report.results import Results
from tests.generator.samples import sample_record, write_samples
from tests.resealing import reseal


def spoil(folder: Path, identifier: str, change: Callable[[dict[str, Any]], object]) -> None:
    reseal(folder / f"{identifier}.json", change)


def test_a_family_comes_in_the_order_of_its_models(tmp_path: Path) -> None:
    second = {**sample_record("mlp-raw-1"), "position": 2}
    first = {**sample_record("mlp-raw-2"), "position": 1}
    folder = Results(write_samples(tmp_path / "results", first, second), EVERYTHING)
    assert [result.id for result in folder.needed("mlp-raw")] == ["mlp-raw-2", "mlp-raw-1"]


def test_an_absent_family_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ResultError) as failure:
        Results(tmp_path / "results", EVERYTHING).needed("mlp-hog")
    assert str(failure.value) == (
        "results/ : aucun résultat de la famille mlp-hog. Lancez « make report ONLY=mlp-hog »."
    )


def test_a_fault_leaves_its_file_out_alone(tmp_path: Path) -> None:
    results = write_samples(tmp_path / "results")
    spoil(results, "mlp-raw-2", lambda record: record["evaluation"]["test"].pop("accuracy"))
    folder = Results(results, EVERYTHING)
    assert [result.id for result in folder.needed("mlp-raw")] == ["mlp-raw-1"]
    (notice,) = folder.notices
    assert (notice.subject, notice.families) == ("results/mlp-raw-2.json", ("mlp-raw",))
    assert notice.reason.startswith(
        "results/mlp-raw-2.json : /evaluation/test/accuracy : cette valeur manque"
    )


def test_a_family_whose_files_are_all_faulty_has_nothing_to_show(tmp_path: Path) -> None:
    results = write_samples(tmp_path / "results")
    for identifier in ("mlp-raw-1", "mlp-raw-2"):
        spoil(results, identifier, lambda record: record.pop("code"))
    with pytest.raises(ResultError) as failure:
        Results(results, EVERYTHING).needed("mlp-raw")
    assert str(failure.value) == "results/ : aucun résultat de la famille mlp-raw ne peut être montré."


@pytest.mark.parametrize("claimed", [None, "", 5, "mlp-row", ["mlp-raw"]])
def test_a_faulty_file_of_no_known_family_concerns_every_page(tmp_path: Path, claimed: object) -> None:
    results = write_samples(tmp_path / "results")
    spoil(results, "mlp-raw-2", lambda record: record.update(family=claimed, seed=1))
    (notice,) = Results(results, EVERYTHING).notices
    assert "results/mlp-raw-2.json : /seed : cette clé est inconnue" in notice.reason
    assert notice.concerns("index.md", ("mlp-hog",)) and notice.concerns("index.md", ())


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[1]", b"null"])
def test_what_is_no_result_concerns_every_page(tmp_path: Path, content: bytes) -> None:
    results = write_samples(tmp_path / "results")
    (results / "essai.json").write_bytes(content)
    folder = Results(results, EVERYTHING)
    assert [(notice.subject, notice.families) for notice in folder.notices] == [("results/essai.json", ())]
    assert len(folder.needed("mlp-raw")) == 2


def test_a_result_that_is_set_aside_is_shown_nowhere(tmp_path: Path) -> None:
    folder = Results(write_samples(tmp_path / "results"), EVERYTHING)
    first, second = folder.needed("mlp-raw")
    folder.set_aside(first, "Trop étrange.")
    assert folder.found("mlp-raw") == [second]
    assert folder.notices == [Notice("MLP 1 sur les pixels", "Trop étrange.", ("mlp-raw",))]


def test_a_result_that_one_page_does_without_is_shown_on_others(tmp_path: Path) -> None:
    folder = Results(write_samples(tmp_path / "results"), EVERYTHING)
    first, second = folder.needed("mlp-raw")
    folder.leave_out(first, "Trop étrange.", "a.md")
    assert folder.found("mlp-raw", "a.md") == [second]
    assert folder.found("mlp-raw", "b.md") == folder.found("mlp-raw") == [first, second]
    folder.leave_out(second, "Aussi.", "a.md")
    with pytest.raises(ResultError, match="aucun résultat de la famille mlp-raw ne peut être montré"):
        folder.needed("mlp-raw", "a.md")
    assert [notice.concerns("b.md", ["mlp-raw"]) for notice in folder.notices] == [False, False]


def test_one_trial_makes_the_report_a_trial(tmp_path: Path) -> None:
    results = write_samples(tmp_path / "results")
    assert Results(results, EVERYTHING).profile == "full"
    spoil(results, "cnn-2", lambda record: record.update(profile="smoke"))
    assert Results(results, EVERYTHING).profile == "smoke"


def write_replicates(results: Path, identifier: str, *seeds: int) -> None:
    """Replicate a sample: as if it had been trained with other seeds."""
    record = sample_record(identifier)
    for seed in seeds:
        components = {**record["provenance"]["components"], SEED: str(seed)}
        again = {
            **record,
            "training": {**record["training"], "seed": seed},
            "provenance": {**record["provenance"], "components": components, "key": key_of(components)},
        }
        write_replicate(results, as_replicate(Result.model_validate(again)))


def replicates_of(results: Path) -> dict[str, list[int]]:
    shown = Results(results, EVERYTHING).needed("mlp-raw")
    return {result.id: [replicate.seed for replicate in result.replicates] for result in shown}


def test_results_come_with_their_replicates(tmp_path: Path) -> None:
    results = write_samples(tmp_path / "results")
    assert replicates_of(results) == {"mlp-raw-1": [], "mlp-raw-2": []}
    write_replicates(results, "mlp-raw-1", 3, 2)
    assert replicates_of(results) == {"mlp-raw-1": [2, 3], "mlp-raw-2": []}


def test_replicates_of_another_model_than_the_result_are_ignored(tmp_path: Path) -> None:
    results = write_samples(tmp_path / "results")
    write_replicates(results, "mlp-raw-1", 2, 3)
    write_replicates(results, "mlp-raw-2", 2)
    components = {**sample_record("mlp-raw-1")["provenance"]["components"], "modèle": "0" * 64}
    other = {"components": components, "key": key_of(components)}
    spoil(results, "mlp-raw-1", lambda record: record["provenance"].update(other))
    assert replicates_of(results) == {"mlp-raw-1": [], "mlp-raw-2": [2]}


def test_a_replicate_that_cannot_be_read_leaves_its_model_out_alone(tmp_path: Path) -> None:
    results = write_samples(tmp_path / "results")
    write_replicates(results, "mlp-raw-2", 2)
    spoil(results, "replicates/mlp-raw-2-seed-2", lambda record: record.pop("seed"))
    folder = Results(results, EVERYTHING)
    assert [result.id for result in folder.needed("mlp-raw")] == ["mlp-raw-1"]
    assert [notice.reason for notice in folder.notices] == [
        "results/replicates/mlp-raw-2-seed-2.json : /seed : cette valeur manque\n"
        "Rétablissez le fichier avec « git checkout -- results/replicates/mlp-raw-2-seed-2.json », "
        "ou recalculez-le avec « make replicates FORCE=1 ONLY=mlp-raw-2 »."
    ]


def test_a_result_that_no_page_shows_is_named(tmp_path: Path) -> None:
    folder = write_samples(tmp_path / "results")
    assert Results(folder, EVERYTHING).strays() == []
    assert Results(folder, [family for family in EVERYTHING if family != "mlp-hog"]).strays() == [
        f"results/{name}.json : aucune page ne montre la famille mlp-hog. Ajoutez-la à « describes » dans le "
        "page.py d’une page, ou retirez ce résultat."
        for name in ("mlp-hog-1", "mlp-hog-2")
    ]


def test_the_file_of_a_result_is_the_one_that_was_read(tmp_path: Path) -> None:
    folder = write_samples(tmp_path / "results")
    path = folder / "mlp-raw-1.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\n\n"))
    read = path.read_bytes()
    results = Results(folder, EVERYTHING)
    result = results.needed("mlp-raw")[0]
    assert results.file(result) == read
    spoil(folder, "mlp-raw-1", lambda record: record["provenance"].update(seconds=1.0))
    assert results.file(result) == file_content(result)
    path.unlink()
    assert results.file(result) == file_content(result)
