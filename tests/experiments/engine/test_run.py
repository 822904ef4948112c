"""A training becomes a result under its key, or a sentence that says why not."""

import math
from typing import Any

import pytest

from experiments.data.datasets import Silence
from experiments.engine import run
from experiments.engine.catalogue import Experiment
from experiments.engine.freshness import DATA, Key
from experiments.engine.run import check_measures, fetch_data, run_experiment
from experiments.errors import ExperimentError, ResultError
from experiments.results.names import Names
from experiments.training.profiles import SMOKE
from experiments.training.settings import Settings
from tests.experiments.result_sample import NAMES, sample_record

MEASURES = {"loss": 0.5, "accuracy": 0.9, "val_loss": 0.6, "val_accuracy": 0.8}

CODE = 'def net_1():\n    "Voir."'


class Fetched:
    """Data that are there once they were loaded."""

    fingerprint_now = "5" * 64

    def __init__(self) -> None:
        self.loaded = 0

    def load(self, reporter: object) -> None:
        self.loaded += 1

    def fingerprint(self) -> str:
        return self.fingerprint_now


class Measured:
    """What a training gives."""

    def __init__(self) -> None:
        import numpy as np

        from experiments.training.evaluation import Evaluation

        record = sample_record()
        for name in (
            "data",
            "model",
            "training",
            "history",
            "inspection",
            "worked_step",
            "samples",
            "features",
        ):
            setattr(self, name, record[name])
        self.seconds = 1.5
        labels = np.array([0, 0, 1, 1])
        outputs = np.array([[0.9, 0.1], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4]], np.float32)
        losses = np.array([0.1, 0.2, 0.4, 1.3])
        split = Evaluation(labels, outputs, losses, 0.5, 0.1, 0.75, np.array([[2, 0], [1, 1]]))
        self.evaluation = dict.fromkeys(("train", "validation", "test"), split)


@pytest.fixture
def experiment(monkeypatch: pytest.MonkeyPatch) -> Experiment:
    monkeypatch.setattr(run, "train", lambda *arguments: Measured())
    monkeypatch.setattr(Experiment, "build", lambda self: None)
    settings = Settings(data=Fetched(), batch_size=2, epochs=2)  # type: ignore[arg-type]
    names = Names(**NAMES)
    return Experiment("net-1", "net", 3, names, "experiments.net", "net_1", "Voir.", CODE, settings)


def trained(experiment: Experiment, key: Key) -> Any:
    return run_experiment(experiment, key, SMOKE, Silence())  # type: ignore[arg-type]


def test_a_result_says_what_it_was_made_from(experiment: Experiment) -> None:
    key = Key({"bibliothèque keras": "3.15", "profil": "smoke", DATA: "7" * 64})
    result = trained(experiment, key)
    assert (result.id, result.family, result.position) == ("net-1", "net", 3)
    assert (result.intention, result.code, result.profile) == ("Voir.", CODE, "smoke")
    assert result.provenance.key == key.digest
    assert result.provenance.components == key.components
    assert result.provenance.libraries == {"keras": "3.15"}
    assert result.provenance.data.sha256 == "7" * 64
    test = result.evaluation["test"]
    assert (test.labels, test.predictions, test.probabilities) == ("0011", "0010", None)


def test_data_that_are_not_there_are_fetched_before_the_key_is_known(experiment: Experiment) -> None:
    data: Any = experiment.settings.data
    absent = Key({"profil": "smoke"}).with_data(None)
    key = fetch_data(experiment, absent, Silence())  # type: ignore[arg-type]
    assert data.loaded == 1
    assert key.digest == absent.with_data("5" * 64).digest
    assert trained(experiment, key).provenance.components[DATA] == "5" * 64


def test_data_that_are_there_keep_the_fingerprint_they_had_at_the_beginning(experiment: Experiment) -> None:
    data: Any = experiment.settings.data
    key = Key({}).with_data("7" * 64)
    assert fetch_data(experiment, key, Silence()) is key  # type: ignore[arg-type]
    assert data.loaded == 0


def test_what_makes_no_result_is_said(experiment: Experiment, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = Measured()
    measured.history["loss"][1] = math.nan  # type: ignore[attr-defined]
    monkeypatch.setattr(run, "train", lambda *arguments: measured)
    with pytest.raises(ResultError) as caught:
        trained(experiment, Key({}).with_data("7" * 64))
    assert str(caught.value) == "net-1 : /history/loss/1 : un nombre fini est attendu (nan)"


def test_good_measures_pass() -> None:
    check_measures(1, {**MEASURES, "precision": 0.3})


@pytest.mark.parametrize("value", [math.nan, math.inf])
@pytest.mark.parametrize("name", ["loss", "val_loss"])
def test_a_training_that_diverges(name: str, value: float) -> None:
    with pytest.raises(ExperimentError) as caught:
        check_measures(3, {**MEASURES, name: value})
    assert str(caught.value) == (
        "L’entraînement diverge : la perte n’est plus un nombre fini à l’époque 3. "
        "Réduisez le taux d’apprentissage ou vérifiez la fonction de perte."
    )
