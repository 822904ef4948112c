"""Rates that are constant between given steps."""

from bisect import bisect_left

from experiments import language
from generator.formulas.equation import Equation
from generator.formulas.expression import Value
from generator.formulas.schedules.schedule import RATE, Moment, Schedule


def _rate(moment: Moment) -> tuple[Equation, ...]:
    boundaries, values = moment.config["boundaries"], moment.config["values"]
    levels = [
        f"{language.shortest(value)} jusqu’à {language.integer(boundary)} mises à jour"
        for value, boundary in zip(values, boundaries, strict=False)
    ]
    words = ", ".join([*levels, f"{language.shortest(values[-1])} ensuite"])
    source = (moment.sources["values"],) if "values" in moment.sources else ()
    level = Value(
        r"\ell", values[bisect_left(boundaries, moment.step)], f"taux du palier\u202f: {words}", source
    )
    return (Equation(RATE, level),)


PIECEWISE_CONSTANT_DECAY = Schedule(
    name="PiecewiseConstantDecay",
    description="Le taux est constant par paliers.",
    settings=("boundaries", "values"),
    rate=_rate,
)
