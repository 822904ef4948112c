"""Move away the files that no page may show any more, and back when they may again."""

import shutil
from itertools import count
from pathlib import Path

from experiments.engine.catalogue import Experiment
from experiments.engine.freshness import changes
from experiments.engine.judgement import Judgement, State
from experiments.errors import ResultError
from experiments.project import BUILD
from experiments.results.files import read_replicate, read_result
from experiments.results.folder import json_files
from experiments.results.replicate import REPLICATES, experiment_named, replicate_files
from experiments.results.replication import differs_by_seed
from experiments.results.schema import Result, result_path
from experiments.results.weights import weights_path

RETIRED = BUILD / "retired"


def orphans(experiments: list[Experiment], folder: Path) -> list[Path]:
    """Return the results and the replicates of experiments that no longer exist."""
    known = {experiment.id for experiment in experiments}
    results = [path for path in json_files(folder) if path.stem not in known]
    replicates = [path for path in replicate_files(folder) if experiment_named(path) not in known]
    return [*results, *replicates]


def retire(path: Path, folder: Path) -> Path:
    """Move one file away, where no other is, and return where it is now; a result takes its weights along.

    Raises
    ------
    ResultError
        If it cannot be moved: it is still there.
    """
    places = (RETIRED / str(number) / path.relative_to(folder) for number in count(1))
    destination = next(place for place in places if not place.exists())
    try:
        _move(path, destination)
        if path.parent == folder:
            _move_weights(path, destination)
    except OSError as error:
        raise ResultError(
            f"{path} n’a pas pu être déplacé dans {destination.parent} ({error.strerror}). Vérifiez les "
            "droits et la place libre, ou déplacez-le vous-même."
        ) from error
    return destination


def bring_back(judgement: Judgement, folder: Path) -> bool:
    """Put back a result that was moved away, with its replicates, if its experiment is there again unchanged.

    Raises
    ------
    ResultError
        If it cannot be moved.
    """
    if judgement.state is not State.MISSING:
        return False
    for path in sorted(RETIRED.glob(f"*/{judgement.experiment.id}.json")):
        result = _kept(path)
        if result is not None and not changes(judgement.key, result):
            _put_back(path, result_path(folder, result.id))
            for replicate in sorted(RETIRED.glob(f"*/{REPLICATES}/{result.id}-*.json")):
                if not (destination := folder / REPLICATES / replicate.name).exists() and _of(
                    replicate, result
                ):
                    _put_back(replicate, destination)
            return True
    return False


def _kept(path: Path) -> Result | None:
    try:
        return read_result(path)
    except ResultError:  # what is of no use stays where it is
        return None


def _of(path: Path, result: Result) -> bool:
    try:
        return differs_by_seed(read_replicate(path), result)
    except ResultError:
        return False


def _put_back(path: Path, destination: Path) -> None:
    try:
        _move(path, destination)
        if path.parent.parent == RETIRED:
            _move_weights(path, destination)
    except OSError as error:
        raise ResultError(
            f"{path} n’a pas pu être remis à sa place, {destination} ({error.strerror}). Vérifiez les droits "
            "et la place libre, puis relancez la commande."
        ) from error


def _move_weights(result: Path, destination: Path) -> None:
    """Move the weights beside a result where this result is now."""
    weights = weights_path(result.parent, result.stem)
    if weights.exists():
        _move(weights, weights_path(destination.parent, result.stem))


def _move(path: Path, destination: Path) -> None:
    destination.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.move(path, destination)  # to another file system as well
    except OSError:
        destination.unlink(missing_ok=True)  # a copy of what could not be removed
        raise
