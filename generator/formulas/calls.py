"""What is known of one call of a graph: of a layer, or of an operation on tensors."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from generator.formulas.layers.catalogue import kind_for
from generator.formulas.layers.kind import LayerKind
from generator.formulas.operations import operation_kind


class Call(Protocol):
    """A call, as a result records it or as formulas take it."""

    @property
    def type(self) -> str:
        """Name of the Keras class."""

    @property
    def operation(self) -> bool:
        """Whether it is an operation, in place of a layer."""

    @property
    def config(self) -> Mapping[str, Any]:
        """What ``get_config()`` returned."""

    @property
    def input_shapes(self) -> Sequence[Sequence[int]]:
        """One shape per tensor that it receives, without the axis of the batch."""


def kind_of_call(call: Call) -> LayerKind:
    """Return what is known of a call."""
    if call.operation:
        return operation_kind(call.type)
    return kind_for(call.type, call.config, len(call.input_shapes))
