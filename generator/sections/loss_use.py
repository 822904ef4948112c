"""A loss: its equation, checked on real examples of each model it trained, and the penalties added to it."""

from dataclasses import dataclass

import numpy as np

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count, count
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.formulas.equation import Equation
from generator.formulas.losses.catalogue import loss_named
from generator.formulas.losses.loss import Loss, LossSteps, are_distributions
from generator.formulas.markup import Markup
from generator.formulas.verification import LossCheck, check_losses
from generator.sections.batch_loss import WEIGHTED_MEAN, ClassWeights, class_weights
from generator.sections.penalty_use import PenaltyUse, penalty_use
from generator.sections.symbols import SymbolLine, shown_argument, symbol_lines

ARGUMENTS = "/training/loss/arguments"
DISAGREES = Markup(
    "L’équation de {} n’est pas montrée pour le {} : pour l’exemple où elles diffèrent le plus, Keras a "
    "calculé une perte de {} et l’équation donne {}. Relancez l’expérience ; si l’écart demeure, cette perte "
    "n’est pas celle que Keras nomme ainsi, et son équation manque dans generator/formulas/losses."
)


@dataclass(frozen=True)
class LossUse:
    """A loss with its arguments, and the models it trained.

    Attributes
    ----------
    options : list of (str, Quantity or Markup)
        Arguments that are not the usual ones.
    unwritten : tuple of str
        Arguments for which the report has no equation.
    equation : Equation or None
        None when the report does not write it, or when it agrees with Keras for no model.
    definitions : tuple of Equation
        What the quantities of the equation are made of.
    clips : bool
        Whether Keras bounds the probabilities of this loss.
    checked : Quantity or None
        On how many examples the equation was checked; None when on none.
    gap : Quantity or None
        Largest difference between equation and Keras.
    left_out : Quantity or None
        How many examples could not be compared; None when all were.
    notices : list of Markup
        One per model for which the equation does not give what Keras computed.
    mean : str
        LaTeX of the loss of a batch for these models, weighted by class.
    weighted : list of ClassWeights
        Of the models for which it is.
    positive : Quantity or None
        Name of the class whose probability the only output gives; None where there are more outputs.
    """

    loss: Loss
    models: list[ModelReference]
    options: list[tuple[str, Quantity | Markup]]
    unwritten: tuple[str, ...]
    equation: Equation | None
    definitions: tuple[Equation, ...]
    symbols: list[SymbolLine]
    outputs: Quantity
    clips: bool
    checked: Quantity | None
    gap: Quantity | None
    left_out: Quantity | None
    notices: list[Markup]
    mean: str
    weighted: list[ClassWeights]
    penalties: list[PenaltyUse]
    positive: Quantity | None


def equations_of(result: Result) -> LossSteps | None:
    """Return the equations of the loss of a result; None when the report does not write them."""
    used = result.training.loss
    sources = {name: f"{result.file}#{ARGUMENTS}/{name}" for name in used.arguments}
    outputs = np.array(result.samples.outputs)
    distribution = outputs.shape[1] == 1 or are_distributions(outputs)
    return loss_named(used.name).equations(used.arguments, outputs.shape[1], distribution, sources)


def loss_use(group: list[Result]) -> LossUse:
    """Describe the loss of models that have the same, with the same arguments."""
    first = group[0]
    used, loss = first.training.loss, loss_named(first.training.loss.name)
    checks = [(result, _check(loss, result)) for result in group] if loss.written(used.arguments) else []
    agreed = [(result, check) for result, check in checks if check.agrees]
    steps = equations_of(first) if agreed else None
    shown = (steps.loss, *steps.definitions) if steps else ()
    differences = [one.difference for _, check in agreed for one in check.comparisons]
    sources = tuple(f"{result.file}#/samples" for result, _ in agreed)
    left_out = sum(check.left_out for _, check in agreed)
    penalties = [penalty_use(result) for result in group]
    return LossUse(
        loss=loss,
        models=[reference(result) for result in group],
        options=[
            (name, shown_argument(read(first, f"{ARGUMENTS}/{name}")))
            for name, value in used.arguments.items()
            if value != used.defaults.get(name)
        ],
        unwritten=loss.unwritten(used.arguments) if loss.steps else (),
        equation=steps.loss if steps else None,
        definitions=steps.definitions if steps else (),
        symbols=symbol_lines(shown),
        outputs=count(read(first, "/model/output_shape/0")),
        clips=loss.clips,
        checked=computed_count(len(differences), sources, "nombre d’exemples") if differences else None,
        gap=computed(max(differences), sources, "plus grand écart", 2) if differences else None,
        left_out=computed_count(left_out, sources, "nombre d’exemples écartés") if left_out else None,
        notices=[_notice(loss, result, check) for result, check in checks if not check.agrees],
        mean=f"J = {WEIGHTED_MEAN}",
        weighted=[weights for weights in map(class_weights, group) if weights is not None],
        penalties=[use for use in penalties if use is not None],
        positive=_positive(first),
    )


def _positive(result: Result) -> Quantity | None:
    """Return the class whose probability a single output gives; None where there are more outputs."""
    if list(result.model.output_shape) != [1] or not result.data.classes[1:]:
        return None
    name = read(result, "/data/classes/1")
    return Quantity(1, str(name.value), (name.source,), "nom de la classe")


def _check(loss: Loss, result: Result) -> LossCheck:
    samples = result.samples
    return check_losses(
        loss,
        result.training.loss.arguments,
        np.array(samples.labels),
        np.array(samples.outputs, dtype=float),
        np.array(samples.losses, dtype=float),
    )


def _notice(loss: Loss, result: Result, check: LossCheck) -> Markup:
    worst = check.worst
    assert worst is not None
    source = (f"{result.file}#/samples",)
    finite = np.isfinite(worst.by_equation)
    by_equation = computed(worst.by_equation, source, loss.title) if finite else "une valeur indéfinie"
    by_keras = computed(worst.by_keras, source, "perte selon Keras")
    return DISAGREES.format(loss.name, reference(result).name, by_keras, by_equation)
