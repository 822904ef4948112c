"""Settings that cannot be trained are refused at once."""

import pytest

from experiments.data.mnist import MnistVectors
from experiments.errors import ExperimentError
from experiments.training.settings import Settings, experiment


@pytest.mark.parametrize("name", ["batch_size", "epochs"])
@pytest.mark.parametrize("value", [0, -1, 2.0, "3", None])
def test_counts_are_whole_and_positive(name: str, value: object) -> None:
    settings = {"data": MnistVectors(), "batch_size": 32, "epochs": 3, name: value}
    with pytest.raises(ExperimentError) as caught:
        Settings(**settings)  # type: ignore[arg-type]
    assert str(caught.value) == f"{name} doit être un entier d’au moins 1, pas {value!r}."


@pytest.mark.parametrize("seed", [-1, 1.0, "3", None, True])
def test_the_seed_is_a_whole_number(seed: object) -> None:
    with pytest.raises(ExperimentError) as caught:
        Settings(data=MnistVectors(), batch_size=1, epochs=1, seed=seed)  # type: ignore[arg-type]
    assert str(caught.value) == f"seed doit être un entier d’au moins 0, pas {seed!r}."


@pytest.mark.parametrize("patience", [0, -1, 2.0, "3", False])
def test_patience_counts_epochs(patience: object) -> None:
    with pytest.raises(ExperimentError) as caught:
        Settings(data=MnistVectors(), batch_size=1, epochs=1, patience=patience)  # type: ignore[arg-type]
    assert str(caught.value) == f"patience doit être un entier d’au moins 1, ou None, pas {patience!r}."


@pytest.mark.parametrize("backend", ["", "numpy", "TensorFlow", 3])
def test_the_backend_is_one_that_trains(backend: object) -> None:
    with pytest.raises(ExperimentError) as caught:
        Settings(data=MnistVectors(), batch_size=1, epochs=1, backend=backend)  # type: ignore[arg-type]
    assert str(caught.value) == (
        f"backend doit être 'tensorflow' ou 'jax' ou 'torch', ou None, pas {backend!r}."
    )


def test_the_mark_leaves_the_function_as_it_is() -> None:
    def build() -> int:
        return 3

    assert experiment(data=MnistVectors(), batch_size=1, epochs=1)(build) is build
