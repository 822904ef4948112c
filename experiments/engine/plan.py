"""Bring results up to date: train what is stale, keep what is fresh, lose nothing."""

from dataclasses import dataclass
from pathlib import Path

from experiments.engine.catalogue import Experiment
from experiments.engine.judgement import Judgement, State, judge
from experiments.engine.process import train_in_process
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


def update_texts(judgements: list[Judgement], folder: Path) -> list[str]:
    """Carry new wordings into fresh results: intention, comments in the code, rank in the file.

    Returns
    -------
    list of str
        Ids of the results rewritten.
    """
    updated = []
    for judgement in judgements:
        if judgement.state is State.FRESH and judgement.result is not None:
            experiment = judgement.experiment
            texts = {name: getattr(experiment, name) for name in ("intention", "code", "position")}
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


def tasks_of(todo: list[Judgement]) -> list[Task]:
    """Return what the progress of a plan is measured against."""
    return [
        Task(
            identifier=j.experiment.id,
            epochs=j.experiment.settings.epochs,
            expected_seconds=j.result.provenance.seconds if j.result else None,
        )
        for j in todo
    ]


def train_all(todo: list[Judgement], profile: Profile, board: Board, jobs: int, outcome: Outcome) -> None:
    """Train the experiments of a plan, `jobs` at a time; each result is written as soon as it is there.

    `outcome` is filled as trainings end, so that it is known what an interruption left undone.
    """

    def train(identifier: str) -> None:
        failure = train_in_process(identifier, profile.name, board)
        if failure is None:
            outcome.trained.append(identifier)
        else:
            outcome.failed[identifier] = failure

    identifiers = [judgement.experiment.id for judgement in todo]
    if jobs == 1:
        for identifier in identifiers:
            train(identifier)
        return
    from joblib import Parallel, delayed

    # Threads suffice: each only waits for the process that trains.
    Parallel(n_jobs=jobs, prefer="threads")(delayed(train)(identifier) for identifier in identifiers)
