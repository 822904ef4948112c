"""Whatever a model function raises becomes a French sentence that names its line."""

import sys
from collections.abc import Callable
from typing import Any

import keras
import pytest
from keras.layers import Conv2D, Dense, Input

from experiments.errors import DataError, ExperimentError
from experiments.training.building import build_model

pytestmark = pytest.mark.training


def failing(call: Callable[[], Any]) -> tuple[str, str]:
    """Return the message of a failure, and the place it must name."""
    with pytest.raises(ExperimentError) as caught:
        build_model(call)
    return str(caught.value), f"test_building.py, ligne {call.__code__.co_firstlineno} : "


CASES: dict[str, tuple[Callable[[], Any], str]] = {
    "lr": (
        lambda: keras.optimizers.Adam(lr=0.1),
        "(ValueError : « Argument(s) not recognized: {'lr': 0.1} »). Écrivez learning_rate= au lieu de lr=.",
    ),
    "decay": (
        lambda: keras.optimizers.SGD(decay=0.1),
        "(UserWarning : « Argument `decay` is no longer supported and will be ignored. »). Keras ignore "
        "decay= : donnez comme taux d’apprentissage une classe de keras.optimizers.schedules, par exemple "
        "InverseTimeDecay.",
    ),
    "unknown argument": (
        lambda: Dense(3, activations="relu"),
        "(ValueError : « Unrecognized keyword arguments passed to Dense: {'activations': 'relu'} »). "
        "Enlevez cet argument ou corrigez son nom : il n’existe pas dans Keras 3.",
    ),
    "unknown activation": (
        lambda: Dense(3, "relU"),
        "(ValueError : « Could not interpret activation function identifier: relU »). "
        "Vérifiez l’orthographe de ce nom.",
    ),
    "unknown layer": (
        lambda: keras.layers.Dens(3),
        "(AttributeError : « module 'keras.layers' has no attribute 'Dens' »). "
        "Vérifiez l’orthographe de ce nom.",
    ),
    "shape": (
        lambda: keras.Sequential([Input((6,)), Conv2D(3, 2, name="c")]),
        "(ValueError : « Input 0 with name 'None' of layer 'c' is incompatible with the layer: expected "
        "min_ndim=4, found ndim=2. Full shape received: (None, 6) »). Vérifiez la forme de ce que cette "
        "couche reçoit (Flatten() avant Dense, Reshape avant Conv2D).",
    ),
    "no message": (lambda: [].pop(1).x or next(iter([])), "(IndexError : « pop from empty list »). Corrigez"),
    "silent": (lambda: next(iter([])), "(StopIteration). Corrigez cette fonction."),
}


@pytest.mark.parametrize(("call", "said"), CASES.values(), ids=CASES.keys())
def test_a_fault_is_quoted_with_its_line(call: Callable[[], Any], said: str) -> None:
    message, place = failing(call)
    assert message.startswith(f"{place}la construction du modèle échoue {said}")


@pytest.mark.parametrize("leave", [sys.exit, lambda: sys.exit(0), lambda: sys.exit("fini")])
def test_leaving_python_is_refused(leave: Callable[[], Any]) -> None:
    def build() -> None:
        leave()

    message, _ = failing(build)
    assert message.endswith("la fonction a appelé exit() : enlevez cet appel.")
    assert message.startswith("test_building.py, ligne ")


def test_the_line_is_that_of_the_student_even_deep_in_keras() -> None:
    def helper() -> Any:
        return keras.Sequential([Input((4, 4, 1)), Conv2D(3, (5, 5))])

    def build() -> Any:
        return helper()

    message, _ = failing(build)
    assert message.startswith(
        f"test_building.py, ligne {helper.__code__.co_firstlineno + 1} : la construction"
    )
    assert message.endswith(
        'L’image est devenue plus petite que le noyau : ajoutez padding="same", ou ôtez une réduction.'
    )


def test_a_function_that_asks_for_arguments() -> None:
    with pytest.raises(ExperimentError) as caught:
        build_model(lambda units: units)  # type: ignore[arg-type,misc]
    assert str(caught.value).startswith("La construction du modèle échoue (TypeError : « ")


def test_what_is_already_said_in_french_passes() -> None:
    fault = DataError("absent")

    def build() -> None:
        raise fault

    with pytest.raises(DataError) as caught:
        build_model(build)
    assert caught.value is fault


def test_what_is_returned_is_returned() -> None:
    assert build_model(lambda: 3) == 3
