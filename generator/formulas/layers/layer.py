"""A layer as a result recorded it, and the quantities its formulas are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from experiments.errors import ResultError
from generator.formulas.expression import Value


@dataclass(frozen=True)
class Layer:
    """A layer of a trained network.

    Parameters
    ----------
    name : str
        Name the layer has in its network.
    type : str
        Name of its Keras class.
    config : mapping
        What ``get_config()`` returned.
    input_shape, output_shape : tuple of int
        Of the first tensor it receives and of the first it gives, without the axis of the batch.
    parameters : int
        Number of weights that Keras counted.
    source : str
        Where it is recorded: ``results/mlp-raw-1.json#/model/layers/0``.
    shares : str or None
        Name of the layer whose weights this one uses again: it has none of its own.
    operation : bool
        Whether it is an operation on tensors, ``x + y``, in place of a layer; `config` then also holds
        what it was given besides tensors.
    other_inputs : tuple of tuple of int
        Shapes of the tensors that it receives after the first.
    variables : tuple of (str, tuple of int)
        Names and shapes of its tables of weights.
    path : str
        Where its configuration stands from `source`: longer for a layer inside another one.
    skipped_axes : int
        How many axes of the recorded shapes come before those of this layer, besides the batch.
    """

    name: str
    type: str
    config: Mapping[str, Any]
    input_shape: tuple[int, ...]
    output_shape: tuple[int, ...]
    parameters: int
    source: str = ""
    shares: str | None = None
    operation: bool = False
    other_inputs: tuple[tuple[int, ...], ...] = ()
    variables: tuple[tuple[str, tuple[int, ...]], ...] = ()
    path: str = "config"
    skipped_axes: int = 0

    @property
    def channels_first(self) -> bool:
        """Whether the channels come before the other axes."""
        return bool(self.config.get("data_format") == "channels_first")

    @property
    def input_shapes(self) -> tuple[tuple[int, ...], ...]:
        """Shapes of all the tensors that it receives."""
        return (self.input_shape, *self.other_inputs)

    def inner(self, key: str, *, per_step: bool = False) -> "Layer":
        """Return the layer that this one wraps.

        Parameters
        ----------
        key : str
            Where the configuration holds it: ``layer``.
        per_step : bool
            Whether the wrapped layer receives the steps of the first axis one by one.
        """
        wrapped, steps = self.config[key], int(per_step)
        return replace(
            self,
            type=wrapped["class_name"],
            config=wrapped["config"],
            input_shape=self.input_shape[steps:],
            output_shape=self.output_shape[steps:],
            path=f"{self.path}/{key}/config",
            skipped_axes=self.skipped_axes + steps,
        )

    def setting(self, path: str, symbol: str, meaning: str) -> Value:
        """Return a number of the configuration; `path` is a key, or a key and positions: ``strides/0``.

        Raises
        ------
        ResultError
            If the configuration does not hold it.
        """
        key, *positions = path.split("/")
        if key not in self.config:
            raise ResultError(
                f"{self.source}/{self.path}/{key}\u202f: cette valeur manque. "
                "Relancez l’expérience qui l’a produite."
            )
        number = self.config[key]
        for position in positions:
            number = number if isinstance(number, int) else number[int(position)]
        return Value(symbol, number, meaning, self._sources(f"{self.path}/{path}"))

    def input_size(self, axis: int, symbol: str, meaning: str, tensor: int = 0) -> Value:
        """Return the size of an input along `axis`, counted from the end when negative."""
        shape = self.input_shapes[tensor]
        position = axis % len(shape) + self.skipped_axes
        return Value(symbol, shape[axis], meaning, self._sources(f"input_shapes/{tensor}/{position}"))

    def input_sizes(self) -> list[Value]:
        """Return the sizes of the input along all its axes, each with a number for a name."""
        return [
            self.input_size(axis, f"d_{{{axis + 1}}}", f"taille de l’entrée selon l’axe {axis + 1}")
            for axis in range(len(self.input_shape))
        ]

    def axes(self) -> list[int]:
        """Return the axes of the input that the setting ``axis`` names, which Keras counts with the batch."""
        named = self.config.get("axis", -1)
        listed = named if isinstance(named, list | tuple) else [named]
        return [axis % len(self.input_shape) if axis < 0 else axis - 1 for axis in listed]

    def output_size(self, axis: int, symbol: str, meaning: str) -> Value:
        """Return the size of the output along `axis`, counted from the end when negative."""
        position = axis % len(self.output_shape) + self.skipped_axes
        return Value(symbol, self.output_shape[axis], meaning, self._sources(f"output_shapes/0/{position}"))

    def _sources(self, path: str) -> tuple[str, ...]:
        return (f"{self.source}/{path}",) if self.source else ()
