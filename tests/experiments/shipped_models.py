"""The models whose weights are in the repository, as Keras builds them again."""

from pathlib import Path
from typing import Any

import keras

from experiments.engine.catalogue import discover
from experiments.results.files import read_result
from experiments.results.schema import Result
from experiments.results.weights import EXAMPLES, Weights, read_weights, training_fingerprint
from experiments.training.topology import Graph

RESULTS = Path(__file__).parents[2] / "results"
EXPERIMENTS = {experiment.id: experiment for experiment in discover()}
SHIPPED = sorted(path.stem for path in (RESULTS / "weights").glob("*.safetensors"))


def shipped(identifier: str) -> tuple[Result, Weights]:
    """Return the result of a model and its weights."""
    result = read_result(RESULTS / f"{identifier}.json")
    return result, read_weights(RESULTS, identifier, training_fingerprint(result))


def rebuilt(identifier: str) -> Any:
    """Return the Keras model of an experiment, with the weights of the repository."""
    _, weights = shipped(identifier)
    keras.backend.clear_session()
    model = EXPERIMENTS[identifier].build()()
    values = [array for name, array in weights.arrays.items() if name != EXAMPLES]
    for (_, variable), value in zip(Graph(model).variables, values, strict=True):
        variable.assign(value)
    return model
