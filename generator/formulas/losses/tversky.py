"""Losses of Dice (1945) and Tversky (1977): one minus a share of what is common."""

from collections.abc import Sequence

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.losses.errors import SMALLEST
from generator.formulas.losses.example import Example, over_classes
from generator.formulas.losses.loss import Loss, LossSteps
from generator.formulas.losses.probabilities import TRUE_CLASS


def _dice(example: Example) -> LossSteps:
    expected, given = example.expected(TRUE_CLASS), example.given()
    truth = [expected.at("k", place) for place in example.places]
    output = [given.at("k", place) for place in example.places]
    whole = over_classes("k", truth) + over_classes("k", output) + SMALLEST
    return LossSteps(Equation("L", 1 - 2 * _common(truth, output) / whole))


def _tversky(example: Example) -> LossSteps:
    expected, given = example.expected(TRUE_CLASS), example.given()
    truth = [expected.at("k", place) for place in example.places]
    output = [given.at("k", place) for place in example.places]
    missed = over_classes("k", [y * (1 - p) for y, p in zip(truth, output, strict=True)])
    added = over_classes("k", [(1 - y) * p for y, p in zip(truth, output, strict=True)])
    alpha = example.option("alpha", 0.5, r"\alpha", "poids de ce qui manque (alpha)")
    beta = example.option("beta", 0.5, r"\beta", "poids de ce qui est de trop (beta)")
    common = _common(truth, output)
    return LossSteps(Equation("L", 1 - common / (common + alpha * missed + beta * added + SMALLEST)))


def _common(truth: Sequence[Expression], output: Sequence[Expression]) -> Expression:
    return over_classes("k", [y * p for y, p in zip(truth, output, strict=True)])


DICE = Loss(
    name="dice",
    title="perte de Dice",
    description="La perte de Dice est 1 moins la part commune aux sorties et à la vérité.",
    steps=_dice,
    article="la ",
    needed=("axis",),
)

TVERSKY = Loss(
    name="tversky",
    title="perte de Tversky",
    description=(
        "La perte de Tversky est celle de Dice, où ce qui manque et ce qui est de trop ne pèsent pas autant."
    ),
    steps=_tversky,
    article="la ",
    options=("alpha", "beta"),
    needed=("axis",),
)
