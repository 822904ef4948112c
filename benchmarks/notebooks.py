"""Every model by this project, then by plain notebooks one after another: the same work, in one run."""

import json
import re
import statistics
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.clone import Clone, cloned
from benchmarks.notebook import notebook_of
from benchmarks.notebook_data import UnknownDataError, data_cell
from benchmarks.progress import Steps, steps
from experiments.engine.catalogue import Experiment, select
from experiments.errors import LabError, ResultError
from experiments.results.files import read_result
from experiments.results.schema import Result, result_path

EPOCH = re.compile(r"(\S+) : époque (\d+)/\d+")
# What a training that was never timed is guessed to take, and what a notebook takes besides.
UNKNOWN_SECONDS = 60.0
AROUND = 15.0


def measure(names: Sequence[str] = (), epochs_limit: int | None = None) -> dict[str, Any]:
    """Train models both ways.

    Parameters
    ----------
    names : sequence of str
        Ids or families; all of them by default.
    epochs_limit : int, optional
        The most epochs of a model, for a trial.

    Returns
    -------
    dict
        ``engine_seconds`` and ``notebooks_seconds`` of everything, their ``ratio``; by model in ``models``,
        the seconds of its notebook, of its epochs in both (and their ratio, whose median is
        ``epochs_ratio``), and the accuracy of both on the test split; in ``left_out``, why some models were.

    Raises
    ------
    LabError
        If a training fails, or if no model can be compared.
    """
    with cloned() as clone:
        if epochs_limit is not None:
            clone.limit_epochs(epochs_limit)
        compared, left_out = comparable(select(clone.experiments(), tuple(names)))
        if not compared:
            raise LabError("\n".join(["Aucun modèle ne peut être comparé.", *left_out.values()]))
        guesses = {each.id: guess(clone, each) for each in compared}
        with steps("Modèles, des deux façons", 2 * sum(guesses.values()) + AROUND * len(guesses)) as board:
            for name, reason in left_out.items():
                board.say(f"{name} : laissé de côté, {reason}.")
            engine_seconds = _train_by_engine(clone, compared, guesses, board)
            results = {
                each.id: read_result(result_path(clone.root / "results", each.id)) for each in compared
            }
            models = []
            for each in compared:
                models.append(_train_by_notebook(clone, each, results[each.id], board))
                board.advance(guesses[each.id] + AROUND)
    notebooks_seconds = sum(model["notebook_seconds"] for model in models)
    return {
        "engine_seconds": engine_seconds,
        "notebooks_seconds": notebooks_seconds,
        "ratio": engine_seconds / notebooks_seconds,
        "epochs_ratio": statistics.median(model["epochs_ratio"] for model in models),
        "models": models,
        "left_out": left_out,
    }


def comparable(experiments: Sequence[Experiment]) -> tuple[list[Experiment], dict[str, str]]:
    """Return the experiments that have a notebook, and why each of the others has none."""
    compared, left_out = [], {}
    for each in experiments:
        try:
            data_cell(each.settings.data)
        except UnknownDataError as error:
            left_out[each.id] = str(error)
        else:
            compared.append(each)
    return compared, left_out


def guess(clone: Clone, experiment: Experiment) -> float:
    """Return how long its training may take, in seconds, from the one that is recorded."""
    try:
        result = read_result(result_path(clone.root / "results", experiment.id))
    except ResultError:
        return UNKNOWN_SECONDS
    share = experiment.settings.epochs / result.training.epochs
    return result.provenance.seconds * min(share, 1)


def _train_by_engine(
    clone: Clone, experiments: Sequence[Experiment], guesses: dict[str, float], board: Steps
) -> float:
    def say(line: str) -> None:
        board.say(line)
        epoch = EPOCH.match(line)
        if epoch and epoch[1] in guesses:
            board.advance(guesses[epoch[1]] / epochs[epoch[1]])

    epochs = {each.id: each.settings.epochs for each in experiments}
    start = time.perf_counter()
    clone.run("experiments", "run", "--force", *(each.id for each in experiments), say=say)
    return time.perf_counter() - start


def _train_by_notebook(clone: Clone, experiment: Experiment, result: Result, board: Steps) -> dict[str, Any]:
    epochs = len(result.history.loss)
    path = clone.root / f"{experiment.id}.ipynb"
    path.write_text(json.dumps(notebook_of(experiment, clone.root, epochs)), encoding="utf-8")
    start = time.perf_counter()
    clone.run("nbconvert", "--to=notebook", "--execute", "--inplace", path.name)
    seconds = time.perf_counter() - start
    epochs_seconds, accuracy = read_executed(path)
    board.say(f"{experiment.id} : notebook terminé ({epochs} époques)")
    return {
        "id": experiment.id,
        "epochs": epochs,
        "notebook_seconds": seconds,
        "notebook_epochs_seconds": epochs_seconds,
        "engine_epochs_seconds": result.provenance.seconds,
        "epochs_ratio": result.provenance.seconds / epochs_seconds,
        "notebook_accuracy": accuracy,
        "engine_accuracy": result.evaluation["test"].accuracy,
    }


def read_executed(path: Path) -> tuple[float, float]:
    """Return the seconds that ``model.fit`` took in a notebook that was executed, and its test accuracy."""
    *_, fit, evaluation = json.loads(path.read_bytes())["cells"]
    times = fit["metadata"]["execution"]
    ended, began = (
        datetime.fromisoformat(times[name]) for name in ("shell.execute_reply", "iopub.execute_input")
    )
    (shown,) = (output for output in evaluation["outputs"] if output["output_type"] == "execute_result")
    return (ended - began).total_seconds(), float("".join(shown["data"]["text/plain"]))
