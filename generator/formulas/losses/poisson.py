"""Loss of Poisson, for counts."""

from generator.formulas.functions import log
from generator.formulas.losses.errors import SMALLEST, mean_of
from generator.formulas.losses.loss import Loss

POISSON = Loss(
    name="poisson",
    title="perte de Poisson",
    description="La perte de Poisson compare un nombre attendu d’événements à celui qui fut compté.",
    steps=mean_of(lambda y, p: p - y * log(p + SMALLEST)),
    article="la ",
)
