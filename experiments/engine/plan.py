"""Bring results up to date: train what is stale, keep what is fresh, lose nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from experiments.engine.catalogue import Experiment
from experiments.engine.judgement import Judgement, State, judge
from experiments.engine.process import Workers
from experiments.engine.progress import Board, Task
from experiments.project import BUILD
from experiments.results.files import write_result
from experiments.training.profiles import Profile


@dataclass
class Outcome:
    """What became of the trainings of a run.

    Attributes
    ----------
    trained : list of str
        Ids of the experiments whose result was written.
    failed : dict of str
        Why each of the others failed, by id.
    """

    trained: list[str]
    failed: dict[str, str]

    def remaining(self, todo: list[Judgement]) -> list[str]:
        """Return the ids of a plan that were not reached."""
        return [j.experiment.id for j in todo if j.experiment.id not in {*self.trained, *self.failed}]


def stale(judgements: list[Judgement], force: bool) -> list[Judgement]:
    """Return what must be trained; an unreadable result is only replaced by force.

    Someone may want to know what happened to that file before it is gone, and no page can be
    built from it in the meantime.
    """
    return [j for j in judgements if force or j.state in (State.STALE, State.MISSING)]


def waits_for_data(judgement: Judgement, asked: bool) -> bool:
    """Tell whether a result stands because its data are not there.

    Data that must be fetched are only fetched when the user asked for this training, or when
    there is no result to stand.
    """
    return not judgement.key.has_data and judgement.result is not None and not asked


def update_texts(judgements: list[Judgement], folder: Path) -> list[str]:
    """Carry new wordings into fresh results: intention, comments in the code, file and rank in it.

    Returns
    -------
    list of str
        Ids of the results rewritten.
    """
    updated = []
    for judgement in judgements:
        if judgement.state is State.FRESH and judgement.result is not None:
            experiment = judgement.experiment
            names = ("intention", "code", "family", "position")
            texts = {name: getattr(experiment, name) for name in names}
            renewed = judgement.result.model_copy(update=texts)
            if renewed != judgement.result:
                write_result(folder, renewed)
                updated.append(experiment.id)
    return updated


def retire_orphans(experiments: list[Experiment], folder: Path) -> list[Path]:
    """Move away the results of experiments that no longer exist: no page may show them."""
    known = {experiment.id for experiment in experiments}
    retired = []
    for path in sorted(folder.glob("*.json")):
        if path.stem not in known:
            destination = BUILD / "retired" / path.name
            destination.parent.mkdir(parents=True, exist_ok=True)
            retired.append(path.rename(destination))
    return retired


def judge_all(experiments: list[Experiment], folder: Path, profile: Profile) -> list[Judgement]:
    """Judge the result of each experiment."""
    return [judge(experiment, folder, profile.name) for experiment in experiments]


def tasks_of(todo: list[Judgement], profile: Profile) -> list[Task]:
    """Return what the progress of a plan is measured against."""
    return [
        Task(
            identifier=j.experiment.id,
            epochs=min(j.experiment.settings.epochs, profile.epochs or j.experiment.settings.epochs),
            expected_seconds=j.result.provenance.seconds if j.result else None,
        )
        for j in todo
    ]


def train_all(todo: list[Judgement], profile: Profile, board: Board, jobs: int, outcome: Outcome) -> None:
    """Train the experiments of a plan, `jobs` at a time; each result is written as soon as it is there.

    `outcome` is filled as trainings end, so that it is known what an interruption left undone.
    """
    workers = Workers(profile.name, board)

    def train(identifier: str) -> None:
        failure = workers.train(identifier)
        if failure is None:
            outcome.trained.append(identifier)
        elif not workers.stopped:
            outcome.failed[identifier] = failure

    # Threads suffice: each only waits for the process that trains.
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        trainings = [pool.submit(train, judgement.experiment.id) for judgement in todo]
        try:
            for training in trainings:
                training.result()
        except BaseException:
            workers.stop()
            pool.shutdown(cancel_futures=True)
            raise
