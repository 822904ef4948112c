"""What is known of one call of a graph: of a layer, or of an operation on tensors."""

from collections.abc import Mapping
from typing import Any, Protocol

from generator.formulas.layers.catalogue import kind_of, neutral
from generator.formulas.layers.kind import LayerKind
from generator.formulas.layers.option import Usual
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


def kind_of_call(call: Call) -> LayerKind:
    """Return what is known of a call.

    A layer that lacks a setting of its Keras class, such as a class of the same name that someone wrote, is
    none that the report knows.
    """
    if call.operation:
        return operation_kind(call.type)
    kind = kind_of(call.type)
    needed = {option.key for option in kind.options if option.usual is Usual.NONE}
    return kind if needed <= call.config.keys() else neutral(call.type)
