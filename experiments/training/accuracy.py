"""Which metric of a model is its accuracy: the one that behaves as such, whatever its name."""

from typing import Any

import numpy as np

from experiments.errors import ExperimentError
from experiments.training.evaluation import predicted_classes
from experiments.training.objective import as_probabilities, gives_logits, targets

# Enough random answers for no other metric to agree by chance.
ANSWERS = 997
UNMEASURED = 'Le modèle ne mesure pas son exactitude : ajoutez metrics=["accuracy"] à model.compile.'


def accuracy_name(model: Any) -> str:
    """Return the name under which Keras reports the accuracy of a compiled model.

    Random answers to random labels are given to its metrics: the accuracy is the one that gives the
    share of right answers, that the report counts itself. Metrics are as new afterwards.

    Raises
    ------
    ExperimentError
        If no metric does, or if a metric gives several values.
    """
    import keras

    rng = np.random.default_rng(0)
    outputs = int(model.outputs[0].shape[-1])
    labels = rng.integers(0, max(outputs, 2), ANSWERS)
    scores = rng.normal(scale=3, size=(ANSWERS, outputs)).astype(np.float32)
    if not gives_logits(model):
        convert = keras.ops.sigmoid if outputs == 1 else keras.ops.softmax
        scores = np.asarray(keras.ops.convert_to_numpy(convert(scores)))
    share = float(np.mean(predicted_classes(as_probabilities(model, scores)) == labels))
    model.reset_metrics()
    # Weights, so that a weighted metric is not taken for the accuracy.
    reported = model.compute_metrics(
        None,
        keras.ops.convert_to_tensor(targets(model, labels)),
        keras.ops.convert_to_tensor(scores),
        keras.ops.convert_to_tensor(rng.random(ANSWERS, dtype=np.float32)),
    )
    measures = {name: np.asarray(value) for name, value in reported.items() if name != "loss"}
    model.reset_metrics()
    several = [name for name, value in measures.items() if value.size != 1]
    if several:
        raise ExperimentError(
            f"La mesure {several[0]} donne {measures[several[0]].size} valeurs : enlevez-la de metrics, ou "
            f'demandez une moyenne (average="macro").'
        )
    found = [str(name) for name, value in measures.items() if abs(float(value) - share) < 1e-5]
    if found:
        return found[0]
    if not measures:
        raise ExperimentError(UNMEASURED)
    remedy = (
        "keras.metrics.BinaryAccuracy(threshold=0)" if _threshold_is_zero(model, outputs) else '"accuracy"'
    )
    raise ExperimentError(
        f"Aucune des mesures du modèle ({', '.join(measures)}) ne vaut la part de bonnes réponses : "
        f"écrivez metrics=[{remedy}]."
    )


def _threshold_is_zero(model: Any, outputs: int) -> bool:
    return outputs == 1 and gives_logits(model)
