"""Measure a trained model on one split, in one pass."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.datasets import Split

BATCH_SIZE = 500
DECISION_THRESHOLD = 0.5


@dataclass(frozen=True)
class Evaluation:
    """What a model said of a split, and how right it was.

    Attributes
    ----------
    labels : int array, shape (n,)
    outputs : float32 array, shape (n, classes), or (n, 1) for a single sigmoid
    loss : float
        Mean over the images of the loss the model was compiled with.
    loss_standard_error : float
        Standard deviation of that loss over the images, divided by the square root of n.
    accuracy : float
        Share of the images put in their class.
    confusion_matrix : int array, shape (classes, classes), true classes in rows
    """

    labels: NDArray[np.int64]
    outputs: NDArray[np.float32]
    loss: float
    loss_standard_error: float
    accuracy: float
    confusion_matrix: NDArray[np.int64]

    @property
    def predictions(self) -> NDArray[np.int64]:
        """Class put on each image, shape (n,)."""
        return predicted_classes(self.outputs)


def predicted_classes(outputs: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the most probable class of each row; a single output is the probability of class 1."""
    if outputs.shape[1] == 1:
        return (outputs[:, 0] > DECISION_THRESHOLD).astype(np.int64)
    classes: NDArray[np.int64] = outputs.argmax(axis=1).astype(np.int64)
    return classes


def evaluate(model: Any, split: Split, classes: int) -> Evaluation:
    """Predict each image of a split once; labels and predictions come from that same pass.

    Parameters
    ----------
    model : compiled keras.Model
    split : Split
    classes : int
        How many classes there are, since a split may lack one.
    """
    from sklearn.metrics import accuracy_score, confusion_matrix

    outputs = np.asarray(model.predict(split.inputs, batch_size=BATCH_SIZE, verbose=0), dtype=np.float32)
    predictions = predicted_classes(outputs)
    losses = _losses(model, split.labels, outputs)
    return Evaluation(
        labels=split.labels,
        outputs=outputs,
        loss=float(losses.mean()),
        loss_standard_error=float(losses.std(ddof=1) / np.sqrt(len(losses))),
        accuracy=float(accuracy_score(split.labels, predictions)),
        confusion_matrix=confusion_matrix(split.labels, predictions, labels=range(classes)),
    )


def targets(model: Any, labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """Encode labels as the outputs of `model` are compared with them.

    One-hot rows, shape (n, classes); one column, shape (n, 1), for a single output or the
    sparse cross-entropy.
    """
    outputs = int(model.output_shape[-1])
    if outputs == 1 or loss_name(model).startswith("sparse"):
        return labels[:, None].astype(np.float32)
    return np.eye(outputs, dtype=np.float32)[labels]


def loss_name(model: Any) -> str:
    """Return the Keras name of the loss `model` was compiled with, such as ``categorical_crossentropy``."""
    return str(getattr(model.loss, "name", None) or getattr(model.loss, "__name__", None) or model.loss)


def _losses(model: Any, labels: NDArray[np.int64], outputs: NDArray[np.float32]) -> NDArray[np.float64]:
    import keras

    loss = keras.losses.get(model.loss)
    # An object carries its own options (label smoothing, logits) and averages when called: `call` does not.
    of_each_example = loss.call if isinstance(loss, keras.losses.Loss) else loss
    truth = keras.ops.convert_to_tensor(targets(model, labels))
    losses = of_each_example(truth, keras.ops.convert_to_tensor(outputs))
    return np.asarray(keras.ops.convert_to_numpy(losses), dtype=np.float64)
