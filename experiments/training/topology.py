"""Describe a Keras model: its layers, their shapes, weights and connections."""

import json
from typing import Any, TypeAlias

from experiments.errors import ExperimentError

Description: TypeAlias = dict[str, Any]


def describe_model(model: Any) -> Description:
    """Describe a built Keras model.

    Parameters
    ----------
    model : keras.Model

    Returns
    -------
    dict
        ``parameters``, ``trainable_parameters``, ``input_shape``, ``output_shape`` (without the
        batch axis) and ``layers``, in the order of the graph; layers that were called but from
        which the output does not follow come last, with ``connected`` false.

    Raises
    ------
    ExperimentError
        If a layer has several inputs: pages describe what each layer receives from the one before.
    """
    connected = [layer for layer in model.layers if type(layer).__name__ != "InputLayer"]
    stray = unreached_layers(model)
    for layer in (*connected, *stray):
        if len(_list(layer.input)) > 1:
            raise ExperimentError(
                f"La couche {layer.name} ({type(layer).__name__}) reçoit {len(layer.input)} entrées ; "
                f"le rapport ne décrit que des couches à une entrée. Enchaînez-les l’une après l’autre."
            )
    return {
        "parameters": int(model.count_params()),
        "trainable_parameters": _count(model.trainable_variables),
        "input_shape": list(model.input_shape[1:]),
        "output_shape": list(model.output_shape[1:]),
        "layers": [
            *(_describe_layer(layer, connected=True) for layer in connected),
            *(_describe_layer(layer, connected=False) for layer in stray),
        ],
    }


def unreached_layers(model: Any) -> list[Any]:
    """Return the layers fed by this model whose output its own output does not depend on.

    Keras leaves them out of ``model.layers`` without a word: a pooling layer applied to a tensor
    nobody reads is declared in the code and absent from the network.
    """
    waiting = list(getattr(model, "operations", model.layers))
    reached = set(map(id, waiting))
    stray: list[Any] = []
    while waiting:
        for node in waiting.pop(0)._outbound_nodes:
            operation = node.operation
            # A Sequential calls itself on its input: that node is the model, not a layer of it.
            if id(operation) not in reached and not hasattr(operation, "layers"):
                reached.add(id(operation))
                stray.append(operation)
                waiting.append(operation)
    return stray


def _describe_layer(layer: Any, *, connected: bool) -> Description:
    return {
        "name": layer.name,
        "type": type(layer).__name__,
        "config": json.loads(json.dumps(layer.get_config())),
        "input_shape": list(layer.input.shape[1:]),
        "output_shape": list(layer.output.shape[1:]),
        "parameters": int(layer.count_params()),
        "trainable_parameters": _count(layer.trainable_variables),
        "inputs": [tensor._keras_history.operation.name for tensor in _list(layer.input)],
        "connected": connected,
    }


def _count(variables: Any) -> int:
    total = 0
    for variable in variables:
        size = 1
        for length in variable.shape:
            size *= int(length)
        total += size
    return total


def _list(tensors: Any) -> list[Any]:
    return tensors if isinstance(tensors, list) else [tensors]
