"""Reshape, Permute, RepeatVector: the same values, arranged otherwise or repeated."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import product
from generator.formulas.layers.kind import LayerKind, without_weights
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import COMMA, FREE, Option


def _reshaped(layer: Layer) -> tuple[Equation, ...]:
    target = list(layer.config["target_shape"])
    given = [
        layer.setting(f"target_shape/{axis}", f"t_{{{axis + 1}}}", f"taille demandée selon l’axe {axis + 1}")
        for axis in range(len(target))
    ]
    # The size that is not given is the one that leaves no value out.
    sizes: list[Expression] = [
        product(layer.input_sizes()) / product(each for each in given if each.number > 0)
        if size.number < 0
        else size
        for size in given
    ]
    return tuple(Equation(f"d'_{{{axis + 1}}}", size) for axis, size in enumerate(sizes))


def _permuted(layer: Layer) -> tuple[Equation, ...]:
    sizes = layer.input_sizes()
    return tuple(
        Equation(f"d'_{{{rank + 1}}}", sizes[axis - 1]) for rank, axis in enumerate(layer.config["dims"])
    )


def _repeated(layer: Layer) -> tuple[Equation, ...]:
    times: Value = layer.setting("n", "n", "nombre de répétitions")
    return (Equation("t'", times), Equation("d'", layer.input_size(-1, "d", "taille du vecteur")))


RESHAPE = LayerKind(
    type="Reshape",
    why=without_weights("range les mêmes valeurs autrement"),
    options=(Option("target_shape", " en {}", words={-1: FREE}),),
    output_shape=_reshaped,
)
PERMUTE = LayerKind(
    type="Permute",
    why=without_weights("échange les axes de l’entrée"),
    options=(Option("dims", " dans l’ordre {}", joint=COMMA),),
    output_shape=_permuted,
)
REPEAT_VECTOR = LayerKind(
    type="RepeatVector",
    why=without_weights("répète le vecteur reçu"),
    options=(Option("n", ", {} fois"),),
    output_shape=_repeated,
)
