"""Put each experiment beside its result: fresh, stale, missing, unreadable, edited by hand or refused."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from experiments.engine.catalogue import Experiment
from experiments.engine.freshness import UNKNOWN_KEY, Key, changes, compute_key, explain_change
from experiments.errors import EditedResultError, ExperimentError, ResultError
from experiments.results.content import OlderFormatError
from experiments.results.files import read_result
from experiments.results.folder import json_files
from experiments.results.schema import Result, result_path


class State(Enum):
    """What can be said of a result; the value is what the user reads."""

    FRESH = "à jour"
    STALE = "périmé"
    MISSING = "absent"
    UNREADABLE = "illisible"
    EDITED = "modifié à la main"
    REFUSED = "refusé"

    @property
    def untrusted(self) -> bool:
        """Whether there is a file, and nothing of it can be used."""
        return self in (State.UNREADABLE, State.EDITED)


# What a result that cannot be read is, when more is known of it.
FAULTS = {EditedResultError: State.EDITED, OlderFormatError: State.STALE}


@dataclass(frozen=True)
class Judgement:
    """One experiment, its key now, its result if it can be read, and the verdict.

    Attributes
    ----------
    reasons : tuple of str
        French sentences: what changed, what is wrong with the file, or why the experiment is refused.
    """

    experiment: Experiment
    key: Key
    state: State
    result: Result | None
    reasons: tuple[str, ...]


def judge(experiment: Experiment, folder: Path, profile: str) -> Judgement:
    """Judge the result of one experiment.

    Raises
    ------
    ResultError
        If the folder of the results cannot be read.
    """
    try:
        key = compute_key(experiment, profile)
    except ExperimentError as error:  # of this experiment alone: the others are judged
        return Judgement(experiment, UNKNOWN_KEY, State.REFUSED, None, (str(error),))
    path = result_path(folder, experiment.id)
    if path not in json_files(folder):
        return Judgement(experiment, key, State.MISSING, None, ("aucun résultat n’a encore été calculé",))
    try:
        result = read_result(path)
    except ResultError as error:
        state = FAULTS.get(type(error), State.UNREADABLE)
        return Judgement(experiment, key, state, None, (str(error),))
    changed = changes(key, result)
    if changed:
        reasons = tuple(explain_change(name, key, result, experiment) for name in changed)
        return Judgement(experiment, key, State.STALE, result, reasons)
    return Judgement(experiment, key, State.FRESH, result, ())
