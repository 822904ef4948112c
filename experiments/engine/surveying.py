"""What is measured of the data themselves: whether it still is what they and the code would give."""

import importlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import click

from experiments.code.imports import import_closure
from experiments.engine.backend import check_environment
from experiments.engine.freshness import ABSENT_DATA, DATA, Key, changes, explain_component
from experiments.engine.interruption import interruptions
from experiments.engine.judgement import FAULTS, State
from experiments.engine.lock import locked_versions, numerical_versions
from experiments.engine.session import INTERRUPTED_EXIT
from experiments.errors import DataError, ResultError
from experiments.project import ROOT
from experiments.results.folder import check_writable
from experiments.results.survey import SURVEY_FORMAT_VERSION, SURVEYS, Survey
from experiments.results.survey_file import read_survey, write_survey
from experiments.terminal import FAILURE_EXIT
from experiments.training.profiles import Profile, results_folder

# The module that measures the data of a family.
SURVEYORS = {"cnn-pneumonia": "experiments.survey.chest_xray"}
WHAT = "{}, mesure des données"


@dataclass(frozen=True)
class SurveyJudgement:
    """The survey of the data of a family, its key now, and the verdict; see `judgement.Judgement`."""

    family: str
    key: Key
    state: State
    survey: Survey | None
    reasons: tuple[str, ...]

    @property
    def name(self) -> str:
        """What messages call it."""
        return WHAT.format(self.family)

    @property
    def beyond_reach(self) -> bool:
        """Whether nothing was ever measured, for want of data: the page says it, and nobody waits for it."""
        return self.state is State.MISSING and not self.key.has_data


class Teller:
    """Says on the terminal what long work is at."""

    def note(self, message: str) -> None:
        """Say one thing worth knowing."""
        click.echo(message)

    def stage(self, title: str, total: int) -> Callable[[int], None]:
        """Say what begins."""
        click.echo(f"{title}…")
        return lambda steps: None


def judge_surveys(families: Iterable[str], profile: Profile) -> list[SurveyJudgement]:
    """Judge what was measured of the data of these families, where something was or can be."""
    found = [_judge(family, profile) for family in sorted(SURVEYORS.keys() & set(families))]
    return [judged for judged in found if not judged.beyond_reach]


def describe_survey(judged: SurveyJudgement) -> str:
    """Say in one line what state a survey is in, and why."""
    reason = f" : {judged.reasons[0].splitlines()[0]}" if judged.reasons else ""
    return f"{judged.name}  {judged.state.value}{reason}"


def hold_surveys(families: Iterable[str], profile: Profile, force: bool) -> int:
    """Measure what is no longer up to date, and return the exit code that tells whether all succeeded.

    Data that are not there cannot be measured: what was measured before stands.

    Raises
    ------
    TrainingEnvironmentError
        If the libraries that measure are not those of the lock.
    """
    code = 0
    for judged in judge_surveys(families, profile):
        if judged.state.untrusted and not force:
            click.echo(
                f"{judged.name} : {judged.state.value}, laissée en l’état (FORCE=1 pour la refaire).",
                err=True,
            )
            code = FAILURE_EXIT
        elif not judged.key.has_data:
            if judged.state is State.STALE:
                click.echo(f"{judged.name} : périmée, mais gardée, les données étant absentes.")
        elif force or judged.state is not State.FRESH:
            code = _measure(judged, profile) or code
    return code


def _judge(family: str, profile: Profile) -> SurveyJudgement:
    key = _key(SURVEYORS[family], profile.name)
    try:
        survey = read_survey(results_folder(profile), family)
    except ResultError as error:
        state = FAULTS.get(type(error), State.UNREADABLE)
        return SurveyJudgement(family, key, state, None, (str(error),))
    if survey is None:
        return SurveyJudgement(family, key, State.MISSING, None, ("rien n’a encore été mesuré",))
    reasons = tuple(explain_component(name, key, survey) for name in changes(key, survey))
    return SurveyJudgement(family, key, State.STALE if reasons else State.FRESH, survey, reasons)


def _key(surveyor: str, profile: str) -> Key:
    closure = import_closure(ROOT, {surveyor})
    versions = numerical_versions(closure.libraries, locked_versions())
    components = {f"module {name}": value for name, value in closure.modules.items()}
    components |= {f"bibliothèque {name}": version for name, version in versions.items()}
    components["profil"] = profile
    try:
        return Key(components).with_data(importlib.import_module(surveyor).DATA.fingerprint())
    except DataError as error:
        return Key({**components, DATA: ABSENT_DATA}, data_fault=str(error))


def _measure(judged: SurveyJudgement, profile: Profile) -> int:
    # Only now: it is of no use when there is nothing to measure.
    from experiments.engine.run import provenance_of

    check_environment()
    folder = results_folder(profile)
    check_writable(folder / SURVEYS)
    click.echo(f"{judged.name}…")
    began = time.perf_counter()
    try:
        with interruptions():
            measured = importlib.import_module(SURVEYORS[judged.family]).survey(Teller(), profile.images)
            provenance = provenance_of(judged.key, time.perf_counter() - began)
            named = {"format_version": SURVEY_FORMAT_VERSION, "id": judged.family, "profile": profile.name}
            survey = Survey.model_validate({**named, **measured, "provenance": provenance})
            write_survey(folder, survey)
    except (DataError, ResultError) as error:
        click.echo(f"Échec de {judged.name} : {error}", err=True)
        return FAILURE_EXIT
    except KeyboardInterrupt:
        click.echo("Interrompu.", err=True)
        return INTERRUPTED_EXIT
    return 0
