"""What regularisers add to the loss of one model, beside the loss of its examples."""

import math
from dataclasses import dataclass

import numpy as np

from experiments.results.schema import Result
from experiments.results.training import Penalty
from generator.facts.grouping import grouped
from generator.facts.quantity import Quantity, computed, computed_count, exact
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.formulas.equation import Equation
from generator.formulas.expression import Value
from generator.formulas.markup import Markup
from generator.formulas.penalties.catalogue import regularizer_named
from generator.formulas.penalties.penalty import Regularizer
from generator.formulas.verification import compare_penalty, compare_total
from generator.sections.batch_loss import mean_loss
from generator.sections.symbols import SymbolLine, symbol_lines

UNEXPLAINED = Markup(
    "Pour le {}, Keras ajoute à la perte une pénalité de {}, alors que celles de ses régulariseurs font {} : "
    "une autre couche y ajoute quelque chose. Leur somme n’est pas montrée ; pénalisez plutôt les poids "
    "(kernel_regularizer), et relancez l’expérience."
)
OTHER_MEAN = Markup(
    "Pour le {}, la moyenne des pertes de ces exemples et la pénalité font {}, et Keras obtient {}. Leur "
    "somme n’est pas montrée ; si la perte a un argument reduction, enlevez-le, et relancez l’expérience."
)


OBJECTIVE = r"J = \bar{L} + R, \quad \bar{L} = "


@dataclass(frozen=True)
class PenaltyLine:
    """What the regulariser of one variable adds."""

    layer: str
    variable: str
    name: str
    value: Quantity


@dataclass(frozen=True)
class RegularizerUse:
    """A regulariser with its arguments; no equation when the report does not write it."""

    regularizer: Regularizer
    equation: Equation | None
    symbols: list[SymbolLine]


@dataclass(frozen=True)
class PenaltyUse:
    """The penalties of one model, or what Keras adds that they do not explain.

    Attributes
    ----------
    objective : str
        LaTeX of what training minimises.
    class_weighted : bool
        Whether an example counts there by its class.
    whole : Equation or None
        Mean loss of a few examples and penalty; None when Keras has another sum.
    by_keras : Quantity
        What Keras minimises, on these examples.
    examples : Quantity
        How many there are.
    notice : Markup
        Why there is no sum; empty when there is one.
    """

    model: ModelReference
    objective: str
    class_weighted: bool
    lines: list[PenaltyLine]
    regularizers: list[RegularizerUse]
    whole: Equation | None
    by_keras: Quantity
    examples: Quantity
    notice: Markup


def penalty_use(result: Result) -> PenaltyUse | None:
    """Describe the penalties of a model; None when nothing is added to the loss of its examples."""
    penalties = result.training.penalties
    notice = _notice(result)
    if not penalties and not notice:
        return None
    kinds = grouped(enumerate(penalties), lambda held: (held[1].name, repr(held[1].arguments)))
    return PenaltyUse(
        model=reference(result),
        objective=OBJECTIVE + mean_loss(result),
        class_weighted=result.training.class_weights is not None,
        lines=[
            PenaltyLine(
                p.layer, p.variable, p.name, exact(read(result, f"/training/penalties/{rank}/value"), 5)
            )
            for rank, p in enumerate(penalties)
        ],
        regularizers=[_regularizer_use(result, *held[0]) for held in kinds.values()],
        whole=None if notice else _whole(result),
        by_keras=exact(read(result, "/samples/total")),
        examples=computed_count(
            len(result.samples.losses), (f"{result.file}#/samples/losses",), "nombre d’exemples"
        ),
        notice=notice,
    )


def _regularizer_use(result: Result, rank: int, penalty: Penalty) -> RegularizerUse:
    regularizer = regularizer_named(penalty.name)
    base = f"{result.file}#/training/penalties/{rank}/arguments"
    sources = {name: f"{base}/{name}" for name in penalty.arguments}
    equation = regularizer.equation(penalty.arguments, sources=sources)
    return RegularizerUse(regularizer, equation, symbol_lines([equation] if equation else []))


def _whole(result: Result) -> Equation:
    source = f"{result.file}#/samples"
    mean = Value(
        r"\bar{L}",
        math.fsum(result.samples.losses) / len(result.samples.losses),
        "moyenne des pertes des exemples",
        (f"{source}/losses",),
    )
    penalty = Value("R", result.samples.penalty, "pénalité", (f"{source}/penalty",))
    return Equation("J", mean + penalty)


def _notice(result: Result) -> Markup:
    samples, name = result.samples, reference(result).name
    source = (f"{result.file}#/samples",)
    parts = math.fsum(penalty.value for penalty in result.training.penalties)
    penalty = compare_penalty(parts, samples.penalty)
    if not penalty.agrees:
        added, own = (computed(number, source, "pénalité") for number in (samples.penalty, parts))
        return UNEXPLAINED.format(name, added, own)
    total = compare_total(np.array(samples.losses), samples.penalty, samples.total)
    if total.agrees:
        return Markup("")
    shown = computed(total.by_equation, source, "moyenne des pertes, plus pénalité")
    return OTHER_MEAN.format(name, shown, exact(read(result, "/samples/total")))
