"""Rates that fall to a last value along a power of what remains."""

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression
from generator.formulas.functions import ceiling, maximum, minimum
from generator.formulas.schedules.schedule import RATE, Moment, Schedule


def _rate(moment: Moment) -> tuple[Equation, ...]:
    last = moment.setting("end_learning_rate", r"\eta_f", "taux d’arrivée")
    duration = moment.setting("decay_steps", "N", "durée de la baisse, en mises à jour")
    power = moment.setting("power", "p", "puissance")
    share: Expression
    if moment.config["cycle"]:
        share = moment.n / (duration * maximum(ceiling(moment.n / duration), 1))
    else:
        share = minimum(moment.n, duration) / duration
    done = Equation("x", share)
    remains = 1 - done.named("part de la durée qui est passée")
    return (done, Equation(RATE, (moment.initial - last) * remains**power + last))


POLYNOMIAL_DECAY = Schedule(
    name="PolynomialDecay",
    description="Le taux descend vers une valeur d’arrivée, selon une puissance du temps qui reste.",
    settings=("initial_learning_rate", "decay_steps", "end_learning_rate", "power", "cycle"),
    rate=_rate,
)
