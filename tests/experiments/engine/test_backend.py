"""Training is refused with other libraries than those that the results declare."""

import os
import sys
from types import SimpleNamespace

import pytest

from experiments.engine import backend as module
from experiments.engine.backend import (
    TrainingEnvironmentError,
    backend,
    check_backend,
    check_environment,
    isolate,
)
from experiments.errors import LabError


@pytest.mark.parametrize(
    ("value", "expected"), [(None, "tensorflow"), ("", "tensorflow"), ("jax", "jax"), ("torch", "torch")]
)
def test_the_backend_is_the_one_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, value: str | None, expected: str
) -> None:
    monkeypatch.delenv("KERAS_BACKEND", raising=False)
    if value is not None:
        monkeypatch.setenv("KERAS_BACKEND", value)
    assert backend() == expected


def test_a_backend_that_cannot_train_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERAS_BACKEND", "numpy")
    with pytest.raises(LabError) as caught:
        backend()
    assert str(caught.value) == (
        "KERAS_BACKEND vaut numpy : Keras n’entraîne qu’avec tensorflow, jax, torch. "
        "Choisissez l’un d’eux ou retirez cette variable."
    )


def test_personal_settings_of_keras_are_put_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERAS_BACKEND", "")
    monkeypatch.setenv("KERAS_HOME", "/elsewhere")
    monkeypatch.setenv("KERAS_MAX_EPOCHS", "1")
    monkeypatch.setenv("KERAS_MAX_STEPS_PER_EPOCH", "1")
    for variable in module.PERSONAL:
        monkeypatch.setenv(variable, "1")
    isolate()
    assert not os.environ.keys() & set(module.PERSONAL)
    kept = {name: value for name, value in os.environ.items() if name.startswith("KERAS_")}
    assert kept == {"KERAS_BACKEND": "tensorflow", "KERAS_HOME": str(module.BUILD / "keras")}


def test_an_experiment_chooses_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    isolate("jax")
    assert os.environ["KERAS_BACKEND"] == "jax"


def test_variables_of_another_process_may_be_put_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERAS_MAX_EPOCHS", "1")
    other = {"KERAS_MAX_EPOCHS": "2", "PATH": "/bin"}
    isolate("jax", other)
    assert (other["KERAS_BACKEND"], other["PATH"], "KERAS_MAX_EPOCHS" in other) == ("jax", "/bin", False)
    assert os.environ["KERAS_MAX_EPOCHS"] == "1"


def test_keras_imported_with_another_backend_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = SimpleNamespace(backend=SimpleNamespace(backend=lambda: "tensorflow"))
    monkeypatch.setitem(sys.modules, "keras", imported)
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    check_backend()
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    with pytest.raises(LabError) as caught:
        check_backend()
    assert str(caught.value) == (
        "Le backend a changé pendant le lancement (tensorflow attendu, jax demandé). Relancez la commande."
    )
    monkeypatch.delitem(sys.modules, "keras")
    check_backend()


def test_the_libraries_of_the_lock_are_accepted() -> None:
    check_environment()


def test_other_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KERAS_BACKEND", raising=False)
    monkeypatch.setattr(
        module, "locked_versions", lambda: {"keras": "3.1", "numpy": "2.1", "tensorflow": "2.2"}
    )
    monkeypatch.setattr(module, "installed_version", {"keras": "3.0", "numpy": "2.1"}.get)
    with pytest.raises(TrainingEnvironmentError) as caught:
        check_environment()
    assert str(caught.value) == (
        "L’environnement d’entraînement n’est pas celui du verrou : keras 3.1 attendu, 3.0 installé ; "
        "tensorflow 2.2 attendu, rien installé. Installez-le avec « make environnement »."
    )
    assert caught.value.exit_code == 3


def test_tensorflow_is_not_needed_under_another_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    monkeypatch.setattr(module, "locked_versions", lambda: {"tensorflow": "2.2"})
    monkeypatch.setattr(module, "installed_version", lambda distribution: None)
    check_environment()
