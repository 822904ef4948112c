"""How much of an image the convolutions see, and what reductions leave out."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.layers import formula_layers
from generator.facts.quantity import Quantity, computed_count, evaluated
from generator.facts.receptive_fields import last_convolution
from generator.facts.reference import ModelReference, reference
from generator.formulas.calls import kind_of_call
from generator.formulas.equation import Equation
from generator.formulas.layers.kind import Role
from generator.formulas.layers.layer import Layer
from generator.formulas.layers.windows import grid_axes
from generator.formulas.receptive_field import receptive_field, window

FORMULA = "côté du champ récepteur"


@dataclass(frozen=True)
class Field:
    """What a value after the last convolution of a model sees of the image.

    Attributes
    ----------
    sides : tuple of Quantity
        Height and width.
    equations : tuple of Equation
        Of both, or of one when they are alike.
    image : tuple of Quantity
        Height and width of the image.
    whole : bool
        Whether that is as much as the image, or more.
    """

    model: ModelReference
    layer: str
    sides: tuple[Quantity, ...]
    equations: tuple[Equation, ...]
    image: tuple[Quantity, ...]
    whole: bool

    @property
    def reach(self) -> str:
        """How that compares with an image that it covers: « autant » or « plus », or either."""
        sizes = [*zip(self.sides, self.image, strict=True)]
        if all(side.value > size.value for side, size in sizes):
            return "plus"
        return "autant" if all(side.value == size.value for side, size in sizes) else "au moins autant"


@dataclass(frozen=True)
class Reduction:
    """A pooling that leaves rows and columns out.

    Attributes
    ----------
    before, after : tuple of Quantity
        Height and width of what it receives and gives.
    left : tuple of Quantity
        How many rows, and columns, at the end, no window reaches.
    """

    model: ModelReference
    layer: str
    before: tuple[Quantity, ...]
    after: tuple[Quantity, ...]
    left: tuple[Quantity, ...]


def fields(results: Sequence[Result]) -> list[Field]:
    """Return what each model sees at its last convolution; those of which it is not known are left out."""
    found = []
    for result in results:
        seen = last_convolution(result)
        if seen is None:
            continue
        expressions = [receptive_field(axis) for axis in seen.axes]
        equations = tuple(Equation("r", expression) for expression in expressions)
        alike = len({equation.lines for equation in equations}) == 1
        found.append(
            Field(
                model=reference(result),
                layer=seen.call,
                sides=tuple(evaluated(expression, FORMULA) for expression in expressions),
                equations=equations[:1] if alike else equations,
                image=tuple(
                    computed_count(size, (f"{result.file}#/model/input_shape/{axis}",), "côté de l’image")
                    for axis, size in enumerate(result.model.input_shape[: len(expressions)])
                ),
                whole=all(
                    expression.value >= size
                    for expression, size in zip(expressions, result.model.input_shape, strict=False)
                ),
            )
        )
    return found


def reductions(results: Sequence[Result]) -> list[Reduction]:
    """Return the poolings whose windows do not reach all that they receive."""
    return [
        found
        for result in results
        for layer in formula_layers(result)
        if (found := _reduction(result, layer))
    ]


def _reduction(result: Result, layer: Layer) -> Reduction | None:
    if kind_of_call(layer).role is not Role.POOLING or layer.config.get("padding") != "valid":
        return None
    before, after, left = [], [], []
    for axis in grid_axes(layer):
        reads = window(layer, axis)
        if reads is None:
            return None
        size, windows = layer.input_shape[axis.position], layer.output_shape[axis.position]
        reached = int((windows - 1) * reads.stride + reads.span)
        source = (f"{layer.source}/input_shapes/0/{axis.position}",)
        before.append(computed_count(size, source, axis.name))
        after.append(computed_count(windows, (f"{layer.source}/output_shapes/0/{axis.position}",), axis.name))
        rest = max(size - reached, 0)
        left.append(computed_count(rest, (*source, *reads.span_sources), "ce qu’aucune fenêtre n’atteint"))
    if not any(each.value for each in left):
        return None
    return Reduction(reference(result), layer.name, tuple(before), tuple(after), tuple(left))
