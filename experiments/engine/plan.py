"""Decide what must be trained; what is fresh only follows its texts."""

from pathlib import Path

from experiments.engine.catalogue import Experiment
from experiments.engine.freshness import DATA
from experiments.engine.judgement import Judgement, State, judge
from experiments.engine.progress import Task
from experiments.results.files import write_result
from experiments.results.replication import SEED
from experiments.results.schema import Result
from experiments.results.states import remember_states
from experiments.training.profiles import Profile


def stale(judgements: list[Judgement], force: bool) -> list[Judgement]:
    """Return what must be trained; an unreadable result is only replaced by force, a refused one never.

    Someone may want to know what happened to that file before it is gone, and no page can be
    built from it in the meantime.
    """
    accepted = [j for j in judgements if j.state is not State.REFUSED]
    return [j for j in accepted if force or j.state in (State.STALE, State.MISSING)]


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
            renewed = with_texts(judgement.result, judgement.experiment)
            if renewed != judgement.result:
                write_result(folder, renewed)
                updated.append(renewed.id)
    return updated


def with_texts(result: Result, experiment: Experiment) -> Result:
    """Return a result with the wordings of its experiment as they are now, of which no number depends."""
    names = ("intention", "code", "family", "position", "names")
    return result.model_copy(update={name: getattr(experiment, name) for name in names})


def judge_all(experiments: list[Experiment], folder: Path, profile: Profile) -> list[Judgement]:
    """Judge the result of each experiment."""
    return [judge(experiment, folder, profile.name) for experiment in experiments]


def remember(judgements: list[Judgement]) -> None:
    """Let pages say of each result what was found of it."""
    remember_states({j.result.provenance.key: j.state.value for j in judgements if j.result})


def task_of(judgement: Judgement, profile: Profile, seed: int | None = None) -> Task:
    """Return the training of an experiment, or of its replicate with a seed, as its progress is measured."""
    settings, key, result = judgement.experiment.settings, judgement.key, judgement.result
    own = {} if seed is None else {SEED: str(seed)}
    had = key.has_data and result and result.provenance.components.get(DATA) == key.components[DATA]
    return Task(
        experiment=judgement.experiment.id,
        epochs=min(settings.epochs, profile.epochs or settings.epochs),
        expected_seconds=result.provenance.seconds if result else None,
        seed=seed,
        backend=settings.backend,
        components={**key.components, **own},
        untried=None if had else settings.data,
    )
