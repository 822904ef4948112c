"""Rates that follow half a period of a cosine, once or again and again (Loshchilov and Hutter, 2017)."""

import math
from collections.abc import Mapping
from typing import Any

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value
from generator.formulas.functions import cos, floor, log, minimum
from generator.formulas.schedules.schedule import RATE, Moment, Phase, Schedule

PI = Value(r"\pi", math.pi, "rapport de la circonférence au diamètre")
PASSED = "part de la période qui est passée"


def _lowest(moment: Moment) -> Value:
    return moment.setting("alpha", r"\alpha", "part du taux qui reste à la fin")


def _half_period(
    top: Expression, share: Expression, lowest: Value, height: Expression | None = None
) -> Equation:
    """Return a rate that falls to its lowest share (Loshchilov and Hutter, 2017, equation 5)."""
    wave = 1 + cos(PI * share)
    raised = (wave if height is None else height * wave) / 2
    return Equation(RATE, top * ((1 - lowest) * raised + lowest))


def _rate(moment: Moment) -> tuple[Equation, ...]:
    duration = moment.setting("decay_steps", "N", "durée de la baisse, en mises à jour")
    elapsed: Expression = moment.n
    top: Value = moment.initial
    if moment.config["warmup_target"] is not None:
        rise = moment.setting("warmup_steps", "M", "durée de la montée, en mises à jour")
        top = moment.setting("warmup_target", r"\eta_m", "taux atteint par la montée")
        if moment.step < rise.number:
            return (Equation(RATE, moment.initial + (top - moment.initial) * moment.n / rise),)
        elapsed = moment.n - rise
    share = Equation("x", minimum(elapsed, duration) / duration)
    return (share, _half_period(top, share.named(PASSED), _lowest(moment)))


def _phases(config: Mapping[str, Any]) -> tuple[Phase, ...]:
    if config["warmup_target"] is None or not config["warmup_steps"]:
        return (Phase("", 0),)
    return (Phase("Pendant la montée\u202f:", 0), Phase("Ensuite\u202f:", config["warmup_steps"]))


def _restarts(moment: Moment) -> tuple[Equation, ...]:
    duration = moment.setting("first_decay_steps", "N", "durée de la première période, en mises à jour")
    longer = moment.setting("t_mul", "T", "facteur de durée d’une période à la suivante")
    smaller = moment.setting("m_mul", "M", "facteur de hauteur d’une période à la suivante")
    elapsed = Equation("x", moment.n / duration)
    periods = elapsed.named("temps passé, en premières périodes")
    if longer.number == 1:
        rank = Equation("i", floor(periods))
        restarts = rank.named("périodes finies")
        share = Equation("y", periods - restarts)
    else:
        rank = Equation("i", floor(log(1 - periods * (1 - longer)) / log(longer)))
        restarts = rank.named("périodes finies")
        share = Equation("y", (periods - (1 - longer**restarts) / (1 - longer)) / longer**restarts)
    rate = _half_period(moment.initial, share.named(PASSED), _lowest(moment), smaller**restarts)
    return (elapsed, rank, share, rate)


COSINE_DECAY = Schedule(
    name="CosineDecay",
    description="Le taux descend le long d’une demi-période de cosinus, après une montée s’il y en a une.",
    settings=("initial_learning_rate", "decay_steps", "alpha", "warmup_target", "warmup_steps"),
    rate=_rate,
    phases=_phases,
)

COSINE_DECAY_RESTARTS = Schedule(
    name="CosineDecayRestarts",
    description="Le taux descend le long d’une demi-période de cosinus, puis remonte et recommence.",
    settings=("initial_learning_rate", "first_decay_steps", "t_mul", "m_mul", "alpha"),
    rate=_restarts,
)
