"""LayerNormalization: each example brought to mean 0 and variance 1 (Ba, Kiros and Hinton, 2016)."""

from generator.formulas.expression import Constant, Expression
from generator.formulas.functions import product
from generator.formulas.layers.kind import FROZEN, LayerKind
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import AxesOption, Option
from generator.formulas.layers.trained import weight_options

_ACTION = "retire à chaque exemple sa moyenne et le divise par son écart-type"
_ONLY_DIVIDES = "divise chaque exemple par son écart-type, sans en retirer la moyenne"


def _learned(layer: Layer) -> tuple[str, ...]:
    """Return what each position learns; Keras shifts nothing when it only divides."""
    only_divides = layer.config.get("rms_scaling", False)
    scale = layer.config.get("scale", True) or only_divides
    center = layer.config.get("center", True) and not only_divides
    named = ((scale, "un facteur appris"), (center, "un décalage appris"))
    return tuple(name for present, name in named if present)


def _why(layer: Layer) -> str:
    action = _ONLY_DIVIDES if layer.config.get("rms_scaling") else _ACTION
    learned = _learned(layer)
    if not learned:
        return f"La couche {action}\u202f: elle n’a aucun poids."
    return f"La couche {action}\u202f; chaque position des axes normalisés a {' et '.join(learned)}."


def _weights(layer: Layer) -> Expression:
    learned = len(_learned(layer))
    if not learned:
        return Constant(0)
    sizes = layer.input_sizes()
    positions = product([sizes[axis] for axis in layer.axes()])
    return positions if learned == 1 else learned * positions


def _multiply_adds(layer: Layer) -> Expression:
    return product(layer.input_sizes())


LAYER_NORMALIZATION = LayerKind(
    type="LayerNormalization",
    why=_why,
    options=(
        AxesOption("axis", ", axes {}", usual=-1, singular=", axe {}"),
        Option("epsilon", ", epsilon {}", usual=0.001),
        Option("scale", ", sans facteur", usual=True),
        Option("center", ", sans décalage", usual=True),
        Option("rms_scaling", ", sans recentrage", usual=False),
        *weight_options("gamma", "des facteurs", "Ones"),
        *weight_options("beta", "des décalages", "Zeros"),
        FROZEN,
    ),
    weights=_weights,
    multiply_adds=_multiply_adds,
)
