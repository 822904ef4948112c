"""Which algorithm learned the weights, with which arguments, against which loss."""

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.facts.grouping import grouped
from generator.facts.quantity import Quantity, computed, count, exact, setting
from generator.facts.reading import Reading, read
from generator.facts.reference import ModelReference, reference
from generator.formulas.equation import Equation, Symbol
from generator.formulas.losses.catalogue import loss_named
from generator.formulas.losses.loss import Loss
from generator.formulas.optimizers.catalogue import optimizer_named
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.step import Start

# Keras computes in single precision, the formula in double: so much may part them, relative to the weight.
SINGLE_PRECISION = 1e-5
ARGUMENTS = "/training/optimizer/arguments"
UNSHOWN = {"name"}


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
class SymbolLine:
    """One symbol of the equations; `value` is there when it stands for an argument."""

    latex: str
    meaning: str
    value: Quantity | Markup | None


@dataclass(frozen=True)
class WorkedStep:
    """One update of one weight of one model, computed by the formula and by Keras.

    Attributes
    ----------
    variable : str
        Path that Keras gives to the table of weights.
    index : Markup
        Place of the weight in it.
    number : Quantity
        How many updates had been made, this one included.
    by_formula, by_keras, difference : Quantity
        The weight after the update, and how far apart both are.
    """

    model: ModelReference
    variable: str
    index: Markup
    number: Quantity
    equations: tuple[Equation, ...]
    by_formula: Quantity
    by_keras: Quantity
    difference: Quantity


@dataclass(frozen=True)
class OptimizerUse:
    """An optimiser with its arguments, and the models it trained.

    There is no worked step when the report does not write its equations, or when its rate has no one value.
    """

    optimizer: Optimizer
    models: list[ModelReference]
    arguments: list[ArgumentLine]
    equations: tuple[Equation, ...]
    symbols: list[SymbolLine]
    notes: tuple[str, ...]
    step: WorkedStep | None


@dataclass(frozen=True)
class LossUse:
    """A loss, and the models it trained; it has no equation when the report does not write it."""

    loss: Loss
    models: list[ModelReference]
    prepared: Equation | None
    equation: Equation | None
    symbols: list[Symbol]
    outputs: Quantity


@dataclass(frozen=True)
class Learning:
    """What optimised what; one entry each when all models agree."""

    optimizers: list[OptimizerUse]
    losses: list[LossUse]


def learning(results: list[Result]) -> Learning:
    """Group the models by optimiser and arguments, and by loss."""
    return Learning(
        optimizers=[_optimizer_use(group) for group in grouped(results, _optimizer_key).values()],
        losses=[_loss_use(group) for group in grouped(results, _loss_key).values()],
    )


def _optimizer_key(result: Result) -> Hashable:
    used = result.training.optimizer
    return used.name, repr({k: v for k, v in used.arguments.items() if k not in UNSHOWN})


def _loss_key(result: Result) -> Hashable:
    return result.training.loss.name, result.model.output_shape[-1]


def _optimizer_use(group: list[Result]) -> OptimizerUse:
    first = group[0]
    used = first.training.optimizer
    optimizer = optimizer_named(used.name)
    values = {name: read(first, f"{ARGUMENTS}/{name}") for name in optimizer.arguments or used.arguments}
    arguments = [
        ArgumentLine(
            name=row.name,
            symbol=row.symbol,
            value=shown_argument(values[row.name]),
            default=shown_argument(read(first, f"/training/optimizer/defaults/{row.name}")),
            changed=row.value != used.defaults[row.name],
            meaning=row.meaning,
        )
        for row in optimizer.argument_rows(used.arguments)
        if row.name not in UNSHOWN
    ]
    symbols = [
        SymbolLine(row.latex, row.meaning, shown_argument(values[row.argument]) if row.argument else None)
        for row in optimizer.symbols(used.arguments)
    ]
    return OptimizerUse(
        optimizer=optimizer,
        models=[reference(result) for result in group],
        arguments=arguments,
        equations=optimizer.equations(used.arguments),
        symbols=symbols,
        notes=optimizer.notes(used.arguments),
        step=_worked_step(first, optimizer) if _can_be_worked(optimizer, used.arguments) else None,
    )


def _can_be_worked(optimizer: Optimizer, arguments: dict[str, Any]) -> bool:
    return optimizer.update is not None and isinstance(arguments["learning_rate"], int | float)


def _worked_step(result: Result, optimizer: Optimizer) -> WorkedStep:
    recorded = result.worked_step
    base = f"{result.file}#/worked_step"
    remembered = optimizer.initial_state(result.training.optimizer.arguments)
    state = {name: read(result, f"/worked_step/state_before/{name}").value for name in remembered}
    step = optimizer.step(
        Start(
            state={**state, "iterations": recorded.step - 1},
            gradient=recorded.gradient,
            weight=recorded.weight_before,
            config=result.training.optimizer.arguments,
            sources={
                **{name: f"{result.file}#{ARGUMENTS}/{name}" for name in result.training.optimizer.arguments},
                **{name: f"{base}/state_before/{name}" for name in state},
                "gradient": f"{base}/gradient",
                "weight": f"{base}/weight_before",
                "iterations": f"{base}/step",
            },
        )
    )
    by_keras = read(result, "/worked_step/weight_after")
    gap = abs(step.weight - by_keras.value)
    if not math.isclose(step.weight, by_keras.value, rel_tol=SINGLE_PRECISION, abs_tol=SINGLE_PRECISION**2):
        raise ResultError(
            f"{by_keras.source} : Keras obtient {by_keras.value}, la formule de {optimizer.name} donne "
            f"{step.weight}. Corrigez la formule, ou relancez l’expérience."
        )
    sources = tuple(dict.fromkeys(source for equation in step.equations for source in equation.sources))
    places = [exact(read(result, f"/worked_step/index/{i}")) for i in range(len(recorded.index))]
    return WorkedStep(
        model=reference(result),
        variable=recorded.variable,
        index=Markup(", ").join(places),
        number=count(read(result, "/worked_step/step")),
        equations=step.equations,
        by_formula=computed(step.weight, sources, f"{optimizer.name}, en double précision"),
        by_keras=exact(by_keras),
        difference=computed(gap, (*sources, by_keras.source), "valeur absolue de la différence", 2),
    )


def _loss_use(group: list[Result]) -> LossUse:
    first = group[0]
    loss = loss_named(first.training.loss.name)
    steps = loss.equations(first.model.output_shape[-1])
    prepared = steps.prepared[0] if steps and steps.prepared else None
    shown = [equation for equation in (prepared, steps and steps.loss) if equation]
    return LossUse(
        loss=loss,
        models=[reference(result) for result in group],
        prepared=prepared,
        equation=steps.loss if steps else None,
        symbols=list(dict.fromkeys(symbol for equation in shown for symbol in equation.symbols)),
        outputs=count(read(first, "/model/output_shape/0")),
    )


def shown_argument(reading: Reading) -> Quantity | Markup:
    """Show a value as a number when it is one, as Python code otherwise."""
    value: Any = reading.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Markup('<code data-source="{}">{}</code>').format(reading.source, repr(value))
    return setting(reading)
