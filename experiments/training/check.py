"""Refuse before training, all at once and in French, what cannot be trained or described."""

import warnings
from collections.abc import Iterator
from typing import Any

from experiments.data.datasets import Splits
from experiments.errors import ExperimentError
from experiments.training.layout_check import kind_fault, layout_faults
from experiments.training.objective_check import objective_faults
from experiments.training.optimizer_check import optimizer_faults

# Real examples given to the model before it is trained.
EXAMPLES = 32


def check_model(model: Any, splits: Splits, classes: int) -> None:
    """Refuse what a model function returned when it cannot be trained, or described rightly.

    Raises
    ------
    ExperimentError
        Its message is one sentence per fault, with its remedy; numbered lines when there are several.
    """
    faults = list(_faults(model, splits, classes))
    if len(faults) > 1:
        faults = [f"{number}. {fault}" for number, fault in enumerate(faults, start=1)]
    if faults:
        raise ExperimentError("\n".join(faults))


def _faults(model: Any, splits: Splits, classes: int) -> Iterator[str]:
    fault = kind_fault(model)
    if fault:
        yield fault
        return
    layout = list(layout_faults(model, tuple(splits.train.inputs.shape[1:]), classes))
    yield from layout
    if not model.compiled:
        yield (
            "Le modèle n’est pas compilé : appelez model.compile(optimizer=…, loss=…, "
            'metrics=["accuracy"]) avant return model.'
        )
        return
    yield from optimizer_faults(model)
    if getattr(model, "outputs", None):
        with warnings.catch_warnings():
            # The training says it again.
            warnings.simplefilter("ignore")
            faults = objective_faults(model, None if layout else splits.train.head(EXAMPLES), classes)
        yield from faults
