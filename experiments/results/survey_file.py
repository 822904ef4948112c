"""Read and write ``results/surveys/*.json``, as results are."""

from pathlib import Path

from experiments.errors import ResultError
from experiments.results.files import read_kept, write_kept
from experiments.results.folder import json_files
from experiments.results.survey import Survey, survey_path


def read_survey(folder: Path, family: str) -> Survey | None:
    """Read what was measured of the data of a family, kept beside the results of `folder`; None if nothing.

    Raises
    ------
    ResultError, EditedResultError, OlderFormatError
        If the file cannot be trusted; see `experiments.results.files.read_result`.
    """
    path = survey_path(folder, family)
    if path not in json_files(path.parent):
        return None
    name = _name(path)
    remedy = (
        f"Rétablissez le fichier avec « git checkout -- {name} », ou refaites cette mesure avec les données "
        f"par « make report FORCE=1 ONLY={family} »."
    )
    survey = read_kept(path, name, "cette mesure n’existe pas.", remedy, Survey)
    if survey.id != family:
        raise ResultError(f"{name} : /id : la mesure se nomme {survey.id!r}. {remedy}")
    return survey


def write_survey(folder: Path, survey: Survey) -> Path:
    """Write what was measured of some data beside the results of `folder`, complete or not at all.

    Raises
    ------
    ResultError
        If it does not follow the schema, or cannot be written.
    """
    path = survey_path(folder, survey.id)
    write_kept(path, _name(path), survey)
    return path


def _name(path: Path) -> str:
    return "/".join(path.parts[-3:])
