"""What regularisers add to the loss."""

from typing import Any

from experiments.training.topology import Graph


def describe_penalties(model: Any) -> list[dict[str, Any]]:
    """Return what the regulariser of each variable adds to the loss, with the weights as they are.

    Only variables that training changes are penalised, as in ``model.losses``.

    Parameters
    ----------
    model : keras.Model

    Returns
    -------
    list of dict
        What `experiments.results.training.Penalty` holds.
    """
    return [
        {
            "layer": call,
            "variable": variable.name,
            "name": type(variable.regularizer).__name__,
            "arguments": {name: _number(v) for name, v in variable.regularizer.get_config().items()},
            "value": float(variable.regularizer(variable)),
        }
        for call, variable in Graph(model).variables
        if variable.trainable and variable.regularizer is not None
    ]


def _number(value: Any) -> Any:
    """Undo the float32 storage of a factor: 0.01, not 0.009999999776482582."""
    return float(f"{value:.7g}") if isinstance(value, float) else value
