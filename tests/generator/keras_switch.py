"""Change the optimiser of a made-up result as a training would: with a real Keras step."""

import warnings
from typing import Any

import numpy as np

from experiments.training.worked_step import optimizer_arguments, worked_step
from tests.generator.samples import sample_record


def switched(identifier: str, optimizer: Any) -> dict[str, Any]:
    """Return the record of a dense model, what concerns the optimiser being what Keras recorded.

    Parameters
    ----------
    optimizer : keras.optimizers.Optimizer
    """
    import keras

    record = sample_record(identifier)
    size = record["model"]["input_shape"][0]
    keras.utils.set_random_seed(1)
    model = keras.Sequential(
        [keras.Input((size,)), keras.layers.Dense(3, "sigmoid"), keras.layers.Dense(4, "softmax")]
    )
    model.compile(optimizer=optimizer, loss="categorical_crossentropy")
    inputs = np.random.default_rng(0).random((8, size), dtype=np.float32)
    targets = np.eye(4, dtype=np.float32)[np.arange(8) % 4]
    for _ in range(3):
        model.train_on_batch(inputs, targets)
    record["training"]["optimizer"] = optimizer_arguments(optimizer)
    with warnings.catch_warnings():
        # The variables of TensorFlow do not know the `copy` argument of NumPy 2.
        warnings.filterwarnings("ignore", "__array__ implementation", DeprecationWarning)
        record["worked_step"] = worked_step(model, inputs, targets)
    return record
