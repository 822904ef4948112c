"""Kinds of layers the report knows, by the name of their Keras class; every file of this folder adds some."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from generator.formulas.catalogue import found_in
from generator.formulas.expression import Expression, Value
from generator.formulas.layers.kind import FROZEN, LayerKind, unknown_work
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option, Usual
from generator.formulas.markup import Markup

PACKAGE = "generator.formulas.layers"
# Longer lists of tables of weights are cut.
LISTED_VARIABLES = 8


@cache
def layer_kinds() -> Mapping[str, LayerKind]:
    """Return the kinds that the files of this folder describe."""
    return {kind.type: kind for kind in found_in(PACKAGE, LayerKind)}


def kind_of(layer_type: str) -> LayerKind:
    """Return what is known of a Keras class; for one that no file describes, only what Keras counted."""
    return layer_kinds().get(layer_type) or neutral(layer_type)


def kind_for(layer_type: str, config: Mapping[str, Any], tensors: int) -> LayerKind:
    """Return what is known of a layer, from what was recorded of it.

    A class of the same name that someone wrote records other settings, or receives fewer tensors: it is none
    that the report knows.
    """
    kind = kind_of(layer_type)
    own, always = _recorded_settings(layer_type)
    written = always <= config.keys() and (not own or any(key in config for key in own))
    return kind if written and tensors >= kind.inputs else neutral(layer_type)


@cache
def _recorded_settings(layer_type: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the settings that a Keras class records, and those of them that it always does."""
    own = {option.key: option.usual for option in kind_of(layer_type).options if option is not FROZEN}
    return frozenset(own), frozenset(key for key, usual in own.items() if usual is Usual.NONE)


def counted_by_keras(layer: Layer) -> Expression:
    """Return the weights that Keras counted, where no formula derives them."""
    source = (f"{layer.source}/parameters",) if layer.source else ()
    return Value("n", layer.parameters, "poids, comptés par Keras", source)


def neutral(layer_type: str, *options: Option) -> LayerKind:
    """Return the kind of a class of layers of which only what Keras recorded is known."""
    return LayerKind(
        type=layer_type,
        why=_why_keras_counts,
        options=options,
        weights=counted_by_keras,
        multiply_adds=unknown_work,
        known=False,
    )


def _why_keras_counts(layer: Layer) -> Markup:
    if layer.parameters == 0:
        return Markup("Selon Keras, cette couche n’a aucun poids.")
    tables = [
        Markup("<code>{}</code>").format(f"{name} ({' × '.join(map(str, shape)) or 'un seul nombre'})")
        for name, shape in layer.variables[:LISTED_VARIABLES]
    ]
    if not tables:
        return Markup("Ce rapport n’a pas de formule qui les donne.")
    more = "…" if len(layer.variables) > LISTED_VARIABLES else ""
    return Markup("Tables de poids\u202f: {}{}.").format(Markup(", ").join(tables), more)
