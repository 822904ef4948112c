"""One update of one weight of one model, by the equations and by Keras."""

import math
from dataclasses import dataclass

from experiments import language
from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, count, exact
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.formulas.equation import Equation
from generator.formulas.markup import Markup
from generator.formulas.optimizers.optimizer import Optimizer
from generator.formulas.optimizers.step import Start, Step
from generator.formulas.verification import compare_step, in_float32

# Shares of ε below, and ratios of lengths up to which nothing is worth saying.
HARDLY, ALIKE = 0.01, 2.0
ARGUMENTS = "/training/optimizer/arguments"
DISAGREES = Markup(
    "Les équations de {} ne sont pas montrées pour le {} : à la mise à jour numéro {}, Keras mène le poids "
    "de {} à {} et les équations le mènent à {}. Relancez l’expérience ; si l’écart demeure, une contrainte "
    "sur les poids ou un optimiseur modifié fait autre chose que ces équations : enlevez-le, ou ajoutez son "
    "fichier dans generator/formulas/optimizers."
)
IMPOSSIBLE = Markup("Les équations de {} ne sont pas montrées pour le {} : {}")


@dataclass(frozen=True)
class WorkedStep:
    """One update of one weight of one model.

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
    damping : Quantity or None
        ε over what it is added to under the root; None when that is hardly anything.
    shortened : Quantity or None
        By what share ε shortens the step; None with `damping`.
    shorter, longer : Quantity or None
        How many times shorter, or longer, the step of plain gradient descent would be with the same rate;
        both None when it would be about the same.
    """

    model: ModelReference
    variable: str
    index: Markup
    number: Quantity
    equations: tuple[Equation, ...]
    by_formula: Quantity
    by_keras: Quantity
    difference: Quantity
    damping: Quantity | None
    shortened: Quantity | None
    shorter: Quantity | None
    longer: Quantity | None


def worked_step(result: Result, optimizer: Optimizer) -> WorkedStep | Markup:
    """Work the recorded update with the equations; say why they may not be shown when they fail."""
    recorded = result.worked_step
    try:
        start = _start(result, optimizer)
        step, rounded = optimizer.step(start), optimizer.step(_start(result, optimizer, in_single=True))
    except (ResultError, ArithmeticError) as error:
        return IMPOSSIBLE.format(optimizer.name, reference(result).name, str(error))
    before, by_keras = read(result, "/worked_step/weight_before"), read(result, "/worked_step/weight_after")
    compared = compare_step(step.weight, rounded.weight, before.value, by_keras.value)
    number = count(read(result, "/worked_step/step"))
    sources = tuple(dict.fromkeys(source for equation in step.equations for source in equation.sources))
    by_formula = computed(step.weight, sources, f"{optimizer.name}, en double précision")
    if not compared.agrees:
        places = (number, exact(before), exact(by_keras), by_formula)
        return DISAGREES.format(optimizer.name, reference(result).name, *places)
    both = (*sources, by_keras.source)
    return WorkedStep(
        model=reference(result),
        variable=recorded.variable,
        index=Markup(", ").join(
            exact(read(result, f"/worked_step/index/{i}")) for i in range(len(recorded.index))
        ),
        number=number,
        equations=step.equations,
        by_formula=by_formula,
        by_keras=exact(by_keras),
        difference=computed(compared.difference, both, "valeur absolue de la différence", 2),
        damping=_damping(start, step, optimizer, sources),
        shortened=_shortened(start, step, optimizer, sources),
        shorter=_plain(step, start, sources, shorter=True),
        longer=_plain(step, start, sources, shorter=False),
    )


def _start(result: Result, optimizer: Optimizer, in_single: bool = False) -> Start:
    recorded, base = result.worked_step, f"{result.file}#/worked_step"
    arguments = {**result.training.optimizer.arguments, "learning_rate": recorded.learning_rate}
    remembered = optimizer.initial_state(arguments)
    own = ("gradient", "gradient_norm", "global_gradient_norm", "learning_rate")
    return Start(
        state={
            **{name: held for name, held in recorded.state_before.items() if name in remembered},
            "iterations": recorded.step - 1,
        },
        gradient=recorded.gradient,
        weight=recorded.weight_before,
        config=in_float32(arguments) if in_single else arguments,
        sources={
            **{name: f"{result.file}#{ARGUMENTS}/{name}" for name in arguments},
            **{name: f"{base}/state_before/{name}" for name in remembered},
            **{name: f"{base}/{name}" for name in own},
            "weight": f"{base}/weight_before",
            "iterations": f"{base}/step",
        },
        gradient_norm=recorded.gradient_norm,
        global_gradient_norm=recorded.global_gradient_norm,
    )


def _damping(start: Start, step: Step, optimizer: Optimizer, sources: tuple[str, ...]) -> Quantity | None:
    squares = step.state.get(optimizer.squares, 0)
    share = float(start.config["epsilon"] / squares) if squares else 0
    if share < HARDLY:
        return None
    return computed(share, sources, "ε divisé par la somme ou la moyenne à laquelle il est ajouté", 2)


def _shortened(start: Start, step: Step, optimizer: Optimizer, sources: tuple[str, ...]) -> Quantity | None:
    damping = _damping(start, step, optimizer, sources)
    if damping is None:
        return None
    share = 1 - 1 / math.sqrt(1 + damping.value)
    return Quantity(share, language.whole_percent(round(share, 2)), sources, "1 − 1 / √(1 + ε / v)")


def _plain(step: Step, start: Start, sources: tuple[str, ...], shorter: bool) -> Quantity | None:
    moved, alone = abs(step.weight - start.weight), abs(start.config["learning_rate"] * start.gradient)
    if not moved or not alone:
        return None
    ratio = moved / alone if shorter else alone / moved
    return computed(ratio, sources, "rapport des longueurs des deux pas", 2) if ratio > ALIKE else None
