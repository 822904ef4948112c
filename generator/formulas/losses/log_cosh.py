"""Logarithm of the hyperbolic cosine of the error."""

from generator.formulas.functions import cosh, log
from generator.formulas.losses.errors import mean_of
from generator.formulas.losses.loss import Loss

LOG_COSH = Loss(
    name="log_cosh",
    title="logarithme du cosinus hyperbolique de l’écart",
    description=(
        "Cette perte se comporte comme le carré de l’écart quand il est petit, comme l’écart lui-même quand "
        "il est grand."
    ),
    steps=mean_of(lambda y, p: log(cosh(p - y))),
    article="le ",
)
