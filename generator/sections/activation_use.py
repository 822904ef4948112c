"""The activation functions in use, and how the gradient of the loss comes back through them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.results.schema import Result
from generator.facts.activations import activations, output_activation
from generator.facts.quantity import Quantity, computed
from generator.facts.reference import ModelReference, reference
from generator.formulas.activations import Activation, activation_equation, activation_named
from generator.formulas.backpropagation import (
    DEFINED,
    PAIRS,
    TOLERANCE,
    hidden_gradient,
    measured_gradient,
    output_gradient,
    weight_gradient,
)
from generator.formulas.equation import Equation
from generator.formulas.losses.catalogue import loss_named
from generator.sections.symbols import SymbolLine, symbol_lines


@dataclass(frozen=True)
class ActivationUse:
    """An activation function and the models that use it.

    Attributes
    ----------
    activation : Activation or None
        None for one that the report does not write.
    """

    name: str
    activation: Activation | None
    equation: Equation | None
    symbols: list[SymbolLine]
    models: list[ModelReference]


@dataclass(frozen=True)
class Backpropagation:
    """The derivative of the loss on one real example, and how it goes on to the weights.

    Attributes
    ----------
    weight, hidden : Equation
        To be shown with their symbols.
    worked : Equation
        For the output of the true class, with its numbers.
    measured : Quantity
        The same, when the equation of the loss is computed twice around it.
    """

    model: ModelReference
    weight: Equation
    hidden: Equation
    symbols: list[SymbolLine]
    worked: Equation
    measured: Quantity


def activation_uses(results: Sequence[Result]) -> list[ActivationUse]:
    """Describe the activation functions of models, in the order in which their layers use them."""
    named = {result.id: activations(result) for result in results}
    uses = []
    for name in dict.fromkeys(name for names in named.values() for name in names):
        equation = activation_equation(name)
        uses.append(
            ActivationUse(
                name=name,
                activation=activation_named(name),
                equation=equation,
                symbols=symbol_lines([equation] if equation else []),
                models=[reference(result) for result in results if name in named[result.id]],
            )
        )
    return uses


def backpropagation(results: Sequence[Result]) -> Backpropagation | None:
    """Work the derivative on an example of the first model whose loss allows it; None without any."""
    return next((found for found in map(_backpropagation, results) if found is not None), None)


def _backpropagation(result: Result) -> Backpropagation | None:
    used = result.training.loss
    usual = all(used.arguments.get(name) == held for name, held in used.defaults.items())
    if (output_activation(result), used.name) not in PAIRS or not usual:
        return None
    samples = result.samples
    rank = int(np.argmax(samples.losses))
    outputs, label = np.array(samples.outputs[rank], dtype=float), samples.labels[rank]
    output = label if len(outputs) > 1 else 0
    expected = 1 if len(outputs) > 1 else label
    sources = (f"{result.file}#/samples/outputs/{rank}", f"{result.file}#/samples/labels/{rank}")
    worked = output_gradient(float(outputs[output]), expected, sources)
    measured = measured_gradient(loss_named(used.name), outputs, label, output)
    if not abs(measured - float(worked.value)) <= TOLERANCE:
        return None
    weight, hidden = weight_gradient(1.0, 0.5, 1.0), hidden_gradient(1.0, (1.0, 1.0), (1.0, 1.0))
    return Backpropagation(
        model=reference(result),
        weight=weight,
        hidden=hidden,
        symbols=[*symbol_lines([weight, hidden]), *(SymbolLine(*each, None) for each in DEFINED)],
        worked=worked,
        measured=computed(measured, sources, "différence des pertes de part et d’autre", 6),
    )
