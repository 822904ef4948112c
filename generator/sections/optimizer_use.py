"""An optimiser: its arguments, and its equations checked on a real update of each model it trained."""

from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.facts.reading import Reading, read
from generator.facts.reference import ModelReference, reference
from generator.formulas.equation import Equation
from generator.formulas.markup import Markup
from generator.formulas.optimizers.catalogue import optimizer_of
from generator.formulas.optimizers.optimizer import Optimizer
from generator.sections.schedule_use import ScheduleUse, schedule_use
from generator.sections.step_comparison import ComparedStep, compared_steps
from generator.sections.symbols import SymbolLine, shown_argument
from generator.sections.worked_step import ARGUMENTS, WorkedStep, worked_step

UNSHOWN = {"name"}
# Arguments that are the share of the old value kept in a moving average.
AVERAGES = {"rho", "beta_1", "beta_2"}


@dataclass(frozen=True)
class ArgumentLine:
    """One argument of an optimiser: value in use, default, meaning.

    Attributes
    ----------
    changed : bool
        Whether the value in use is not the default.
    """

    name: str
    symbol: str
    value: Quantity | Markup
    default: Quantity | Markup
    changed: bool
    meaning: str


@dataclass(frozen=True)
class AverageLine:
    """How many steps a moving average remembers: its factor, the formula in LaTeX, and what that makes."""

    latex: str
    duration: str
    memory: Quantity


@dataclass(frozen=True)
class OptimizerUse:
    """An optimiser with its arguments, and the models it trained.

    Attributes
    ----------
    equations : tuple of Equation
        None when the report does not write them, or when they agree with Keras for no model.
    averages : list of AverageLine
        The memory of each moving average.
    step : WorkedStep or None
        The update of the first model for which the equations agree.
    others : list of ModelReference
        The other models whose update was checked too.
    gap : Quantity or None
        Largest difference between equations and Keras over these.
    compared : list of ComparedStep
        How far other optimisers would move that weight; empty without a step.
    notices : list of Markup
        One per model for which the equations do not give what Keras computed.
    varying : list of ModelReference
        Models whose rate is not the same in all epochs.
    """

    optimizer: Optimizer
    models: list[ModelReference]
    arguments: list[ArgumentLine]
    equations: tuple[Equation, ...]
    symbols: list[SymbolLine]
    averages: list[AverageLine]
    notes: tuple[str, ...]
    step: WorkedStep | None
    others: list[ModelReference]
    gap: Quantity | None
    compared: list[ComparedStep]
    notices: list[Markup]
    schedule: ScheduleUse | None
    varying: list[ModelReference]

    @property
    def telling(self) -> list[ArgumentLine]:
        """The arguments that the equations name, or that were changed."""
        return [line for line in self.arguments if line.symbol or line.changed]

    @property
    def idle(self) -> list[ArgumentLine]:
        """The others: left at their defaults, they do nothing here."""
        return [line for line in self.arguments if line not in self.telling]


def optimizer_use(group: list[Result]) -> OptimizerUse:
    """Describe the optimiser of models that have the same, with the same arguments."""
    first = group[0]
    used = first.training.optimizer
    optimizer = optimizer_of(used.name, used.arguments)
    worked = [worked_step(r, optimizer) for r in group] if optimizer.worked(used.arguments) else []
    steps = [step for step in worked if isinstance(step, WorkedStep)]
    shown = steps or not worked
    symbols = optimizer.symbols(used.arguments) if shown else ()
    values = {name: read(first, f"{ARGUMENTS}/{name}") for name in used.defaults}
    others = steps[1:]
    by_id = {result.id: result for result in group}
    gaps = [step.difference.value for step in others]
    sources = tuple(source for step in others for source in step.difference.sources)
    return OptimizerUse(
        optimizer=optimizer,
        models=[reference(result) for result in group],
        arguments=_arguments(first, optimizer),
        equations=optimizer.equations(used.arguments) if shown else (),
        symbols=[
            SymbolLine(row.latex, row.meaning, shown_argument(values[row.argument]) if row.argument else None)
            for row in symbols
        ],
        averages=[
            AverageLine(row.latex, rf"\frac{{1}}{{1 - {row.latex}}}", _memory(values[row.argument]))
            for row in symbols
            if row.argument in AVERAGES and values[row.argument].value < 1
        ],
        notes=optimizer.notes(used.arguments),
        step=steps[0] if steps else None,
        others=[step.model for step in others],
        gap=computed(max(gaps), sources, "plus grande différence", 2) if gaps else None,
        compared=compared_steps(by_id[steps[0].model.id], optimizer) if steps else [],
        notices=[notice for notice in worked if isinstance(notice, Markup)],
        schedule=schedule_use(group),
        varying=[reference(r) for r in group if len(set(r.history.learning_rate)) > 1],
    )


def _arguments(result: Result, optimizer: Optimizer) -> list[ArgumentLine]:
    used = result.training.optimizer
    return [
        ArgumentLine(
            name=row.name,
            symbol=row.symbol,
            value=shown_argument(read(result, f"{ARGUMENTS}/{row.name}")),
            default=shown_argument(read(result, f"/training/optimizer/defaults/{row.name}")),
            changed=row.value != used.defaults[row.name],
            meaning=row.meaning,
        )
        for row in optimizer.argument_rows(used.arguments)
        if row.name not in UNSHOWN
    ]


def _memory(kept: Reading) -> Quantity:
    return computed_count(round(1 / (1 - kept.value)), (kept.source,), "1 / (1 − part gardée), arrondi")
