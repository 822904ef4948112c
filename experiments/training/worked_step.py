"""Follow one weight through one real update of the optimiser."""

import inspect
from typing import Any

import numpy as np
from numpy.typing import NDArray

# With a plain gradient step w' = w - rate x g, a huge rate leaves g as the leading digits of w' - w.
PROBE_RATE = 2.0**40


def optimizer_arguments(optimizer: Any) -> dict[str, Any]:
    """Return the arguments of a Keras optimiser: the values in use and the defaults of its class.

    Returns
    -------
    dict
        ``name`` (class name), ``arguments`` and ``defaults``, both by argument name.
    """
    parameters = inspect.signature(type(optimizer).__init__).parameters.values()
    defaults = {p.name: p.default for p in parameters if p.default is not inspect.Parameter.empty}
    config = optimizer.get_config()
    return {
        "name": type(optimizer).__name__,
        "arguments": {name: _argument(config.get(name, default)) for name, default in defaults.items()},
        "defaults": defaults,
    }


def worked_step(
    model: Any,
    inputs: NDArray[np.float32],
    targets: NDArray[np.float32],
    class_weight: dict[int, float] | None = None,
) -> dict[str, Any]:
    """Make the compiled optimiser do one more step on one batch, and record one weight of it.

    The gradient is measured by giving the same batch to plain gradient descent first, all
    variables (weights, dropout seeds, moving statistics) being put back afterwards; this needs no
    function of a particular backend. The weight followed is the one of the first kernel whose
    gradient is largest.

    Parameters
    ----------
    model : compiled keras.Model
        Changed by the step: call this last.
    inputs : float32 array, shape (batch, ...)
    targets : float32 array, shape (batch, ...)
    class_weight : dict, optional
        The one the model was trained with.

    Returns
    -------
    dict
        ``variable`` (path), ``index``, ``step`` (number of the update), ``gradient``,
        ``weight_before``, ``weight_after``, ``state_before`` and ``state_after`` (the slots
        the optimiser keeps for this weight, by name).
    """
    import keras

    optimizer, loss = model.optimizer, model.loss
    weight = model.trainable_variables[0]
    kept = [np.array(variable) for variable in model.variables]
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=PROBE_RATE), loss=loss)
    before = np.array(weight, dtype=np.float64)
    model.train_on_batch(inputs, targets, class_weight=class_weight)
    gradient = (before - np.array(weight, dtype=np.float64)) / PROBE_RATE
    for variable, value in zip(model.variables, kept, strict=False):
        variable.assign(value)
    model.compile(optimizer=optimizer, loss=loss)

    index = np.unravel_index(int(np.abs(gradient).argmax()), gradient.shape)
    state_before = _slots(optimizer, weight, index)
    model.train_on_batch(inputs, targets, class_weight=class_weight)
    return {
        "variable": weight.path,
        "index": [int(i) for i in index],
        "step": int(optimizer.iterations),
        "gradient": float(gradient[index]),
        "weight_before": float(before[index]),
        "weight_after": float(np.array(weight)[index]),
        "state_before": state_before,
        "state_after": _slots(optimizer, weight, index),
    }


def _argument(value: Any) -> Any:
    """Undo the float32 storage of a learning rate: 0.001, not 0.0010000000474974513."""
    return float(str(np.float32(value))) if isinstance(value, float) else value


def _slots(optimizer: Any, weight: Any, index: tuple[Any, ...]) -> dict[str, float]:
    """Return what the optimiser remembers: scalars, and the entry of `weight` in each of its slots."""
    prefix = weight.path.replace("/", "_") + "_"
    slots: dict[str, float] = {}
    for variable in optimizer.variables:
        name = variable.path.split("/")[-1]
        if name.startswith(prefix):
            slots[name.removeprefix(prefix)] = float(np.array(variable)[index])
    for name, variable in vars(optimizer).items():
        if name == "_u_product":  # Nadam's running product of momenta, the only scalar slot of Keras
            slots["u_product"] = float(np.array(variable))
    return slots
