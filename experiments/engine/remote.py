"""A training on a worker of a cluster: in a process of its own there too."""

import base64
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

from rich.console import Console

from experiments.engine.agreement import EXPECTED
from experiments.engine.backend import check_environment
from experiments.engine.process import Workers
from experiments.engine.progress import PlainBoard, Task
from experiments.errors import LabError
from experiments.results.replicate import replicate_path
from experiments.results.schema import result_path
from experiments.results.weights import weights_path

PERIOD = 1.0  # seconds
# What Dask calls a task that is still wanted, once it has begun.
WANTED = ("executing", "long-running")


def order_of(task: Task, profile: str) -> dict[str, Any]:
    """Return what a worker must know of a training."""
    return {
        "experiment": task.experiment,
        "epochs": task.epochs,
        "seed": task.seed,
        "backend": task.backend,
        "components": dict(task.components),
        "profile": profile,
    }


def sendable() -> Callable[[Mapping[str, Any]], dict[str, str]]:
    """Return the function to run on a worker, which may lack the project.

    Defined inside another, it is sent whole: Dask sends the name only of those that a module holds.
    """

    def train(order: Mapping[str, Any]) -> dict[str, str]:
        import os
        import socket
        import sys

        place = f"{socket.gethostname()}, {os.getcwd()}"
        if os.getcwd() not in sys.path:
            sys.path.insert(0, os.getcwd())
        try:
            from experiments.engine.remote import train_here
        except ImportError as error:
            return {
                "failure": f"{place} : le code du projet manque à ce worker ({error}). Lancez "
                f"« dask worker » depuis une copie à jour du projet, avec le Python de son .venv."
            }
        try:
            answer = train_here(order)
        except OSError as error:
            answer = {"failure": str(error)}
        return {name: f"{place} : {text}" if name == "failure" else text for name, text in answer.items()}

    return train


def train_here(order: Mapping[str, Any]) -> dict[str, str]:
    """Do a training, unless it is no longer wanted.

    Returns
    -------
    dict of str
        Its ``result``, as JSON, with its ``weights`` in base 64 where there are some, or its ``failure``.
    """
    task = Task(order["experiment"], order["epochs"], None, order["seed"], order["backend"])
    try:
        check_environment()
    except LabError as error:
        return {"failure": str(error)}
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / EXPECTED).write_text(json.dumps(order["components"]), encoding="utf-8")
        over = Event()
        with Workers(order["profile"], PlainBoard([task], Console(quiet=True)), folder) as workers:
            Thread(target=_stop_unwanted, args=(workers, over, _wanted()), daemon=True).start()
            failure = workers.train(task)
            over.set()
        if failure is not None:
            return {"failure": failure}
        if task.seed is None:
            path = result_path(folder, task.experiment)
        else:
            path = replicate_path(folder, task.experiment, task.seed)
        answer = {"result": path.read_text(encoding="utf-8")}
        weights = weights_path(folder, task.experiment)
        if weights.exists():
            answer["weights"] = base64.b64encode(weights.read_bytes()).decode("ascii")
        return answer


def _wanted() -> Callable[[], bool]:
    """Return what tells whether the task of this thread is neither cancelled, nor left by its engine."""
    from distributed import get_worker
    from distributed.core import Status

    worker = get_worker()
    key = worker.get_current_task()

    def wanted() -> bool:
        known = worker.state.tasks.get(key)
        # A worker that has lost its scheduler waits for its tasks before it closes.
        connected = worker.status in (Status.running, Status.paused)
        return connected and known is not None and known.state in WANTED

    return wanted


def _stop_unwanted(workers: Workers, over: Event, wanted: Callable[[], bool]) -> None:
    while not over.wait(PERIOD):
        if not wanted():
            workers.stop()
            return
