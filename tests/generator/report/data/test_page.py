"""The page about the files: one line per result, one entry per place where results were made."""

import re
from pathlib import Path

from experiments.results.files import read_result
from experiments.results.schema import Result
from generator.lab.lab import LAB, METHODS
from generator.report.address import download_path
from generator.report.data.page import DataPage, data_page
from generator.report.page import Contents
from generator.rules.speaker import Speaker
from tests.generator.replicas import replicated
from tests.generator.samples import NETWORKS, sample, sample_record


def shown(results: list[Result]) -> DataPage:
    index = data_page("donnees.md", ("Une source.",))
    page: DataPage = index.view(Contents(LAB.parts, LAB.questions, {}, results, (), Speaker()))
    return page


def test_every_result_has_a_line_with_its_file() -> None:
    page = shown([sample(identifier) for identifier in NETWORKS])
    assert page.sources == ("Une source.",)
    assert [line.model.id for line in page.lines] == list(NETWORKS)
    line = page.lines[0]
    assert (line.key, line.produced, line.file) == (
        sample("mlp-raw-1").provenance.key[:8],
        "2 janvier 2026",
        "donnees/mlp-raw-1.json",
    )
    assert line.seed.sources == ("results/mlp-raw-1.json#/training/seed",)
    assert line.duration.value == 90.5


def test_what_describes_the_methods_that_the_rules_name_is_given() -> None:
    assert shown([sample("mlp-raw-1")]).methods == ()
    methods = " ".join(METHODS)
    rules = " ".join(Speaker().wording(rule).method for rule in LAB.every_rule())
    for author in (
        "Dalal",
        "Zeiler",
        "Wilson",
        "Holm",
        "McNemar",
        "Rao",
        "Agresti",
        "Satterthwaite",
        "Kendall",
    ):
        assert author in methods
    for author in re.findall(r"\b(?:Holm|McNemar|Wilson|Kendall|Satterthwaite|Rao|Agresti|Brier)\b", rules):
        assert author in methods


def test_a_result_without_replicates_has_none() -> None:
    (line,) = shown([sample("mlp-raw-1")]).lines
    assert (line.replicates.value, line.replicates.text) == (0, "0")


def test_replicates_are_counted_with_their_files() -> None:
    (line,) = shown([replicated(sample("mlp-raw-1"), [{}, {}])]).lines
    assert line.replicates.value == 2
    seeds = (line.seed.value + 1, line.seed.value + 2)
    assert line.replicates.sources == tuple(
        f"results/replicates/mlp-raw-1-seed-{seed:.0f}.json#/id" for seed in seeds
    )


def test_results_made_in_one_place_are_together() -> None:
    record = sample_record("mlp-raw-2")
    record["provenance"]["machine"]["cores"] = 1
    other = sample_record("cnn-1")
    other["provenance"]["libraries"]["keras"] = "3.1.0"
    elsewhere, newer = map(Result.model_validate, (record, other))
    page = shown([sample("mlp-raw-1"), elsewhere, sample("mlp-hog-1"), newer])
    assert [[model.id for model in workshop.models] for workshop in page.workshops] == [
        ["mlp-raw-1", "mlp-hog-1"],
        ["mlp-raw-2"],
        ["cnn-1"],
    ]
    assert page.workshops[0].machine == "essai, 2 cœurs, Linux, Python 3.11.0"
    assert page.workshops[1].machine == "essai, 1 cœur, Linux, Python 3.11.0"
    assert page.workshops[2].libraries == "keras 3.1.0, numpy 2.0.0"


def test_what_is_offered_for_download_is_the_result_itself(
    made_up_pages: dict[str, bytes], tmp_path: Path
) -> None:
    for identifier in NETWORKS:
        file = tmp_path / f"{identifier}.json"
        file.write_bytes(made_up_pages[download_path(identifier)])
        assert read_result(file) == sample(identifier)


def test_no_page_holds_the_time_of_the_build(made_up_pages: dict[str, bytes]) -> None:
    dates = {date for text in made_up_pages.values() for date in re.findall(rb"\b20\d\d-\d\d-\d\d", text)}
    assert dates == {b"2026-01-02"}
