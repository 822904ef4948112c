"""BatchNormalization: each channel brought to mean 0 and variance 1 (Ioffe and Szegedy, 2015)."""

from generator.formulas.expression import Expression
from generator.formulas.functions import product
from generator.formulas.layers.kind import FROZEN, LayerKind, one_place
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.option import Option
from generator.formulas.layers.trained import weight_options

_LEARNED = (("scale", "un facteur appris, "), ("center", "un décalage appris, "))


def _why(layer: Layer) -> str:
    learned = "".join(name for key, name in _LEARNED if layer.config.get(key, True))
    return (
        f"Chaque canal a {learned}une moyenne et une variance mobiles, mesurées pendant l’entraînement "
        "et non apprises par le gradient."
    )


def _weights(layer: Layer) -> Expression:
    (position,) = layer.axes()
    channels = layer.input_size(position, "c", "nombre de canaux d’entrée")
    learned = sum(bool(layer.config.get(key, True)) for key, _ in _LEARNED)
    moving = 2 * channels
    if not learned:
        return moving
    return (2 * channels if learned == len(_LEARNED) else channels) + moving


def _multiply_adds(layer: Layer) -> Expression:
    return product(layer.input_sizes())


BATCH_NORMALIZATION = LayerKind(
    type="BatchNormalization",
    why=_why,
    options=(
        Option("axis", ", axe {}", usual=-1),
        Option("momentum", ", inertie {}", usual=0.99),
        Option("epsilon", ", epsilon {}", usual=0.001),
        Option("scale", ", sans facteur", usual=True),
        Option("center", ", sans décalage", usual=True),
        Option("synchronized", ", synchronisée", usual=False),
        Option("renorm", ", renormalisée", usual=False),
        *weight_options("gamma", "des facteurs", "Ones"),
        *weight_options("beta", "des décalages", "Zeros"),
        Option("moving_mean_initializer", ", départ des moyennes {}", usual="Zeros"),
        Option("moving_variance_initializer", ", départ des variances {}", usual="Ones"),
        FROZEN,
    ),
    # They matter only with `renorm`, whose weights no formula here counts.
    unsaid=frozenset({"renorm_clipping", "renorm_momentum"}),
    weights=_weights,
    multiply_adds=_multiply_adds,
    reach=one_place,
)
