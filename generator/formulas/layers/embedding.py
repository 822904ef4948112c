"""Embedding: a vector learned for each whole number that can come in."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.layers.kind import FROZEN, LayerKind, unknown_work
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Made, Option
from generator.formulas.layers.trained import weight_options

_OPTIONS = (
    Option("input_dim", " de {} entrées possibles"),
    Option("output_dim", " en vecteurs de {} nombres", singular=" en vecteurs de {} nombre"),
    Option("mask_zero", ", zéro masqué", usual=False),
    *weight_options("embeddings", "des vecteurs", Made("RandomUniform", {"minval": -0.05, "maxval": 0.05})),
    Option("quantization_config", ", quantification {}", usual=None),
    FROZEN,
)


def _why(layer: Layer) -> str:
    return "Chaque entrée possible, un nombre entier, a son vecteur appris."


def _why_reversible(layer: Layer) -> str:
    if layer.config.get("tie_weights", True):
        return f"{_why(layer)} Les mêmes vecteurs servent au retour."
    return f"{_why(layer)} Le retour en a d’autres."


def _weights(layer: Layer) -> Expression:
    entries = layer.setting("input_dim", "v", "nombre d’entrées possibles")
    return entries * layer.setting("output_dim", "d", "taille de chaque vecteur")


def _weights_both_ways(layer: Layer) -> Expression:
    return _weights(layer) if layer.config.get("tie_weights", True) else 2 * _weights(layer)


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    return (Equation("d'", layer.setting("output_dim", "d", "taille de chaque vecteur")),)


EMBEDDING = LayerKind(
    type="Embedding", why=_why, options=_OPTIONS, weights=_weights, output_shape=_output_shape
)
# Which way it goes is an argument of the call: neither its shape nor its work follows from its settings.
REVERSIBLE_EMBEDDING = LayerKind(
    type="ReversibleEmbedding",
    why=_why_reversible,
    options=(
        *_OPTIONS,
        Option("tie_weights", ", retour par d’autres vecteurs", usual=True),
        Option("logit_soft_cap", ", scores adoucis à {}", usual=None),
    ),
    unsaid=frozenset({"reverse_dtype"}),
    weights=_weights_both_ways,
    multiply_adds=unknown_work,
)
