"""Dropouts and GaussianNoise: chance during the training, nothing afterwards."""

from generator.formulas.layers.kind import LayerKind, Role, one_place, without_weights
from generator.formulas.layers.option import Option

_RATE = Option("rate", " de taux {}")
_NOISE_SHAPE = Option("noise_shape", ", tirage de forme {}", usual=None)

DROPOUT = LayerKind(
    type="Dropout",
    why=without_weights("met au hasard des entrées à zéro pendant l’entraînement"),
    role=Role.DROPOUT,
    options=(_RATE, _NOISE_SHAPE),
    reach=one_place,
)
SPATIAL_DROPOUT_1D, SPATIAL_DROPOUT_2D, SPATIAL_DROPOUT_3D = (
    LayerKind(
        type=f"SpatialDropout{axes}D",
        why=without_weights("met au hasard des canaux entiers à zéro pendant l’entraînement"),
        role=Role.DROPOUT,
        options=(_RATE,),
        reach=one_place,
    )
    for axes in (1, 2, 3)
)
ALPHA_DROPOUT = LayerKind(
    type="AlphaDropout",
    why=without_weights(
        "met au hasard des entrées à la valeur de saturation de SELU pendant l’entraînement, puis rétablit "
        "leur moyenne et leur variance"
    ),
    role=Role.DROPOUT,
    options=(_RATE, _NOISE_SHAPE),
    reach=one_place,
)
GAUSSIAN_DROPOUT = LayerKind(
    type="GaussianDropout",
    why=without_weights("multiplie les entrées par un bruit de moyenne 1 pendant l’entraînement"),
    role=Role.DROPOUT,
    options=(_RATE,),
    reach=one_place,
)
GAUSSIAN_NOISE = LayerKind(
    type="GaussianNoise",
    why=without_weights("ajoute du bruit aux entrées pendant l’entraînement"),
    options=(Option("stddev", " d’écart-type {}"),),
    reach=one_place,
)
