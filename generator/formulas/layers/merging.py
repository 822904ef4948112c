"""Add, Subtract, Multiply, Average, Maximum, Minimum, Concatenate, Dot: several inputs become one."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import add, product
from generator.formulas.layers.kind import LayerKind, one_place, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import AxesOption, Option
from generator.formulas.layers.trained import times

_ACTIONS = {
    "Add": "additionne les tenseurs reçus, valeur par valeur",
    "Subtract": "soustrait le second tenseur du premier, valeur par valeur",
    "Average": "calcule la moyenne des tenseurs reçus, valeur par valeur",
    "Maximum": "garde la plus grande des valeurs reçues à chaque place",
    "Minimum": "garde la plus petite des valeurs reçues à chaque place",
}


def _joined(layer: Layer) -> tuple[Equation, ...]:
    (joined,) = layer.axes()
    sizes: list[Expression] = list(layer.input_sizes())
    sizes[joined] = add(
        layer.input_size(
            joined, f"e_{{{rank + 1}}}", f"taille de l’entrée {rank + 1} selon l’axe joint", rank
        )
        for rank in range(len(layer.input_shapes))
    )
    return tuple(Equation(f"d'_{{{axis + 1}}}", size) for axis, size in enumerate(sizes))


def _summed_axes(layer: Layer) -> tuple[int, int]:
    """Return the axis of each input along which a dot product sums; Keras counts them with the batch."""
    named = layer.config["axes"]
    first, second = named if isinstance(named, list | tuple) else (named, named)
    one, other = layer.input_shapes
    return (first % (len(one) + 1) - 1, second % (len(other) + 1) - 1)


def _kept_sizes(layer: Layer) -> list[Value]:
    kept = []
    for rank, summed in enumerate(_summed_axes(layer)):
        for axis in range(len(layer.input_shapes[rank])):
            if axis != summed:
                name = f"taille de l’entrée {rank + 1} selon l’axe {axis + 1}"
                kept.append(layer.input_size(axis, f"d_{{{rank + 1},{axis + 1}}}", name, rank))
    return kept


def _dotted(layer: Layer) -> tuple[Equation, ...]:
    kept = _kept_sizes(layer)
    # Keras keeps an axis of size 1 for the product of two vectors.
    return tuple(Equation(f"d'_{{{axis + 1}}}", size) for axis, size in enumerate(kept or [product([])]))


def _products(layer: Layer) -> Expression | None:
    if layer.config.get("normalize"):
        return None
    summed, _ = _summed_axes(layer)
    return product([*_kept_sizes(layer), layer.input_size(summed, "e", "nombre de produits additionnés")])


def _multiplied(layer: Layer) -> Expression:
    sizes = (
        layer.output_size(axis, f"d_{{{axis + 1}}}", f"taille de la sortie selon l’axe {axis + 1}")
        for axis in range(len(layer.output_shape))
    )
    return times(len(layer.input_shapes) - 1, product(sizes))


def _merge(layer_type: str) -> LayerKind:
    return LayerKind(type=layer_type, why=without_weights(_ACTIONS[layer_type]), reach=one_place)


ADD, SUBTRACT, AVERAGE, MAXIMUM, MINIMUM = map(_merge, _ACTIONS)
MULTIPLY = LayerKind(
    type="Multiply",
    why=without_weights("multiplie les tenseurs reçus, valeur par valeur"),
    multiply_adds=_multiplied,
)
CONCATENATE = LayerKind(
    type="Concatenate",
    why=without_weights("met bout à bout les tenseurs reçus"),
    options=(Option("axis", ", axe {}", usual=-1),),
    output_shape=_joined,
)
DOT = LayerKind(
    type="Dot",
    why=without_weights("calcule les produits scalaires des tenseurs reçus"),
    options=(
        AxesOption("axes", " selon les axes {}", singular=" selon l’axe {}"),
        Option("normalize", ", vecteurs ramenés à la norme 1", usual=False),
    ),
    output_shape=_dotted,
    multiply_adds=_products,
    inputs=2,
)
