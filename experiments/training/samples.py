"""A few real examples of the test split, on which a page checks the equations that it prints."""

from typing import Any

import numpy as np

from experiments.data.datasets import Split
from experiments.training.answers import outputs_and_losses
from experiments.training.objective import targets

SAMPLES = 8


def describe_samples(model: Any, test: Split) -> dict[str, Any]:
    """Return what a trained model gives for examples spread evenly over a split, and what Keras makes of it.

    Parameters
    ----------
    model : compiled keras.Model
    test : Split

    Returns
    -------
    dict
        What `experiments.results.training.Samples` holds.
    """
    indices = np.unique(np.linspace(0, len(test.labels) - 1, SAMPLES).astype(int))
    inputs, labels = test.inputs[indices], test.labels[indices]
    truth = targets(model, labels)
    outputs, losses = outputs_and_losses(model, inputs, truth, len(indices))
    total = model.evaluate(inputs, truth, batch_size=len(indices), verbose=0, return_dict=True)["loss"]
    return {
        "indices": indices.tolist(),
        "labels": labels.tolist(),
        "outputs": outputs.tolist(),
        "losses": losses.tolist(),
        "penalty": sum(float(value) for value in model.losses),
        "total": float(total),
    }
