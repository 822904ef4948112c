"""A schedule of the learning rate: its equations, checked on the rate of a real update of each model."""

from dataclasses import dataclass

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, exact
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.formulas.equation import Equation
from generator.formulas.markup import Markup
from generator.formulas.schedules.catalogue import schedule_named
from generator.formulas.schedules.schedule import Moment, Schedule
from generator.formulas.verification import compare_rate, in_float32
from generator.sections.symbols import SymbolLine, symbol_lines

RATE = "/training/optimizer/arguments/learning_rate"
DISAGREES = Markup(
    "L’équation de {} n’est pas montrée pour le {} : à la mise à jour numéro {}, le taux de Keras est {}, et "
    "l’équation donne {}. Relancez l’expérience ; si l’écart demeure, corrigez generator/formulas/schedules."
)


@dataclass(frozen=True)
class ScheduleUse:
    """A schedule with its settings.

    Attributes
    ----------
    phases : tuple of (str, tuple of Equation)
        What each part of a training is called, and its equations; none when the report does not write them,
        or when they agree with Keras for no model.
    worked : tuple of Equation
        The rate of the update that is shown, with its numbers.
    model : ModelReference or None
        Whose update it is.
    by_keras : Quantity or None
        Its rate, as Keras had it.
    notices : list of Markup
        One per model for which the equation does not give the rate that Keras had.
    """

    schedule: Schedule
    phases: tuple[tuple[str, tuple[Equation, ...]], ...]
    symbols: list[SymbolLine]
    worked: tuple[Equation, ...]
    model: ModelReference | None
    by_keras: Quantity | None
    notices: list[Markup]


def schedule_use(group: list[Result]) -> ScheduleUse | None:
    """Describe the schedule of models that have the same; None when their rate is a number."""
    first = group[0]
    rate = first.training.optimizer.arguments.get("learning_rate")
    if not isinstance(rate, dict):
        return None
    held = rate.get("config")
    schedule, config = schedule_named(str(rate.get("class_name"))), held if isinstance(held, dict) else {}
    worked = [(result, _worked(schedule, config, result)) for result in group]
    agreed = [
        (result, equations) for result, equations in worked if isinstance(equations, tuple) and equations
    ]
    model, equations = agreed[0] if agreed else (None, ())
    phases = schedule.equations(config, _sources(first, config)) if agreed else ()
    return ScheduleUse(
        schedule=schedule,
        phases=phases,
        symbols=symbol_lines(equation for _, shown in phases for equation in shown),
        worked=equations,
        model=reference(model) if model else None,
        by_keras=exact(read(model, "/worked_step/learning_rate")) if model else None,
        notices=[notice for _, notice in worked if isinstance(notice, Markup)],
    )


def _sources(result: Result, config: dict[str, object]) -> dict[str, str]:
    return {name: f"{result.file}#{RATE}/config/{name}" for name in config}


def _worked(schedule: Schedule, config: dict[str, object], result: Result) -> tuple[Equation, ...] | Markup:
    """Return the rate of the recorded update, with its numbers; say why when Keras had another."""
    recorded = result.worked_step
    sources = {**_sources(result, config), "step": f"{result.file}#/worked_step/step"}
    try:
        equations = schedule.at(Moment(recorded.step - 1, config, sources))
        if not equations:
            return ()
        rounded = schedule.at(Moment(recorded.step - 1, in_float32(config)))
        by_equation = float(equations[-1].value)
        largest = max([recorded.learning_rate, *result.history.learning_rate])
        compared = compare_rate(by_equation, float(rounded[-1].value), recorded.learning_rate, largest)
    except (ResultError, ArithmeticError, TypeError) as error:
        return Markup("L’équation de {} n’est pas montrée pour le {} : {}").format(
            schedule.name, reference(result).name, error
        )
    if compared.agrees:
        return equations
    number, rate = read(result, "/worked_step/step"), read(result, "/worked_step/learning_rate")
    shown = (exact(number), exact(rate), f"{by_equation:.7g}".replace(".", ","))
    return DISAGREES.format(schedule.name, reference(result).name, *shown)
