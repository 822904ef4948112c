"""MultiHeadAttention, GroupedQueryAttention: several attentions side by side, on projections of the inputs.

Vaswani et al., 2017; Ainslie et al., 2023, where heads share keys and values.
"""

from dataclasses import dataclass

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import product
from generator.formulas.layers.attention import (
    DROPOUT,
    key_size,
    query_count,
    query_size,
    value_count,
    value_size,
)
from generator.formulas.layers.kind import FROZEN, LayerKind
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import AxesOption, Like, Option
from generator.formulas.layers.trained import weight_options, with_bias

# A number and a vector: the axes of a sequence.
_SEQUENCE = 2
_OPTIONS = (
    DROPOUT,
    Option("use_bias", ", sans biais", usual=True),
    Option("use_gate", ", avec porte", usual=False),
    Option("sliding_window", ", fenêtre de {}", usual=None),
    *weight_options("kernel", "des poids", "GlorotUniform"),
    *weight_options("bias", "des biais", "Zeros"),
    FROZEN,
)


@dataclass(frozen=True)
class Heads:
    """Sizes of what the heads of a layer work on.

    Attributes
    ----------
    queries, keys, values : Expression
        Numbers into which each query, key and value is projected, all heads together.
    output : Expression
        Numbers that come out for each query.
    """

    queries: Expression
    keys: Expression
    values: Expression
    mixed: Expression
    output: Expression


def _heads(layer: Layer) -> Heads:
    number = layer.setting("num_heads", "n_{\\text{têtes}}", "nombre de têtes")
    keys = number * layer.setting("key_dim", "k", "taille d’une clé projetée")
    values = number * layer.setting("value_dim", "w", "taille d’une valeur projetée")
    given = layer.config.get("output_shape")
    if not given:
        return Heads(keys, keys, values, values, query_size(layer))
    places = range(len(given)) if isinstance(given, list | tuple) else [None]
    sizes = [_asked(layer, place) for place in places]
    return Heads(keys, keys, values, values, product(sizes))


def _asked(layer: Layer, place: int | None) -> Value:
    path = "output_shape" if place is None else f"output_shape/{place}"
    return layer.setting(path, f"o_{{{(place or 0) + 1}}}", "taille demandée de la sortie")


def _grouped_heads(layer: Layer) -> Heads:
    size = layer.setting("head_dim", "k", "taille d’une requête, d’une clé ou d’une valeur projetée")
    queries = layer.setting("num_query_heads", "n_{\\text{têtes}}", "nombre de têtes") * size
    keys = layer.setting("num_key_value_heads", "n_{\\text{clés}}", "nombre de têtes des clés et des valeurs")
    return Heads(queries, keys * size, keys * size, queries, query_size(layer))


def _why(layer: Layer) -> str:
    bias = "plus un biais par nombre projeté" if with_bias(layer) else "sans biais"
    return (
        "Requêtes, clés et valeurs sont projetées pour chaque tête, et ce qui en sort l’est de nouveau, "
        f"un poids par nombre lu et par nombre projeté, {bias}\u202f; les mêmes poids servent à toute la "
        "séquence."
    )


def _weights(layer: Layer, heads: Heads) -> Expression:
    bias = int(with_bias(layer))

    def projection(read: Expression, made: Expression) -> Expression:
        return made * (read + 1) if bias else made * read

    total = projection(query_size(layer), heads.queries) + projection(key_size(layer), heads.keys)
    total = total + projection(value_size(layer), heads.values) + projection(heads.mixed, heads.output)
    if layer.config.get("use_gate"):
        total = total + projection(query_size(layer), heads.mixed)
    return total


def _multiply_adds(layer: Layer, heads: Heads) -> Expression | None:
    if len(layer.input_shape) != _SEQUENCE or layer.config.get("sliding_window"):
        return None
    queries, values = query_count(layer), value_count(layer)
    per_query = query_size(layer) * heads.queries + heads.mixed * heads.output
    if layer.config.get("use_gate"):
        per_query = per_query + query_size(layer) * heads.mixed
    per_value = key_size(layer) * heads.keys + value_size(layer) * heads.values
    return queries * per_query + values * per_value + queries * values * (heads.queries + heads.mixed)


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    given = layer.config.get("output_shape")
    if isinstance(given, list | tuple):
        return tuple(Equation(f"o'_{{{place + 1}}}", _asked(layer, place)) for place in range(len(given)))
    return (Equation("d'", _heads(layer).output),)


MULTI_HEAD_ATTENTION = LayerKind(
    type="MultiHeadAttention",
    why=_why,
    options=(
        Option("num_heads", " de {} têtes", singular=" de {} tête"),
        Option("key_dim", ", clés de {} nombres", singular=", clés de {} nombre"),
        Option("value_dim", ", valeurs de {} nombres", usual=Like("key_dim")),
        Option("output_shape", ", sortie de forme {}", usual=None),
        AxesOption(
            "attention_axes", ", attention selon les axes {}", usual=1, singular=", attention selon l’axe {}"
        ),
        *_OPTIONS,
    ),
    weights=lambda layer: _weights(layer, _heads(layer)),
    output_shape=_output_shape,
    multiply_adds=lambda layer: _multiply_adds(layer, _heads(layer)),
    inputs=2,
)
GROUPED_QUERY_ATTENTION = LayerKind(
    type="GroupedQueryAttention",
    why=_why,
    options=(
        Option("num_query_heads", " de {} têtes", singular=" de {} tête"),
        Option("num_key_value_heads", ", {} pour les clés et les valeurs"),
        Option("head_dim", ", de {} nombres chacune", singular=", de {} nombre chacune"),
        *_OPTIONS,
    ),
    weights=lambda layer: _weights(layer, _grouped_heads(layer)),
    output_shape=lambda layer: (Equation("d'", query_size(layer)),),
    multiply_adds=lambda layer: _multiply_adds(layer, _grouped_heads(layer)),
    inputs=2,
)
