"""What a model must give, and what its loss must do with it."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.datasets import Split
from experiments.errors import ExperimentError
from experiments.training.accuracy import UNMEASURED, accuracy_name
from experiments.training.building import run_foreign
from experiments.training.objective import (
    describe_loss,
    example_losses,
    gives_logits,
    loss_of,
    targets,
)

# A sum of float32 probabilities, and a mean of float32 losses, are right to these.
SUM_TOLERANCE = 1e-3
LOSS_TOLERANCE = 1e-4
# How sure the made-up answers are that tell whether a loss prefers a right answer.
SURE = 0.9


def objective_faults(model: Any, examples: Split | None, classes: int) -> list[str]:
    """Say what is wrong with the outputs, the loss and the metrics of a model, one sentence per fault.

    Parameters
    ----------
    model : compiled keras.Model
    examples : Split or None
        A few examples of the data, None when the shapes of the model do not suit them.
    classes : int
    """
    usual = "binary_crossentropy" if classes == 2 else "categorical_crossentropy"
    fault = loss_fault(model, usual)
    measured = model._compile_metrics is not None
    faults = [*([fault] if fault else []), *([] if measured else [UNMEASURED])]
    if fault or examples is None:
        return faults
    try:
        outputs = run_foreign(
            lambda: _answers(model, examples), "le calcul des sorties du modèle", "Corrigez ses couches."
        )
    except ExperimentError as error:
        return [*faults, str(error)]
    wrong = list(output_faults(model, outputs))
    faults += wrong
    if wrong and (gives_logits(model) or not np.isfinite(outputs).all()):
        return faults  # the loss and the metrics would be held against the model for the same fault
    checks: list[tuple[str, Callable[[], Any], str]] = [
        ("de la perte", lambda: _check_loss(model, examples, outputs, usual), f'loss="{usual}"')
    ]
    if measured:
        checks.append(("des mesures", lambda: accuracy_name(model), 'metrics=["accuracy"]'))
    for what, check, argument in checks:
        try:
            run_foreign(check, f"le calcul {what}", f"Écrivez {argument}.")
        except ExperimentError as error:
            faults.append(str(error))
    return faults


def loss_fault(model: Any, usual: str) -> str | None:
    """Say why the loss of a compiled model cannot be told, None when it can."""
    loss = getattr(model, "loss", None)
    if loss is None:
        return f'Le modèle n’a pas de perte : ajoutez loss="{usual}" à model.compile.'
    if isinstance(loss, list | tuple | dict) and len(loss) != 1:
        return f'Le modèle a {len(loss)} pertes pour une sortie : n’en gardez qu’une, comme loss="{usual}".'
    try:
        known = loss_of(model)
    except ValueError:
        known = None
    if known is None:
        return f'Keras ne connaît pas la perte {loss!r} : vérifiez son nom, ou écrivez loss="{usual}".'
    return None


def output_faults(model: Any, outputs: NDArray[np.float32]) -> Iterator[str]:
    """Say why the outputs cannot be read as probabilities, or as the logits that the loss expects."""
    activation = "sigmoid" if outputs.shape[1] == 1 else "softmax"
    last = last_activation(model)
    if not np.isfinite(outputs).all():
        yield (
            "Le modèle rend des valeurs infinies ou indéfinies avant tout entraînement : vérifiez ses "
            "couches et ses poids de départ."
        )
    elif gives_logits(model):
        sums_to_one = outputs.shape[1] > 1 and _are_distributions(outputs)
        if last in ("softmax", "sigmoid") or sums_to_one:
            yield (
                "La perte attend des logits (from_logits=True) et le modèle rend déjà des probabilités "
                f"({last or activation}) : enlevez from_logits=True, ou l’activation de la dernière couche."
            )
    elif outputs.shape[1] > 1 and not _are_distributions(outputs):
        yield (
            f"Les sorties du modèle ne sont pas des probabilités ({_range(outputs)}, somme "
            f"{outputs[0].sum():.3g} au lieu de 1) : terminez par {_remedy(outputs)}."
        )
    elif outputs.shape[1] == 1 and (last not in (None, "sigmoid", "hard_sigmoid") or not _in_unit(outputs)):
        yield (
            f"La sortie du modèle n’est pas une probabilité ({_activation_words(last)}) : "
            f"terminez par {_remedy(outputs)}."
        )


def last_activation(model: Any) -> str | None:
    """Return the Keras name of the function that gives the outputs, None when it cannot be told."""
    operation = model.outputs[0]._keras_history.operation
    if hasattr(operation, "layers"):  # a model in the model
        return last_activation(operation)
    function = getattr(operation, "activation", None)
    if function is not None:
        return str(getattr(function, "__name__", "")) or None
    return {"Softmax": "softmax", "Sigmoid": "sigmoid", "Relu": "relu", "ReLU": "relu", "Tanh": "tanh"}.get(
        type(operation).__name__
    )


def _check_loss(model: Any, examples: Split, outputs: NDArray[np.float32], usual: str) -> None:
    import keras

    name = describe_loss(model)["name"]
    labels = np.arange(max(_outputs(model), 2))
    right = example_losses(model, labels, _sure(model, labels))
    wrong = example_losses(model, labels, _sure(model, np.roll(labels, 1)))
    if not (right < wrong).all():
        raise ExperimentError(
            f"La perte {name} ne préfère pas une bonne réponse à une mauvaise, avec {len(outputs[0])} "
            f'sortie{"s" if len(outputs[0]) > 1 else ""} : écrivez loss="{usual}".'
        )
    extra = [layer.name for layer in model.layers if len(layer.losses) > len(_penalised(layer))]
    if extra:
        raise ExperimentError(
            f"La couche {extra[0]} ajoute à la perte une pénalité qui dépend des images "
            "(activity_regularizer ou add_loss), ce que les pages ne montrent pas : pénalisez plutôt ses "
            "poids (kernel_regularizer)."
        )
    weights = np.random.default_rng(0).random(len(outputs)).astype(np.float32)
    minimised = model.compute_loss(
        None,
        keras.ops.convert_to_tensor(targets(model, examples.labels)),
        keras.ops.convert_to_tensor(outputs),
        keras.ops.convert_to_tensor(weights),
    )
    shown = float(np.mean(weights * example_losses(model, examples.labels, outputs)))
    shown += sum(float(penalty) for penalty in model.losses)
    if not np.allclose(np.asarray(minimised), shown, LOSS_TOLERANCE, LOSS_TOLERANCE, equal_nan=True):
        raise ExperimentError(
            f"Keras ne minimise pas la moyenne des pertes {name} des exemples : enlevez reduction= de la "
            "perte, et loss_weights= de model.compile."
        )


def _answers(model: Any, examples: Split) -> NDArray[np.float32]:
    import keras

    return np.asarray(keras.ops.convert_to_numpy(model(examples.inputs, training=False)), dtype=np.float32)


def _sure(model: Any, labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return outputs that put these labels with confidence."""
    outputs = _outputs(model)
    if outputs == 1:
        probabilities = np.where(labels[:, None] == 1, SURE, 1 - SURE)
        made = np.log(probabilities / (1 - probabilities)) if gives_logits(model) else probabilities
    else:
        probabilities = np.where(np.eye(outputs)[labels] == 1, SURE, (1 - SURE) / (outputs - 1))
        made = np.log(probabilities) if gives_logits(model) else probabilities
    return made.astype(np.float32)


def _outputs(model: Any) -> int:
    return int(model.outputs[0].shape[-1])


def _penalised(layer: Any) -> list[Any]:
    return [v for v in layer.trainable_variables if v.regularizer is not None]


def _in_unit(outputs: NDArray[np.float32]) -> bool:
    return bool((outputs >= 0).all() and (outputs <= 1).all())


def _are_distributions(outputs: NDArray[np.float32]) -> bool:
    return _in_unit(outputs) and bool(np.allclose(outputs.sum(axis=1), 1, atol=SUM_TOLERANCE))


def _range(outputs: NDArray[np.float32]) -> str:
    return f"de {outputs.min():.3g} à {outputs.max():.3g}"


def _activation_words(last: str | None) -> str:
    return f'activation "{last}"' if last else "hors de l’intervalle de 0 à 1"


def _remedy(outputs: NDArray[np.float32]) -> str:
    count = outputs.shape[1]
    activation = "sigmoid" if count == 1 else "softmax"
    return f'Dense({count}, activation="{activation}"), ou donnez from_logits=True à la perte'
