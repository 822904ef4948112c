"""What a browser must know of a model to answer as it does: its network, its inputs, what to check."""

import json
from typing import Any

from experiments.results.network import Layer
from experiments.results.schema import Result
from experiments.results.weights import training_fingerprint
from generator.facts.reference import reference

# What only decides how a network is made and trained.
TRAINING_OPTIONS = ("initializer", "regularizer", "constraint", "dtype", "trainable", "name", "seed")
INPUTS = ("features", "orientations", "pixels_per_cell", "image_shape")


def description(result: Result) -> dict[str, Any]:
    """Describe a model for the scripts of the page, as JSON values, but for the address of its weights."""
    calls = [call for call in result.model.layers if call.connected]
    return {
        "id": result.id,
        "name": reference(result).name,
        "training": training_fingerprint(result),
        "inputs": {name: result.data.description[name] for name in INPUTS if name in result.data.description},
        "network": {
            "shape": result.model.input_shape,
            "inputs": result.model.inputs,
            "output": result.model.output,
            "layers": [_call(call) for call in calls],
            "variables": {call.name: [variable.name for variable in call.variables] for call in calls},
            "logits": _conversion(result),
        },
        "samples": {
            "indices": result.samples.indices,
            "labels": result.samples.labels,
            "outputs": result.samples.outputs,
        },
    }


def as_attribute(value: Any) -> str:
    """Return JSON without a space, so that no rule of typography touches it."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _call(call: Layer) -> dict[str, Any]:
    options = {
        name: value
        for name, value in call.config.items()
        if not any(name == option or name.endswith(f"_{option}") for option in TRAINING_OPTIONS)
    }
    return {
        "name": call.name,
        "type": call.type,
        "operation": call.operation,
        "config": options,
        "arguments": call.arguments,
        "shares": call.shares,
        "inputs": call.inputs,
    }


def _conversion(result: Result) -> str | None:
    """Return the activation that turns outputs into probabilities, where the loss is what applies it."""
    if not result.training.loss.arguments.get("from_logits", False):
        return None
    return "sigmoid" if result.model.output_shape == [1] else "softmax"
