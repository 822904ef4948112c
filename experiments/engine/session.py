"""A session of trainings: announced, followed, and what is left of it said when it stops."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

import click
from rich.console import Console

from experiments.engine.backend import check_environment
from experiments.engine.cluster import ClusterError, answers, keep
from experiments.engine.data_trial import untrainable
from experiments.engine.interruption import interruptions
from experiments.engine.jobs import jobs_here, longest_first
from experiments.engine.process import Workers
from experiments.engine.progress import Board, Task, board_for, duration
from experiments.errors import LabError
from experiments.results.folder import check_writable
from experiments.results.replicate import REPLICATES
from experiments.terminal import FAILURE_EXIT
from experiments.training.profiles import Profile, results_folder

INTERRUPTED_EXIT = 130


@dataclass
class Outcome:
    """What became of the trainings of a session.

    Attributes
    ----------
    trained : list of Task
        Those whose result was written.
    failed : dict of Task
        Why each of the others failed.
    """

    trained: list[Task] = field(default_factory=list)
    failed: dict[Task, str] = field(default_factory=dict)

    def remaining(self, tasks: list[Task]) -> list[Task]:
        """Return the tasks of a plan that were not reached."""
        return [task for task in tasks if task not in self.trained and task not in self.failed]

    def reasons(self) -> dict[str, list[Task]]:
        """Return the failures, each with the tasks that it stopped."""
        found: dict[str, list[Task]] = {}
        for task, failure in self.failed.items():
            found.setdefault(failure, []).append(task)
        return found


def hold_session(
    tasks: list[Task],
    profile: Profile,
    jobs: int | None,
    written: Callable[[Task], None],
    cluster: str | None = None,
) -> int:
    """Do every training and say what became of it; return the exit code that tells it.

    Parameters
    ----------
    jobs : int or None
        Trainings at the same time, None for as many as suit this machine, or the cluster.
    written : callable
        Told of each training as soon as its result is there.
    cluster : str, optional
        Address of the scheduler of the Dask cluster to train on; here by default.

    Raises
    ------
    TrainingEnvironmentError
        If the libraries that train are not those of the lock.
    ResultError
        If no result could be written.
    """
    if not tasks:
        return 0
    check_environment()
    folder = results_folder(profile)
    for place in {folder if task.seed is None else folder / REPLICATES for task in tasks}:
        check_writable(place)
    known = [task.expected_seconds for task in tasks if task.expected_seconds is not None]
    guess = f", environ {duration(sum(known))} la dernière fois" if len(known) == len(tasks) else ""
    click.echo(f"À entraîner : {listed(tasks)}{guess}.")
    outcome, code = Outcome(), 0
    try:
        with interruptions():
            if cluster is None:
                with board_for(tasks, Console()) as board:
                    outcome.failed |= untrainable(tasks, board)
            ready = outcome.remaining(tasks)
            with board_for(ready, Console()) as board:
                if cluster is None:
                    train_all(ready, profile, board, jobs or jobs_here(), outcome, written)
                else:
                    train_elsewhere(ready, profile, board, jobs, outcome, written, cluster)
    except ClusterError as error:
        click.echo(f"Erreur : {error}", err=True)
        code = FAILURE_EXIT
    except KeyboardInterrupt:
        click.echo("Interrompu.", err=True)
        code = INTERRUPTED_EXIT
    for failure, stopped in outcome.reasons().items():
        click.echo(f"Échec de {listed(stopped)} : {failure}", err=True)
        code = code or FAILURE_EXIT
    if code:
        click.echo(f"Terminé et enregistré : {listed(outcome.trained) or 'rien'}.", err=True)
        remaining = listed([*outcome.failed, *outcome.remaining(tasks)])
        click.echo(f"Reste à faire : {remaining}. Relancez la même commande pour continuer.", err=True)
    return code


def train_all(
    tasks: list[Task],
    profile: Profile,
    board: Board,
    jobs: int,
    outcome: Outcome,
    written: Callable[[Task], None],
) -> None:
    """Do the trainings of a plan, the longest first, `jobs` at a time; each result is written at once.

    `outcome` is filled as trainings end, so that it is known what an interruption left undone.
    """
    # Only now: it is of no use when there is nothing to train.
    from joblib import Parallel, delayed

    ends: list[Event] = []

    def train(task: Task) -> None:
        ends.append(end := Event())
        try:
            failure = workers.train(task)
            if failure is None:
                outcome.trained.append(task)
                written(task)
            elif not workers.stopped:
                outcome.failed[task] = failure
        finally:
            end.set()

    with Workers(profile.name, board) as workers:
        try:
            # Threads suffice: each only waits for the process that trains.
            Parallel(n_jobs=jobs, backend="threading", batch_size=1)(
                delayed(train)(task) for task in longest_first(tasks)
            )
        except BaseException:
            workers.stop()
            for end in ends:
                end.wait()
            raise


def train_elsewhere(
    tasks: list[Task],
    profile: Profile,
    board: Board,
    jobs: int | None,
    outcome: Outcome,
    written: Callable[[Task], None],
    cluster: str,
) -> None:
    """Do the trainings of a plan on a cluster; see `train_all`.

    Raises
    ------
    ClusterError
        If the cluster does not do them.
    """
    for task, answer in answers(cluster, tasks, profile, jobs):
        failure = answer.get("failure")
        if failure is None:
            try:
                keep(task, answer["result"], profile, answer.get("weights", ""))
            except LabError as error:
                failure = str(error)
        if failure is None:
            outcome.trained.append(task)
            written(task)
        else:
            outcome.failed[task] = failure
        board.finish(task.identifier, failure)


def listed(tasks: list[Task]) -> str:
    """Name trainings in French, the replicates of an experiment together."""
    seeds: dict[str, list[str]] = {}
    for task in tasks:
        seeds.setdefault(task.experiment, []).extend([] if task.seed is None else [str(task.seed)])
    return ", ".join(
        f"{name} (graine{'s' if len(found) > 1 else ''} {', '.join(found)})" if found else name
        for name, found in seeds.items()
    )
