"""What a model gives for each example, and its loss exactly as Keras computes it while it trains."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.training.objective import loss_of


def outputs_and_losses(
    model: Any, inputs: NDArray[np.float32], truth: NDArray[np.float32], batch_size: int
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Return what a model gives for each example and the loss of each, in one pass.

    The loss is part of the graph that is run: there, some backends compute a cross-entropy from what enters
    the softmax, and so need no clipping. Recomputed from probabilities, it would be another number.

    Parameters
    ----------
    model : compiled keras.Model
    inputs : float32 array, shape (n, ...)
    truth : float32 array, shape (n, ...)
        What the outputs are compared with.
    batch_size : int
        Examples at a time; changes nothing but memory.

    Returns
    -------
    outputs : float32 array, shape (n, ...)
    losses : float64 array, shape (n,)
        Without penalties.
    """
    import keras

    function = loss_of(model)
    # An object carries its own options and averages when called: `call` does not.
    of_each_example = function.call if isinstance(function, keras.losses.Loss) else function

    class ExampleLoss(keras.layers.Layer):  # type: ignore[misc]
        """The loss as the last layer of a network that is also given the truth."""

        def call(self, expected: Any, given: Any) -> Any:
            return of_each_example(expected, given)

    expected = keras.Input(shape=truth.shape[1:], dtype="float32")
    measured = keras.Model(
        [*model.inputs, expected], [model.outputs[0], ExampleLoss()(expected, model.outputs[0])]
    )
    outputs, losses = measured.predict([inputs, truth], batch_size=batch_size, verbose=0)
    return np.asarray(outputs, dtype=np.float32), np.asarray(losses, dtype=np.float64)
