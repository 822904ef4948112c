"""GroupNormalization: groups of channels brought to mean 0 and variance 1 (Wu and He, 2018)."""

from generator.formulas.expression import Expression
from generator.formulas.functions import product
from generator.formulas.layers.kind import FROZEN, LayerKind
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option
from generator.formulas.layers.trained import times, weight_options

_LEARNED = (("scale", "un facteur appris"), ("center", "un décalage appris"))


def _learned(layer: Layer) -> list[str]:
    return [name for key, name in _LEARNED if layer.config.get(key, True)]


def _why(layer: Layer) -> str:
    action = "retire à chaque groupe de canaux d’un exemple sa moyenne et le divise par son écart-type"
    learned = _learned(layer)
    if not learned:
        return f"La couche {action}\u202f: elle n’a aucun poids."
    return f"La couche {action}\u202f; chaque canal a {' et '.join(learned)}."


def _weights(layer: Layer) -> Expression:
    (position,) = layer.axes()
    return times(len(_learned(layer)), layer.input_size(position, "c", "nombre de canaux d’entrée"))


def _multiply_adds(layer: Layer) -> Expression:
    return product(layer.input_sizes())


GROUP_NORMALIZATION = LayerKind(
    type="GroupNormalization",
    why=_why,
    options=(
        Option("groups", " de {} groupes", singular=" de {} groupe"),
        Option("axis", ", axe {}", usual=-1),
        Option("epsilon", ", epsilon {}", usual=0.001),
        Option("scale", ", sans facteur", usual=True),
        Option("center", ", sans décalage", usual=True),
        *weight_options("gamma", "des facteurs", "Ones"),
        *weight_options("beta", "des décalages", "Zeros"),
        FROZEN,
    ),
    weights=_weights,
    multiply_adds=_multiply_adds,
)
