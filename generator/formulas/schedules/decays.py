"""Rates that fall by a factor, or by the inverse of time."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.functions import floor
from generator.formulas.schedules.schedule import RATE, Moment, Schedule

SETTINGS = ("initial_learning_rate", "decay_steps", "decay_rate", "staircase")


def _elapsed(moment: Moment) -> Expression:
    """Return how many periods passed: whole ones only, for a staircase."""
    periods = moment.n / moment.setting("decay_steps", "N", "durée d’une période, en mises à jour")
    return floor(periods) if moment.config["staircase"] else periods


def _exponential(moment: Moment) -> tuple[Equation, ...]:
    factor = moment.setting("decay_rate", "r", "facteur appliqué à chaque période")
    return (Equation(RATE, moment.initial * factor ** _elapsed(moment)),)


def _inverse_time(moment: Moment) -> tuple[Equation, ...]:
    speed = moment.setting("decay_rate", "r", "vitesse de la baisse")
    return (Equation(RATE, moment.initial / (1 + speed * _elapsed(moment))),)


EXPONENTIAL_DECAY = Schedule(
    name="ExponentialDecay",
    description="Le taux est multiplié par un même facteur à chaque période.",
    settings=SETTINGS,
    rate=_exponential,
)

INVERSE_TIME_DECAY = Schedule(
    name="InverseTimeDecay",
    description="Le taux baisse comme l’inverse du temps.",
    settings=SETTINGS,
    rate=_inverse_time,
)
