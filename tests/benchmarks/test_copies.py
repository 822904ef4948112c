"""What the measures make of the project to measure it: clones to edit, results by the hundred."""

from pathlib import Path

import pytest

from benchmarks.clone import Clone
from benchmarks.growth import write_copies
from benchmarks.latency import set_seed
from experiments.errors import LabError
from experiments.results.files import read_results
from experiments.results.schema import Result
from tests.experiments.project_copy import ProjectCopy
from tests.experiments.result_sample import sample_record


def test_copies_of_results_are_results_of_the_same_family(tmp_path: Path) -> None:
    originals = [Result.model_validate(sample_record() | {"id": f"essai-{n}", "position": n}) for n in (1, 2)]
    write_copies(originals, 7, tmp_path)
    written = read_results(tmp_path)
    assert len({result.id for result in written}) == 7
    assert len({result.names.model for result in written}) >= 4
    assert len({result.position for result in written}) == 7
    assert {result.family for result in written} == {result.family for result in originals}
    assert [result for result in written if result.position < 3] == originals


def test_a_clone_has_one_model_with_another_seed_each_time(tmp_path: Path) -> None:
    clone = Clone(ProjectCopy(tmp_path / "project").root)
    before = {each.id: each.settings for each in clone.experiments()}
    (edited,) = (each for each in clone.experiments() if each.id == "mlp-hog-4")
    for seed in (1001, 1002):
        set_seed(clone, edited, seed)
        after = {each.id: each.settings for each in clone.experiments()}
        assert after.pop(edited.id).seed == seed
        assert after == {name: value for name, value in before.items() if name != edited.id}


def test_a_trial_does_few_epochs(tmp_path: Path) -> None:
    clone = Clone(ProjectCopy(tmp_path / "project").root)
    before = {each.id: each.settings.epochs for each in clone.experiments()}
    clone.limit_epochs(4)
    assert {each.id: each.settings.epochs for each in clone.experiments()} == {
        name: min(epochs, 4) for name, epochs in before.items()
    }


def test_a_failure_that_was_not_expected_is_no_measure(tmp_path: Path) -> None:
    clone = Clone(ProjectCopy(tmp_path / "project").root)
    clone.attempt("Aucune expérience", "experiments", "explain", "personne")
    with pytest.raises(LabError, match="Aucune expérience"):
        clone.attempt("Autre chose", "experiments", "explain", "personne")
