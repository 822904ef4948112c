"""Describe a Keras model: every call of a layer and every operation of its graph, as Keras built it."""

import inspect
import json
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import numpy as np

Description: TypeAlias = dict[str, Any]
# Longer constants are described by their shape: a result is no place for a table of weights.
LONGEST_CONSTANT = 16


def describe_model(model: Any) -> Description:
    """Describe a built Keras model.

    Models inside the model are opened: their layers are calls like any other.

    Parameters
    ----------
    model : keras.Model
        Sequential or functional, with one input and one output.

    Returns
    -------
    dict
        What `experiments.results.network.Model` holds.
    """
    graph = Graph(model)
    return {
        "parameters": int(model.count_params()),
        "trainable_parameters": _size(v.shape for v in model.trainable_variables),
        "input_shape": list(model.input_shape[1:]),
        "output_shape": list(model.output_shape[1:]),
        "inputs": graph.inputs,
        "output": graph.output,
        "layers": [*graph.connected, *graph.stray],
    }


class Graph:
    """The calls of a model, read from the nodes that Keras keeps.

    Attributes
    ----------
    inputs : list of str
        Names of the inputs of the model.
    output : str
        Name of the call that gives its output.
    connected, stray : list of dict
        The calls that the output depends on, and the others. Keras leaves the latter out of
        ``model.layers`` without a word: a pooling layer applied to a tensor nobody reads is declared in the
        code and absent from the network.
    tensors : dict
        What each call gives, by name, for the calls that are not inside a model of the model.
    variables : list of (str, keras.Variable)
        Each variable of the layers, beside the name of the call that counts it.
    """

    def __init__(self, model: Any) -> None:
        self.connected: list[Description] = []
        self.stray: list[Description] = []
        self.tensors: dict[str, Any] = {}
        self.variables: list[tuple[str, Any]] = []
        self._calls: dict[int, list[str]] = {}
        self._counted: set[int] = set()
        functional = functional_of(model)
        self.inputs = [tensor._keras_history.operation.name for tensor in functional.inputs]
        sources = {id(tensor): name for tensor, name in zip(functional.inputs, self.inputs, strict=True)}
        self._walk(model, sources, ())
        self.output = sources[id(functional.outputs[0])]

    def _walk(self, model: Any, sources: dict[int, str], block: tuple[str, ...]) -> None:
        """Describe the calls of one model; `sources` learns which call gives each tensor."""
        functional = functional_of(model)
        nodes = list(_nodes(functional))
        for node in nodes:
            if inner := functional_of(node.operation):
                self._open(inner, node, sources, block)
            else:
                self.connected.append(self._describe(node, sources, block, connected=True))
        # A Sequential is a chain: at each `add`, Keras only calls again the layers it already had.
        for node in stray_nodes(functional, nodes) if functional is model else ():
            self.stray.append(self._describe(node, sources, block, connected=False))

    def _open(self, inner: Any, node: Any, sources: dict[int, str], block: tuple[str, ...]) -> None:
        """Describe the calls of a model inside the model, fed by what feeds it."""
        inside = {
            id(own): sources[id(given)] for own, given in zip(inner.inputs, node.input_tensors, strict=True)
        }
        self._walk(node.operation, inside, (*block, node.operation.name))
        for given, own in zip(node.outputs, inner.outputs, strict=True):
            sources[id(given)] = inside[id(own)]

    def _describe(
        self, node: Any, sources: dict[int, str], block: tuple[str, ...], *, connected: bool
    ) -> Description:
        operation = node.operation
        earlier = self._calls.setdefault(id(operation), [])
        name = "/".join((*block, operation.name)) + (f"@{len(earlier) + 1}" if earlier else "")
        earlier.append(name)
        for tensor in node.outputs:
            sources[id(tensor)] = name
        variables = [v for v in getattr(operation, "weights", ()) if id(v) not in self._counted]
        self._counted.update(map(id, variables))
        self.variables += [(name, variable) for variable in variables]
        if not block:
            self.tensors[name] = node.outputs[0]
        return {
            "name": name,
            "type": type(operation).__name__,
            "operation": not hasattr(operation, "weights"),
            "config": _config(operation),
            "arguments": _arguments(node),
            "block": list(block),
            "shares": earlier[0] if len(earlier) > 1 else None,
            "input_shapes": [list(tensor.shape[1:]) for tensor in node.input_tensors],
            "output_shapes": [list(tensor.shape[1:]) for tensor in node.outputs],
            "parameters": _size(v.shape for v in variables),
            "trainable_parameters": _size(v.shape for v in variables if v.trainable),
            "variables": [_variable(v, operation) for v in variables],
            "inputs": [sources[id(tensor)] for tensor in node.input_tensors],
            "connected": connected,
        }


def functional_of(operation: Any) -> Any:
    """Return the graph of a Sequential or functional model; None for anything else."""
    graph = getattr(operation, "_functional", operation)
    return graph if hasattr(graph, "_nodes_by_depth") else None


def stray_nodes(functional: Any, nodes: list[Any]) -> list[Any]:
    """Return the calls made on tensors of a graph that its outputs do not depend on, first calls first."""
    known = {id(tensor) for tensor in functional.inputs}
    known |= {id(tensor) for node in nodes for tensor in node.outputs}
    seen = {id(node) for node in nodes}
    waiting = [tensor._keras_history.operation for tensor in functional.inputs]
    waiting += [node.operation for node in nodes]
    strays = []
    while waiting:
        for node in waiting.pop(0)._outbound_nodes:
            given = [id(tensor) for tensor in node.input_tensors]
            # A call of a whole model (a Sequential makes one of itself) is no layer of this one.
            if id(node) in seen or functional_of(node.operation) or not known.issuperset(given):
                continue
            seen.add(id(node))
            known.update(id(tensor) for tensor in node.outputs)
            strays.append(node)
            waiting.append(node.operation)
    return _without_masks(strays, [tensor for node in (*nodes, *strays) for tensor in node.outputs])


def _without_masks(nodes: list[Any], tensors: list[Any]) -> list[Any]:
    """Leave out the operations that only make masks: Keras adds them, nobody wrote them."""
    masks = {id(mask) for tensor in tensors if (mask := getattr(tensor, "_keras_mask", None)) is not None}
    read: set[int] = set()
    kept = []
    for node in reversed(nodes):
        given = {id(tensor) for tensor in node.input_tensors}
        made = {id(tensor) for tensor in node.outputs}
        if made <= masks - read:
            masks |= given
        else:
            read |= given
            kept.append(node)
    return kept[::-1]


def _nodes(functional: Any) -> Iterator[Any]:
    """Yield the calls of a graph, each after those that feed it."""
    for depth in sorted(functional._nodes_by_depth, reverse=True):
        for node in functional._nodes_by_depth[depth]:
            if not node.is_input:
                yield node


def _config(operation: Any) -> Description:
    """Return the configuration as JSON holds it; empty for one that cannot tell it."""
    try:
        config = operation.get_config()
    except NotImplementedError:  # a layer written by a student, whose arguments Keras does not know
        return {}
    described: Description = json.loads(json.dumps(config, default=_plain))
    return described


def _arguments(node: Any) -> Description:
    """Return what a call was given besides tensors, where it is not what the call takes by itself."""
    parameters = inspect.signature(node.operation.call)
    given = parameters.bind(*node.arguments.args, **node.arguments.kwargs).arguments
    return {
        name: json.loads(json.dumps(value, default=_plain))
        for name, value in given.items()
        if not _holds_tensor(value) and value is not parameters.parameters[name].default
    }


def _holds_tensor(value: Any) -> bool:
    if isinstance(value, list | tuple | dict):
        return any(map(_holds_tensor, value.values() if isinstance(value, dict) else value))
    return hasattr(value, "_keras_history")


def _plain(value: Any) -> Any:
    """Write a value that JSON does not know: numbers of an array, a slice, or what Python shows of it."""
    if hasattr(value, "shape") and hasattr(value, "dtype"):
        array = np.asarray(value)
        return array.tolist() if array.size <= LONGEST_CONSTANT else {"shape": list(array.shape)}
    if isinstance(value, slice):
        bounds = (value.start, value.stop) if value.step is None else (value.start, value.stop, value.step)
        return ":".join("" if bound is None else str(bound) for bound in bounds)
    return repr(value)


def _variable(variable: Any, layer: Any) -> Description:
    return {
        "name": variable.path.removeprefix(f"{layer.path}/"),
        "shape": list(variable.shape),
        "trainable": bool(variable.trainable),
    }


def _size(shapes: Iterable[Any]) -> int:
    """Return how many numbers variables of these shapes hold."""
    return sum(int(np.prod(shape, dtype=np.int64)) for shape in shapes)
