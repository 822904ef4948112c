"""Attention, AdditiveAttention: each query mixes values, in proportions that its likeness to keys decides."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Constant, Expression, Value
from generator.formulas.layers.kind import FROZEN, LayerKind, unknown_work
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option

# Keras takes the values after the queries, and for keys too unless it receives some.
QUERIES, VALUES, KEYS = range(3)
DROPOUT = Option("dropout", ", dropout de {}", usual=0)
_ACTION = "Chaque requête mélange les valeurs, selon sa ressemblance avec leurs clés"


def query_count(layer: Layer) -> Value:
    """Return the number of queries."""
    return layer.input_size(-2, "r", "nombre de requêtes", QUERIES)


def value_count(layer: Layer) -> Value:
    """Return the number of values, which is that of keys."""
    return layer.input_size(-2, "v", "nombre de valeurs", VALUES)


def query_size(layer: Layer) -> Value:
    """Return the size of a query."""
    return layer.input_size(-1, "d_r", "taille d’une requête", QUERIES)


def value_size(layer: Layer) -> Value:
    """Return the size of a value."""
    return layer.input_size(-1, "d_v", "taille d’une valeur", VALUES)


def key_size(layer: Layer) -> Value:
    """Return the size of a key."""
    return layer.input_size(-1, "d_c", "taille d’une clé", KEYS if _receives_keys(layer) else VALUES)


def _receives_keys(layer: Layer) -> bool:
    """Tell whether the third tensor holds keys: it may be a mask, which no weights project."""
    third = layer.input_shapes[KEYS:][:1]
    read = [shape[0] for name, shape in layer.variables if name == "key/kernel"]
    return any(
        len(shape) == len(layer.input_shapes[VALUES]) and (not read or shape[-1] == read[0])
        for shape in third
    )


def _why(layer: Layer) -> str:
    factor, concatenated = layer.config.get("use_scale"), layer.config.get("score_mode") == "concat"
    learned = [name for present, name in ((factor, "un facteur"), (concatenated, "un poids")) if present]
    if not learned:
        return f"{_ACTION}\u202f: la couche n’a aucun poids."
    return f"{_ACTION}. Cette ressemblance a {' et '.join(learned)} appris."


def _weights(layer: Layer) -> Expression:
    concatenated = layer.config.get("score_mode") == "concat"
    return Constant(int(bool(layer.config.get("use_scale"))) + int(concatenated))


def _output_shape(layer: Layer) -> tuple[Equation, ...]:
    return (Equation("r'", query_count(layer)), Equation("d'", value_size(layer)))


def _multiply_adds(layer: Layer) -> Expression | None:
    if layer.config.get("score_mode", "dot") != "dot":
        return None
    return query_count(layer) * value_count(layer) * (query_size(layer) + value_size(layer))


def _why_additive(layer: Layer) -> str:
    if not layer.config.get("use_scale", True):
        return f"{_ACTION}\u202f: la couche n’a aucun poids."
    return f"{_ACTION}. Chaque coordonnée d’une requête a un facteur appris."


def _additive_weights(layer: Layer) -> Expression:
    return query_size(layer) if layer.config.get("use_scale", True) else Constant(0)


ATTENTION = LayerKind(
    type="Attention",
    why=_why,
    options=(
        Option("score_mode", ", ressemblance {}", usual="dot", words={"concat": "par tangente hyperbolique"}),
        Option("use_scale", ", facteur appris", usual=False),
        DROPOUT,
        FROZEN,
    ),
    weights=_weights,
    output_shape=_output_shape,
    multiply_adds=_multiply_adds,
    inputs=2,
)
ADDITIVE_ATTENTION = LayerKind(
    type="AdditiveAttention",
    why=_why_additive,
    options=(Option("use_scale", ", sans facteur appris", usual=True), DROPOUT, FROZEN),
    weights=_additive_weights,
    output_shape=_output_shape,
    multiply_adds=unknown_work,
    inputs=2,
)
