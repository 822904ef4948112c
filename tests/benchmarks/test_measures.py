"""What the measures become: a file, rows, and the table of the README, which holds nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.measures import keep_measure, machine, read_measures
from benchmarks.notebooks import comparable, read_executed
from benchmarks.table import replace_table, rows
from experiments.data.chest_xray import VARIABLE
from experiments.engine.catalogue import discover
from experiments.project import ROOT

MODEL = {"id": "a", "notebook_accuracy": 0.98, "engine_accuracy": 0.9815}
NOTEBOOKS: dict[str, Any] = {
    "engine_seconds": 600.0,
    "notebooks_seconds": 1200.0,
    "ratio": 0.5,
    "epochs_ratio": 0.62,
    "models": [MODEL, MODEL],
    "left_out": {"b": "pas de données"},
}


def test_the_readme_shows_the_measures_and_no_other() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert replace_table(text, read_measures()) == text


def test_keeps_the_other_parts(tmp_path: Path) -> None:
    path = tmp_path / "measures.json"
    keep_measure("hog", {"images": 1}, path)
    keep_measure("notebooks", {"ratio": 2.0}, path)
    keep_measure("notebooks", {"ratio": 0.5}, path)
    assert read_measures(path) == {
        "hog": {"images": 1, "machine": machine()},
        "notebooks": {"ratio": 0.5, "machine": machine()},
    }


def test_tells_a_ratio_and_what_it_compares() -> None:
    (row,) = rows({"notebooks": NOTEBOOKS})
    assert row.what == (
        "entraîner 2 modèles, toutes leurs époques, au lieu d’exécuter leurs notebooks l’un après l’autre"
    )
    assert row.value == "0,50 fois le temps"
    assert row.detail.replace("\u00a0", " ") == (
        "10 min contre 20 min ; les époques seules : 0,62 fois (médiane des modèles) ; exactitudes de test "
        "à 0,15 point près ; sans b"
    )


def test_tells_what_there_is_to_wait_for() -> None:
    latency = {"unchanged": 0.25, "verified": 1.9, "repetitions": 5, "site": 5.0, "builds": 3}
    latency |= {"edit": 20.04, "around": 6.66, "model": "mlp-hog-4", "edits": 3}
    sizes = [
        {"results": 10, "seconds": 3.0, "milliseconds_each": 300.0},
        {"results": 1000, "seconds": 100.0, "milliseconds_each": 100.0},
    ]
    told = [row.value for row in rows({"growth": {"sizes": sizes}, "latency": latency})]
    assert told == ["0,25 s", "6,7 s", "5,0 s", "100 à 300 ms par résultat"]
    *_, site = rows({"latency": {**latency, "changed": 2.94}})
    assert site.detail == "médiane de 3 ; quand un seul résultat a changé : 2,9 s"


def test_names_each_machine_once() -> None:
    measures = {part: {**NOTEBOOKS, "machine": machine()} for part in ("notebooks",)}
    table = replace_table((ROOT / "README.md").read_text(encoding="utf-8"), measures)
    assert table.count("Machine : ") == 1
    assert machine()["processor"] in table


def test_reads_the_time_of_fit_and_the_accuracy_of_a_notebook(tmp_path: Path) -> None:
    times = {
        "iopub.execute_input": "2026-01-01T10:59:59.500000Z",
        "shell.execute_reply": "2026-01-01T11:00:02.000000Z",
    }
    shown = {"output_type": "execute_result", "data": {"text/plain": ["0.9812999963760376"]}}
    cells = [
        {"metadata": {}, "outputs": []},
        {"metadata": {"execution": times}, "outputs": []},
        {"metadata": {}, "outputs": [{"output_type": "stream", "text": "…"}, shown]},
    ]
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": cells}))
    assert read_executed(path) == (2.5, 0.9812999963760376)


def test_leaves_out_the_models_whose_data_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    compared, left_out = comparable(discover())
    assert set(left_out) == {"cnn-pneumonia", "cnn-pneumonia-2"}
    assert set(left_out.values()) == {"LABO_CHEST_XRAY ne désigne pas le dossier des radiographies"}
    assert len(compared) == len(discover()) - 2
