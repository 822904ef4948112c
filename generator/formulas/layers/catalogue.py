"""Kinds of layers the report knows, by the name of their Keras class; every file of this folder adds some."""

from collections.abc import Mapping
from functools import cache

from generator.formulas.catalogue import found_in
from generator.formulas.expression import Expression, Value
from generator.formulas.layers.kind import LayerKind
from generator.formulas.layers.layer import Layer

PACKAGE = "generator.formulas.layers"


@cache
def layer_kinds() -> Mapping[str, LayerKind]:
    """Return the kinds that the files of this folder describe."""
    return {kind.type: kind for kind in found_in(PACKAGE, LayerKind)}


def kind_of(layer_type: str) -> LayerKind:
    """Return what is known of a Keras class; for one that no file describes, only what Keras counted."""
    return layer_kinds().get(layer_type) or neutral(layer_type)


def neutral(layer_type: str) -> LayerKind:
    """Return the kind of a class of layers of which only what Keras recorded is known."""
    return LayerKind(
        type=layer_type,
        why=_why,
        weights=_counted_by_keras,
        multiply_adds=lambda layer: None,
        known=False,
    )


def _why(layer: Layer) -> str:
    if layer.parameters == 0:
        return f"Selon Keras, cette couche {layer.type} n’a aucun poids."
    return (
        f"Ce rapport ne dit pas d’où viennent les poids d’une couche {layer.type}\u202f: Keras les a comptés."
    )


def _counted_by_keras(layer: Layer) -> Expression:
    source = (f"{layer.source}/parameters",) if layer.source else ()
    return Value("n", layer.parameters, "poids, comptés par Keras", source)
