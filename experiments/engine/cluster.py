"""Trainings on an existing Dask cluster, through joblib; what comes back is checked, then written here."""

import base64
import logging
import socket
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from experiments.engine.agreement import differences
from experiments.engine.jobs import longest_first
from experiments.engine.progress import Task
from experiments.engine.remote import order_of, sendable
from experiments.errors import LabError, ResultError
from experiments.results.files import read_replicate, read_result, write_replicate, write_result
from experiments.results.replicate import replicate_path
from experiments.results.schema import Result, result_path
from experiments.results.weights import receive_weights
from experiments.training.profiles import Profile, results_folder

# How long the scheduler, then a first worker, is waited for, in seconds.
PATIENCE = 20


class ClusterError(LabError):
    """The cluster cannot be reached, or has lost too many workers."""


@contextmanager
def connected(address: str) -> Iterator[None]:
    """Send what joblib does to a scheduler; what that one still does for us when the block ends is cancelled.

    Raises
    ------
    ClusterError
        If that cannot be done, or if the cluster fails.
    """
    try:
        from distributed import Client, KilledWorker
        from distributed.comm.addressing import get_address_host_port
        from joblib import parallel_config
        from joblib._dask import DaskDistributedBackend
    except ImportError as error:
        raise ClusterError(
            "--cluster demande dask[distributed], qui n’est pas installé : lancez "
            "« .venv/bin/python -m uv pip install --group cluster -c requirements/dev.txt »."
        ) from error
    logging.getLogger("distributed.client").setLevel(
        logging.CRITICAL
    )  # what matters is said below, in French

    class Backend(DaskDistributedBackend):  # type: ignore[misc]  # joblib has no types
        def effective_n_jobs(self, n_jobs: int) -> int:
            # Where there is place for one only, joblib would call the function here.
            return max(2, int(super().effective_n_jobs(n_jobs)))

    try:
        # First: a client that finds nobody is long to give up, and says so again at the end.
        socket.create_connection(get_address_host_port(address), PATIENCE).close()
        client = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"le cluster {address} ne répond pas ({error}). Vérifiez l’adresse de « dask scheduler »."
        ) from error
    try:
        with client, parallel_config(Backend(client=client, wait_for_workers_timeout=PATIENCE), n_jobs=-1):
            yield
    except TimeoutError as error:
        raise ClusterError(
            f"le cluster {address} n’a aucun worker. Lancez-y « dask worker {address} »."
        ) from error
    except CancelledError as error:
        raise ClusterError(
            f"le cluster {address} est perdu : son ordonnanceur ne répond plus. Relancez « dask scheduler »."
        ) from error
    except KilledWorker as error:
        raise ClusterError(
            f"le cluster {address} a perdu trop de workers pendant un même entraînement ({error}). "
            f"Vérifiez leur mémoire."
        ) from error


def answers(
    address: str, tasks: list[Task], profile: Profile, jobs: int | None
) -> Iterator[tuple[Task, dict[str, str]]]:
    """Do trainings on a cluster, the longest first; yield the answer to each as soon as it is there.

    Parameters
    ----------
    jobs : int or None
        Trainings at the same time, None for as many as the cluster can do.
    """
    from joblib import Parallel, delayed

    train = sendable()

    def numbered(number: int, order: Mapping[str, Any]) -> tuple[int, dict[str, str]]:
        return number, train(order)

    ordered = longest_first(tasks)
    calls = [delayed(numbered)(i, order_of(task, profile.name)) for i, task in enumerate(ordered)]
    with connected(address):
        # All at once, so that Dask gives a worker that joins its part.
        parallel = Parallel(batch_size=1, pre_dispatch=jobs or "all", return_as="generator_unordered")
        for number, answer in parallel(calls):
            yield ordered[number], answer


def keep(task: Task, text: str, profile: Profile, weights: str = "") -> None:
    """Write what a worker sent, if it is the result of the training it was asked for.

    Parameters
    ----------
    text : str
        The result, as JSON.
    weights : str
        Those of the model in base 64, where there are some.

    Raises
    ------
    LabError
        If it is not, if it cannot be written or if its plots cannot be drawn.
    """
    folder = results_folder(profile)
    with TemporaryDirectory() as name:
        received = Path(name) / folder.name
        if task.seed is None:
            path = result_path(received, task.experiment)
        else:
            path = replicate_path(received, task.experiment, task.seed)
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        kept = read_result(path) if task.seed is None else read_replicate(path)
    wrong = differences(task.components, kept.provenance.components)
    if wrong or kept.profile != profile.name:
        raise ResultError(
            f"le résultat reçu n’est pas celui demandé ; diffèrent : {', '.join(wrong) or 'le profil'}."
        )
    if isinstance(kept, Result):
        write_result(folder, kept)
        if weights:
            receive_weights(folder, kept, base64.b64decode(weights))
        # Only now: libraries of plots have no part in a training.
        from experiments.engine.figure_session import draw_result

        draw_result(kept, folder, lambda steps: None)
    else:
        write_replicate(folder, kept)
