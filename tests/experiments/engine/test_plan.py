"""What must be trained and what is kept; texts follow without training."""

from pathlib import Path

from experiments.engine.catalogue import Experiment
from experiments.engine.freshness import Key
from experiments.engine.judgement import Judgement, State
from experiments.engine.plan import stale, task_of, update_texts, waits_for_data
from experiments.engine.progress import Task
from experiments.results.files import read_result, write_result
from experiments.results.names import Names
from experiments.results.schema import Result
from experiments.training.profiles import FULL, SMOKE
from experiments.training.settings import Settings
from tests.experiments.result_sample import NAMES, sample_record

SETTINGS = Settings(data=None, batch_size=1, epochs=10)  # type: ignore[arg-type]
CODE = 'def net():\n    "Voir."'
ALL_STATES = list(State)


def judged(identifier: str, state: State, *, data: str | None = "1" * 64) -> Judgement:
    experiment = Experiment(
        identifier, "net", 1, Names(**NAMES), "experiments.net", "net", "Voir.", CODE, SETTINGS
    )
    has_result = state in (State.FRESH, State.STALE)
    result = Result.model_validate(sample_record() | {"id": identifier}) if has_result else None
    return Judgement(experiment, Key({}).with_data(data), state, result, ())


def names(judgements: list[Judgement]) -> list[str]:
    return [judgement.experiment.id for judgement in judgements]


def test_what_is_stale_or_missing_is_trained_and_all_by_force() -> None:
    judgements = [judged(state.name.lower(), state) for state in ALL_STATES]
    assert names(stale(judgements, force=False)) == ["stale", "missing"]
    assert names(stale(judgements, force=True)) == ["fresh", "stale", "missing", "unreadable", "edited"]


def test_a_result_stands_while_its_data_are_absent_unless_one_asks() -> None:
    absent = judged("net-1", State.STALE, data=None)
    assert waits_for_data(absent, asked=False)
    assert not waits_for_data(absent, asked=True)
    assert not waits_for_data(judged("net-1", State.STALE), asked=False)
    assert not waits_for_data(judged("net-1", State.MISSING, data=None), asked=False)


def test_the_work_to_come_is_the_one_of_the_profile() -> None:
    trained, new = judged("net-1", State.STALE), judged("net-2", State.MISSING)
    assert task_of(trained, FULL) == Task("net-1", 10, 1.5)
    assert task_of(trained, SMOKE) == Task("net-1", 2, 1.5)
    assert task_of(new, FULL) == Task("net-2", 10, None)


def test_a_replicate_is_the_same_work_with_another_seed() -> None:
    assert task_of(judged("net-1", State.FRESH), SMOKE, seed=3) == Task("net-1", 2, 1.5, seed=3)


def test_texts_follow_their_source_without_training(tmp_path: Path) -> None:
    fresh, old = judged("net-1", State.FRESH), judged("net-2", State.STALE)
    for judgement in (fresh, old):
        assert judgement.result is not None
        write_result(tmp_path, judgement.result)
    before = read_result(tmp_path / "net-2.json")
    assert update_texts([fresh, old], tmp_path) == ["net-1"]
    updated = read_result(tmp_path / "net-1.json")
    assert (updated.intention, updated.code, updated.family) == ("Voir.", CODE, "net")
    assert updated.history == before.history
    assert updated.provenance == before.provenance
    assert read_result(tmp_path / "net-2.json") == before


def test_texts_that_did_not_change_are_not_written_again(tmp_path: Path) -> None:
    fresh = judged("net-1", State.FRESH)
    assert fresh.result is not None
    texts = {"intention": "Voir.", "code": CODE, "family": "net", "position": 1}
    same = Judgement(fresh.experiment, fresh.key, State.FRESH, fresh.result.model_copy(update=texts), ())
    assert update_texts([same], tmp_path) == []
    assert list(tmp_path.iterdir()) == []
