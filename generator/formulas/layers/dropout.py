"""Dropout, SpatialDropout2D, GaussianNoise: chance during the training, nothing afterwards."""

from generator.formulas.layers.kind import LayerKind, Role, without_weights
from generator.formulas.layers.option import Option

_RATE = Option("rate", " de taux {}")

DROPOUT = LayerKind(
    type="Dropout",
    why=without_weights("met au hasard des entrées à zéro pendant l’entraînement"),
    role=Role.DROPOUT,
    options=(_RATE, Option("noise_shape", ", tirage de forme {}", usual=None)),
)
SPATIAL_DROPOUT = LayerKind(
    type="SpatialDropout2D",
    why=without_weights("met au hasard des canaux entiers à zéro pendant l’entraînement"),
    role=Role.DROPOUT,
    options=(_RATE,),
)
GAUSSIAN_NOISE = LayerKind(
    type="GaussianNoise",
    why=without_weights("ajoute du bruit aux entrées pendant l’entraînement"),
    options=(Option("stddev", " d’écart-type {}"),),
)
