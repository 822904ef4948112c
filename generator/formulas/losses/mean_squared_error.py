"""Mean squared error."""

from generator.formulas.losses.errors import mean_of
from generator.formulas.losses.loss import Loss

MEAN_SQUARED_ERROR = Loss(
    name="mean_squared_error",
    title="erreur quadratique moyenne",
    description="L’erreur quadratique moyenne est la moyenne du carré de l’écart entre sortie et vérité.",
    steps=mean_of(lambda y, p: (y - p) ** 2),
    aliases=("mse",),
)
