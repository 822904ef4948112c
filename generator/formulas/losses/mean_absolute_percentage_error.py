"""Mean absolute percentage error."""

from generator.formulas.functions import absolute, maximum
from generator.formulas.losses.errors import SMALLEST, mean_of
from generator.formulas.losses.loss import Loss

MEAN_ABSOLUTE_PERCENTAGE_ERROR = Loss(
    name="mean_absolute_percentage_error",
    title="erreur absolue moyenne en pour cent",
    description=(
        "Cette erreur est la moyenne de l’écart entre sortie et vérité, en pour cent de la vérité\u202f: là "
        "où la vérité est 0, elle est immense."
    ),
    steps=mean_of(lambda y, p: 100 * absolute(y - p) / maximum(absolute(y), SMALLEST)),
    aliases=("mape",),
)
