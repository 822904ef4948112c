"""Penalties on absolute values (Tibshirani, 1996) and on squares (Hoerl and Kennard, 1970) of the weights."""

from generator.formulas.expression import Expression
from generator.formulas.functions import absolute
from generator.formulas.penalties.penalty import Penalised, Regularizer


def _absolutes(penalised: Penalised, symbol: str = r"\lambda") -> Expression:
    return penalised.factor("l1", symbol) * penalised.over_weights(absolute)


def _squares(penalised: Penalised, symbol: str = r"\lambda") -> Expression:
    return penalised.factor("l2", symbol) * penalised.over_weights(lambda weight: weight**2)


def _both(penalised: Penalised) -> Expression:
    return _absolutes(penalised, r"\lambda_1") + _squares(penalised, r"\lambda_2")


L1 = Regularizer(
    name="L1",
    description="La pénalité L1 pousse les poids vers zéro, et en annule beaucoup.",
    settings=("l1",),
    amount=_absolutes,
)

L2 = Regularizer(
    name="L2",
    description="La pénalité L2 retient surtout les grands poids.",
    settings=("l2",),
    amount=_squares,
)

L1L2 = Regularizer(
    name="L1L2",
    description="La pénalité L1L2 ajoute celles de L1 et de L2.",
    settings=("l1", "l2"),
    amount=_both,
)
