"""How a model function declares the settings of its training."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from experiments.data.datasets import Dataset
from experiments.errors import ExperimentError

Build = TypeVar("Build", bound=Callable[[], Any])

BACKENDS = ("tensorflow", "jax", "torch")
FLOAT32, MIXED_BFLOAT16 = PRECISIONS = ("float32", "mixed_bfloat16")
# Arguments of ``model.fit`` that are no setting, and how to ask for the same.
ELSEWHERE = {
    "callbacks": (
        "donnez à l’optimiseur une classe de keras.optimizers.schedules si son taux change, "
        "et écrivez patience= pour arrêter plus tôt"
    ),
    "class_weight": "écrivez balanced=True",
}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything about a training that is not the model itself.

    Attributes
    ----------
    data : Dataset
        Where inputs and labels come from.
    batch_size : int
        Images per update of the weights.
    epochs : int
        Passes over the training split; the most there can be when `patience` is set.
    seed : int
        Seeds Python, NumPy and the backend: initial weights, shuffling, dropout.
    balanced : bool
        Weigh each class by n / (number of classes × n of the class).
    precision : str
        ``"float32"``, or ``"mixed_bfloat16"``: the updates are computed with less digits where the processor
        does it faster, everything that is measured afterwards is in single precision.
    patience : int or None
        Stop after so many epochs without a better validation loss, and keep the best weights.
    backend : str or None
        What Keras computes with: ``"jax"`` makes faster updates of dense layers, ``"tensorflow"`` of
        convolutions. By default the one that ``KERAS_BACKEND`` names, TensorFlow when it names none.
    """

    data: Dataset
    batch_size: int
    epochs: int
    seed: int = 1
    balanced: bool = False
    patience: int | None = None
    precision: str = FLOAT32
    backend: str | None = None

    def __post_init__(self) -> None:
        for name, least in (("batch_size", 1), ("epochs", 1), ("seed", 0)):
            value = getattr(self, name)
            if type(value) is not int or value < least:
                raise ExperimentError(f"{name} doit être un entier d’au moins {least}, pas {value!r}.")
        if self.patience is not None and (type(self.patience) is not int or self.patience < 1):
            raise ExperimentError(
                f"patience doit être un entier d’au moins 1, ou None, pas {self.patience!r}."
            )
        if self.precision not in PRECISIONS:
            raise ExperimentError(
                f"precision doit être {' ou '.join(map(repr, PRECISIONS))}, pas {self.precision!r}."
            )
        if self.backend is not None and self.backend not in BACKENDS:
            raise ExperimentError(
                f"backend doit être {' ou '.join(map(repr, BACKENDS))}, ou None, pas {self.backend!r}."
            )


def experiment(**settings: object) -> Callable[[Build], Build]:
    """Mark a function that builds and compiles a Keras model as an experiment.

    The settings are those of `Settings`. They are read from the source by the catalogue, so
    that listing experiments and judging their freshness never imports Keras.
    """

    def mark(build: Build) -> Build:
        return build

    return mark
