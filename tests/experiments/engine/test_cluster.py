"""What comes back from a cluster is written only if it is what was asked for."""

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console

from experiments.engine import cluster, figure_session, session
from experiments.engine.cluster import ClusterError, keep
from experiments.engine.progress import PlainBoard, Task
from experiments.engine.session import Outcome, hold_session, train_elsewhere
from experiments.errors import LabError
from experiments.results.content import file_content
from experiments.results.files import read_replicate, read_result
from experiments.results.replicate import replicate_path
from experiments.results.replication import as_replicate
from experiments.results.schema import Result
from experiments.results.weights import WeightsError, weights_path, write_weights
from experiments.training.profiles import FULL, SMOKE
from tests.experiments.result_sample import sample_record

RESULT = Result.model_validate(sample_record())
COMPONENTS = RESULT.provenance.components
TEXT = file_content(RESULT).decode()
REPLICATE = file_content(as_replicate(RESULT)).decode()
TASK = Task(RESULT.id, 1, None, components=COMPONENTS)


@pytest.fixture(autouse=True)
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "results"
    for module in (cluster, session):
        monkeypatch.setattr(module, "results_folder", lambda profile: folder)
    monkeypatch.setattr(figure_session, "draw_result", lambda result, folder, advance: None)
    return folder


def test_a_result_is_written_as_it_was_sent(results: Path) -> None:
    keep(TASK, TEXT, FULL)
    path = results / f"{RESULT.id}.json"
    assert read_result(path) == RESULT
    assert path.read_text(encoding="utf-8") == TEXT


def test_its_weights_are_written_as_they_were_sent(results: Path, tmp_path: Path) -> None:
    variables = [np.full(variable.shape, 0.5) for variable in RESULT.model.layers[0].variables]
    write_weights(tmp_path / "worker", RESULT, variables, np.zeros((2, 3), np.float32))
    sent = weights_path(tmp_path / "worker", RESULT.id).read_bytes()
    keep(TASK, TEXT, FULL, base64.b64encode(sent).decode())
    assert weights_path(results, RESULT.id).read_bytes() == sent
    with pytest.raises(WeightsError, match="tronqué ou endommagé"):
        keep(TASK, TEXT, FULL, base64.b64encode(sent[:-1]).decode())
    assert weights_path(results, RESULT.id).read_bytes() == sent


def test_a_replicate_has_its_place(results: Path) -> None:
    replicate = as_replicate(RESULT)
    task = Task(RESULT.id, 1, None, seed=replicate.seed, components=COMPONENTS)
    keep(task, file_content(replicate).decode(), FULL)
    assert read_replicate(replicate_path(results, RESULT.id, replicate.seed)) == replicate


@pytest.mark.parametrize(
    ("task", "text"),
    [
        (TASK, ""),
        (TASK, "{}"),
        (TASK, "[" * 100_000),
        (TASK, TEXT.replace('"epochs"', '"epoch"', 1)),
        (TASK, json.dumps({**json.loads(TEXT), "intention": "Autre."})),
        (TASK, REPLICATE),
        (Task("other", 1, None, components=COMPONENTS), TEXT),
        (Task(RESULT.id, 1, None, seed=77, components=COMPONENTS), REPLICATE),
        (Task(RESULT.id, 1, None, components={**COMPONENTS, "modèle": "autre"}), TEXT),
    ],
    ids=["empty", "nothing", "deep", "schema", "edited", "kind", "name", "seed", "key"],
)
def test_nothing_else_is_written(results: Path, task: Task, text: str) -> None:
    with pytest.raises(LabError):
        keep(task, text, FULL)
    assert not results.exists()


def test_a_trial_is_no_result(results: Path) -> None:
    with pytest.raises(LabError) as caught:
        keep(TASK, TEXT, SMOKE)
    assert str(caught.value) == "le résultat reçu n’est pas celui demandé ; diffèrent : le profil."


def test_whatever_is_received_for_one_the_others_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad, failed = TASK, Task("bad", 1, None, components=COMPONENTS), Task("failed", 1, None)
    received = [(bad, {"result": TEXT}), (failed, {"failure": "hôte : raté"}), (good, {"result": TEXT})]
    monkeypatch.setattr(session, "answers", lambda *_: iter(received))
    outcome, told = Outcome(), []
    board = PlainBoard([good, bad, failed], Console(quiet=True))
    train_elsewhere([good, bad, failed], FULL, board, None, outcome, told.append, "tcp://here:1")
    assert outcome.trained == told == [good]
    assert outcome.failed.keys() == {bad, failed}
    assert outcome.failed[failed] == "hôte : raté"


def test_a_cluster_that_fails_is_told_with_what_remains(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def answers(*_: Any) -> Any:
        yield TASK, {"result": TEXT}
        raise ClusterError("le cluster est perdu.")

    monkeypatch.setattr(session, "answers", answers)
    other = Task("net-9", 1, None)
    assert hold_session([TASK, other], FULL, None, lambda task: None, "tcp://here:1") == 1
    assert capsys.readouterr().err.splitlines() == [
        "Erreur : le cluster est perdu.",
        f"Terminé et enregistré : {RESULT.id}.",
        "Reste à faire : net-9. Relancez la même commande pour continuer.",
    ]
