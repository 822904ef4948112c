"""Perturbed results are results: they follow the schema, and all that they say agrees."""

from pathlib import Path

import pytest

from experiments.errors import EditedResultError
from experiments.project import RESULTS
from experiments.results.replicate import Replicate
from experiments.results.replication import differs_by_seed
from experiments.results.schema import Result
from experiments.results.survey import Survey
from experiments.results.survey_file import read_survey
from tests.perturbation.case import PERTURBATIONS, case
from tests.perturbation.records import Records, read_records
from tests.perturbation.training import kept_epoch, patience_of


@pytest.fixture(scope="module")
def recorded() -> Records:
    return read_records(RESULTS)


@pytest.mark.parametrize("number", range(len(PERTURBATIONS)))
def test_perturbed_results_could_have_been_measured(recorded: Records, number: int) -> None:
    made = case(number, recorded)
    assert made.changes
    for identifier, record in made.records.results.items():
        if made.records.trainings(identifier) == recorded.trainings(identifier):
            continue
        result = Result.model_validate(record)
        for training in made.records.trainings(identifier):
            history, judged = training["history"], training["evaluation"]["validation"]
            kept = kept_epoch(training, patience_of(training))
            # What Keras measures at the end of an epoch is not in the same precision.
            assert history["val_loss"][kept] == pytest.approx(judged["loss"], rel=0.05, abs=1e-6)
        for replicate in made.records.replicates[identifier]:
            assert differs_by_seed(Replicate.model_validate(replicate), result)
    for survey in made.records.surveys.values():
        Survey.model_validate(survey)


@pytest.mark.parametrize("edited", [False, True])
def test_surveys_are_written_beside_the_results(recorded: Records, tmp_path: Path, edited: bool) -> None:
    made = recorded.copy()
    assert made.surveys
    made.edited |= set(made.surveys) if edited else set()
    folder = made.write(tmp_path / "results")
    for family, survey in made.surveys.items():
        if edited:
            with pytest.raises(EditedResultError):
                read_survey(folder, family)
        else:
            assert read_survey(folder, family) == Survey.model_validate(survey)


def test_a_number_gives_one_case_and_leaves_the_results_as_they_are(recorded: Records) -> None:
    before = recorded.copy()
    first, again = case(7, recorded), case(7, recorded)
    assert (first.changes, first.records) == (again.changes, again.records)
    assert recorded == before != first.records
