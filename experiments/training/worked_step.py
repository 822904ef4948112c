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
        "defaults": {name: _argument(default) for name, default in defaults.items()},
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
        What `experiments.results.training.WorkedStep` holds: the gradient is that of the whole loss,
        penalties included; ``state_before`` and ``state_after`` are the slots that the optimiser keeps
        for this weight, by name.
    """
    optimizer, loss = model.optimizer, model.loss
    weight = model.trainable_variables[0]
    gradients = _gradients(model, inputs, targets, class_weight)
    model.compile(optimizer=optimizer, loss=loss)

    gradient, before = gradients[0], _values(weight)
    index = np.unravel_index(int(np.abs(gradient).argmax()), gradient.shape)
    state_before, rate = _slots(optimizer, weight, index), _argument(float(optimizer.learning_rate))
    model.train_on_batch(inputs, targets, class_weight=class_weight)
    return {
        "variable": weight.path,
        "index": [int(i) for i in index],
        "step": int(optimizer.iterations),
        "learning_rate": rate,
        "gradient": float(gradient[index]),
        "gradient_norm": float(np.linalg.norm(gradient)),
        "global_gradient_norm": float(np.sqrt(sum(np.sum(g**2) for g in gradients))),
        "weight_before": float(before[index]),
        "weight_after": float(_values(weight)[index]),
        "state_before": state_before,
        "state_after": _slots(optimizer, weight, index),
    }


def _gradients(
    model: Any,
    inputs: NDArray[np.float32],
    targets: NDArray[np.float32],
    class_weight: dict[int, float] | None,
) -> list[NDArray[np.float64]]:
    """Return the gradient of each trainable variable; the model is left compiled for gradient descent."""
    import keras

    kept = [variable.numpy().copy() for variable in model.variables]
    before = [_values(variable) for variable in model.trainable_variables]
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=PROBE_RATE), loss=model.loss)
    model.train_on_batch(inputs, targets, class_weight=class_weight)
    after = [_values(variable) for variable in model.trainable_variables]
    for variable, value in zip(model.variables, kept, strict=False):
        variable.assign(value)
    return [(one - other) / PROBE_RATE for one, other in zip(before, after, strict=True)]


def _argument(value: Any) -> Any:
    """Return an argument as JSON holds it.

    A learning rate loses its float32 storage: 0.001, not 0.0010000000474974513. A schedule keeps its class
    and its settings.
    """
    if isinstance(value, dict):
        return {"class_name": value["class_name"], "config": value["config"]}
    return float(str(np.float32(value))) if isinstance(value, float) else value


def _slots(optimizer: Any, weight: Any, index: tuple[Any, ...]) -> dict[str, float]:
    """Return what the optimiser remembers: scalars, and the entry of `weight` in each of its slots."""
    prefix = weight.path.replace("/", "_") + "_"
    slots: dict[str, float] = {}
    for variable in optimizer.variables:
        name = variable.path.split("/")[-1]
        if name.startswith(prefix):
            slots[name.removeprefix(prefix)] = float(_values(variable)[index])
    for name, variable in vars(optimizer).items():
        if name == "_u_product":  # Nadam's running product of momenta, the only scalar slot of Keras
            slots["u_product"] = float(_values(variable))
    return slots


def _values(variable: Any) -> NDArray[np.float64]:
    return np.asarray(variable.numpy(), dtype=np.float64)
