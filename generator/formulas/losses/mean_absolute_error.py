"""Mean absolute error."""

from generator.formulas.functions import absolute
from generator.formulas.losses.errors import mean_of
from generator.formulas.losses.loss import Loss

MEAN_ABSOLUTE_ERROR = Loss(
    name="mean_absolute_error",
    title="erreur absolue moyenne",
    description="L’erreur absolue moyenne est la moyenne de l’écart, sans son signe, entre sortie et vérité.",
    steps=mean_of(lambda y, p: absolute(y - p)),
    aliases=("mae",),
)
