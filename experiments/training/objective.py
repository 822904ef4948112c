"""The loss a model was compiled with: its name and options, and what it gives for each example."""

import functools
import inspect
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.errors import ExperimentError

# What every Keras loss has, and that is no part of its equation.
COMMON_ARGUMENTS = ("self", "name", "reduction", "dtype")
# Keras chooses the loss behind these two names by the shape of the outputs.
CROSS_ENTROPIES = ("crossentropy", "ce")


def loss_of(model: Any) -> Any:
    """Return the loss a model was compiled with, as a Keras function or object.

    Raises
    ------
    ValueError
        If Keras knows no loss of that name.
    """
    import keras

    loss = model.loss
    while isinstance(loss, list | tuple | dict) and len(loss) == 1:
        (loss,) = loss.values() if isinstance(loss, dict) else loss
    if str(loss).lower() in CROSS_ENTROPIES:
        return keras.losses.binary_crossentropy if _single(model) else keras.losses.categorical_crossentropy
    return keras.losses.get(loss)


def describe_loss(model: Any) -> dict[str, Any]:
    """Describe the loss of a model, however it was written.

    Returns
    -------
    dict
        ``name`` (that of the Keras function, such as ``categorical_crossentropy``, or that of the
        student's own), ``arguments`` in use and ``defaults``, both by argument name; a loss that is not
        of Keras has none.
    """
    import keras

    loss = loss_of(model)
    function, given = loss, {}
    if isinstance(loss, functools.partial):
        function, given = loss.func, loss.keywords
    elif hasattr(loss, "fn"):
        function, given = loss.fn, loss._fn_kwargs
    name = getattr(function, "__name__", "")
    if getattr(keras.losses, name, None) is not function:
        own = getattr(loss, "__name__", None) or getattr(loss, "name", None) or type(loss).__name__
        return {"name": str(own), "arguments": {}, "defaults": {}}
    defaults = _defaults(function)
    if getattr(keras.losses, type(loss).__name__, None) is type(loss):
        defaults |= _defaults(type(loss).__init__)
    return {"name": name, "arguments": {**defaults, **given}, "defaults": defaults}


def loss_name(model: Any) -> str:
    """Return the name of the loss of `model`, as `describe_loss` gives it."""
    return str(describe_loss(model)["name"])


def gives_logits(model: Any) -> bool:
    """Say whether the loss turns the outputs into probabilities itself (``from_logits=True``)."""
    return bool(describe_loss(model)["arguments"].get("from_logits", False))


def targets(model: Any, labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """Encode labels as the outputs of `model` are compared with them.

    One-hot rows, shape (n, classes); one column, shape (n, 1), for a single output or the
    sparse cross-entropy.
    """
    if _single(model) or loss_name(model) == "sparse_categorical_crossentropy":
        return labels[:, None].astype(np.float32)
    return np.eye(int(model.outputs[0].shape[-1]), dtype=np.float32)[labels]


def example_losses(
    model: Any, labels: NDArray[np.int64], outputs: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Return the loss of each example, without penalty, shape (n,).

    Parameters
    ----------
    model : compiled keras.Model
    labels : int64 array, shape (n,)
    outputs : float32 array, shape (n, outputs)
        What the model gives, logits included.

    Raises
    ------
    ExperimentError
        If the loss gives one value for the whole batch.
    """
    import keras

    loss = loss_of(model)
    # An object carries its own options (label smoothing, logits) and averages when called: `call` does not.
    of_each_example = loss.call if isinstance(loss, keras.losses.Loss) else loss
    truth = keras.ops.convert_to_tensor(targets(model, labels))
    losses = of_each_example(truth, keras.ops.convert_to_tensor(outputs))
    values = np.asarray(keras.ops.convert_to_numpy(losses), dtype=np.float64)
    if values.shape != (len(labels),):
        raise ExperimentError(
            f"La perte {loss_name(model)} ne donne pas une valeur par exemple (forme {values.shape} pour "
            f"{len(labels)} exemples) : faites-lui rendre une valeur par exemple, ou prenez une de "
            "celles de Keras."
        )
    return values


def as_probabilities(model: Any, outputs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn what the model gives into probabilities: logits go through the sigmoid or the softmax."""
    import keras

    if not gives_logits(model):
        return outputs
    convert = keras.ops.sigmoid if _single(model) else keras.ops.softmax
    return np.asarray(keras.ops.convert_to_numpy(convert(outputs)), dtype=np.float32)


def answering_model(model: Any) -> Any:
    """Return a model whose outputs are probabilities: `model` itself, unless it gives logits."""
    import keras

    if not gives_logits(model):
        return model
    return keras.Sequential([model, keras.layers.Activation("sigmoid" if _single(model) else "softmax")])


def _single(model: Any) -> bool:
    return int(model.outputs[0].shape[-1]) == 1


def _defaults(function: Any) -> dict[str, Any]:
    return {
        parameter.name: parameter.default
        for parameter in inspect.signature(function).parameters.values()
        if parameter.name not in COMMON_ARGUMENTS and parameter.default is not inspect.Parameter.empty
    }
