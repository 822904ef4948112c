"""Optimisers the report can explain, by the name of their Keras class."""

from experiments.errors import ExperimentError
from generator.formulas.optimizers.adagrad import ADAGRAD
from generator.formulas.optimizers.adam import ADAM, ADAMW
from generator.formulas.optimizers.nadam import NADAM
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.rmsprop import RMSPROP
from generator.formulas.optimizers.sgd import SGD

OPTIMIZERS = {optimizer.name: optimizer for optimizer in (SGD, RMSPROP, ADAGRAD, ADAM, ADAMW, NADAM)}


def optimizer_named(name: str) -> Optimizer:
    """Return an optimiser by the name of its Keras class, upper or lower case.

    Raises
    ------
    ExperimentError
        If its equations are not written.
    """
    for known, optimizer in OPTIMIZERS.items():
        if known.lower() == name.lower():
            return optimizer
    raise ExperimentError(
        f"Le rapport ne connaît pas les équations de l’optimiseur «\u202f{name}\u202f». Optimiseurs "
        f"connus\u202f: {', '.join(sorted(OPTIMIZERS))}. Décrivez-le dans un nouveau fichier de "
        "generator/formulas/optimizers/ et ajoutez-le à OPTIMIZERS dans catalogue.py."
    )
