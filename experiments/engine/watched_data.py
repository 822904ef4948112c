"""What a training takes for its data: they note the weights of the model that they are asked to inspect."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.data.datasets import Dataset, Reporter, Split, Splits
from experiments.engine.catalogue import Experiment
from experiments.training.topology import Graph

Array = NDArray[Any]


class WatchedData:
    """The data of an experiment, which keep the weights of its model as it is when everything is measured.

    A training asks its data to inspect the model between its last epoch and the one update that it shows,
    which changes the weights: that is when they are read.

    Attributes
    ----------
    variables : list of arrays, or None
        Those of the inspected model, in the order of `experiments.results.weights.variable_names`; None as
        long as no model was inspected.
    test : Split
        The examples that it was inspected with.
    """

    test: Split

    def __init__(self, data: Dataset) -> None:
        self._data = data
        self.variables: list[Array] | None = None

    @property
    def classes(self) -> tuple[str, ...]:
        """Return the names of the classes."""
        return self._data.classes

    def fingerprint(self) -> str | None:
        """Return the digest of the data."""
        return self._data.fingerprint()

    def load(self, reporter: Reporter) -> Splits:
        """Return the arrays."""
        return self._data.load(reporter)

    def describe(self) -> Mapping[str, object]:
        """Return what the result records about these inputs."""
        return self._data.describe()

    def inspect(self, model: Any, test: Split, predictions: NDArray[np.int64]) -> Mapping[str, object]:
        """Look closer at a trained model, and take note of its weights."""
        import keras

        # A model that gives logits comes inside another one, which adds no variable.
        self.variables = [keras.ops.convert_to_numpy(variable) for _, variable in Graph(model).variables]
        self.test = test
        return self._data.inspect(model, test, predictions)


def watching(experiment: Experiment) -> tuple[Experiment, WatchedData]:
    """Return the same experiment on data that are watched, and these."""
    data = WatchedData(experiment.settings.data)
    return replace(experiment, settings=replace(experiment.settings, data=data)), data
