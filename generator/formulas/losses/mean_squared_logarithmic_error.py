"""Mean squared error between logarithms."""

from generator.formulas.functions import log, maximum
from generator.formulas.losses.errors import SMALLEST, mean_of
from generator.formulas.losses.loss import Loss

MEAN_SQUARED_LOGARITHMIC_ERROR = Loss(
    name="mean_squared_logarithmic_error",
    title="erreur quadratique moyenne des logarithmes",
    description=(
        "Cette erreur est la moyenne du carré de l’écart entre les logarithmes de la sortie et de la vérité, "
        "augmentées de 1."
    ),
    steps=mean_of(lambda y, p: (log(1 + maximum(y, SMALLEST)) - log(1 + maximum(p, SMALLEST))) ** 2),
    aliases=("msle",),
)
