"""Other training histories, that end where the kept weights were evaluated."""

from collections.abc import Callable

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from tests.perturbation.records import Record, Records, set_component
from tests.perturbation.training import patience_of

Floats = NDArray[np.float64]


def _falling(epochs: Floats, rng: Generator) -> Floats:
    return 0.2 + 2.0 ** -(epochs * rng.uniform(0.1, 2))


def _linear(epochs: Floats, rng: Generator) -> Floats:
    return 2 - epochs / len(epochs)


def _turned(epochs: Floats, rng: Generator) -> Floats:
    bottom = rng.integers(0, len(epochs))
    return 0.3 + 0.1 * np.abs(epochs - bottom)


def _flat(epochs: Floats, rng: Generator) -> Floats:
    return np.full(len(epochs), 0.5)


def _rising(epochs: Floats, rng: Generator) -> Floats:
    return 0.1 * (1 + epochs) ** 2


def _noisy(epochs: Floats, rng: Generator) -> Floats:
    return 0.3 + rng.uniform(0, 0.5, len(epochs))


def _jump(epochs: Floats, rng: Generator) -> Floats:
    return 0.3 + 1e4 * (epochs == rng.integers(0, len(epochs)))


def _tiny(epochs: Floats, rng: Generator) -> Floats:
    return 1e-9 * (1 + rng.random(len(epochs)))


SHAPES: dict[str, Callable[[Floats, Generator], Floats]] = {
    "descend": _falling,
    "descend en ligne droite": _linear,
    "descend puis remonte": _turned,
    "ne bouge pas": _flat,
    "monte": _rising,
    "tremble": _noisy,
    "saute": _jump,
    "est presque nulle": _tiny,
}


def bend(records: Records, rng: Generator) -> str:
    """Give the trainings of a model other curves, over as many epochs or over another number of them."""
    model = str(rng.choice(list(records.results)))
    shapes = [str(rng.choice(list(SHAPES))) for _ in range(2)]
    epochs = int(rng.choice([1, 2, 3, 4, 10, 11, 40])) if rng.random() < 0.6 else None
    for training in records.trainings(model):
        count = epochs or len(training["history"]["loss"])
        draw_curves(training, count, shapes, rng)
        if epochs is not None and patience_of(training) is None:
            plan_epochs(training, epochs)
        elif epochs is not None:
            plan_epochs(training, max(epochs, _planned(training)))
    return (
        f"courbes de {model} : celle d’entraînement {shapes[0]}, l’autre {shapes[1]} ({epochs or 'autant'})"
    )


def stop_early(records: Records, rng: Generator) -> str:
    """Let a model stop once its validation loss has no longer gone down, or reach its last epoch.

    Each training may do so at an epoch of its own.
    """
    model = str(rng.choice(list(records.results)))
    trainings, patience = records.trainings(model), int(rng.choice([1, 2, 5]))
    ran_out, alike = rng.random() < 0.3, rng.random() < 0.5
    bests = (
        [int(rng.integers(0, 12))] * len(trainings) if alike else rng.integers(0, 12, len(trainings)).tolist()
    )
    planned = (
        max(bests) + 1 + (int(rng.integers(0, patience)) if ran_out else patience + int(rng.integers(20)))
    )
    for training, best in zip(trainings, bests, strict=True):
        done = min(best + 1 + patience, planned)
        set_component(training, "réglage patience", str(patience))
        if "training" in training:
            training["training"]["patience"] = patience
        epochs = np.arange(done, dtype=np.float64)
        curve = 0.3 + 0.05 * np.abs(epochs - best) / done
        _keep(training, curve, curve * 0.9**epochs, best)
        plan_epochs(training, planned)
    return (
        f"{model} garde l’époque {', '.join(str(best + 1) for best in bests)} "
        f"(patience : {patience}{', limite atteinte' if ran_out else ''})"
    )


def draw_curves(training: Record, count: int, shapes: list[str], rng: Generator) -> None:
    epochs = np.arange(count, dtype=np.float64)
    loss, validation = (SHAPES[shape](epochs, rng) for shape in shapes)
    kept = int(np.argmin(validation)) if patience_of(training) is not None else count - 1
    _keep(training, validation, loss, kept)


def _keep(training: Record, validation: Floats, loss: Floats, kept: int) -> None:
    """Write curves, of which the epoch kept has the scores of the evaluation."""
    evaluated, history = training["evaluation"]["validation"], training["history"]
    validation = validation * (evaluated["loss"] / validation[kept] if validation[kept] else 1)
    accuracy = np.clip(evaluated["accuracy"] + (validation[kept] - validation) / 10, 0, 1)
    rate = history["learning_rate"][0]
    history["loss"], history["val_loss"] = loss.tolist(), validation.tolist()
    history["accuracy"] = np.clip(1 - loss / 10, 0, 1).tolist()
    history["val_accuracy"] = accuracy.tolist()
    history["learning_rate"] = [rate] * len(loss)
    history["val_loss"][kept], history["val_accuracy"][kept] = evaluated["loss"], evaluated["accuracy"]


def _planned(training: Record) -> int:
    return int(training["provenance"]["components"]["réglage epochs"])


def plan_epochs(training: Record, epochs: int) -> None:
    """Say that so many epochs were asked for."""
    set_component(training, "réglage epochs", str(epochs))
    if "training" in training:
        training["training"]["epochs"] = epochs
