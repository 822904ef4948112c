"""When a training stopped, and which weights were kept."""

from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, count
from generator.facts.reading import read


@dataclass(frozen=True)
class Stopping:
    """An early stop.

    Attributes
    ----------
    patience : Quantity
        Epochs without a better validation loss that stop the training.
    done : Quantity
        Epochs that were done.
    best : Quantity
        Epoch whose weights are kept.
    early : bool
        Whether patience ran out before the last epoch allowed.
    """

    patience: Quantity
    done: Quantity
    best: Quantity
    early: bool


def stopping(result: Result) -> Stopping | None:
    """Return when a training stopped; None when it was to run for a fixed number of epochs."""
    if result.training.patience is None:
        return None
    losses = read(result, "/history/val_loss")
    best = losses.value.index(min(losses.value)) + 1
    return Stopping(
        patience=count(read(result, "/training/patience")),
        done=computed_count(len(losses.value), (losses.source,), "nombre d’époques de l’historique"),
        best=computed_count(best, (losses.source,), "époque de la plus petite perte de validation"),
        early=len(losses.value) < result.training.epochs,
    )
