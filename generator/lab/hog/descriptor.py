"""The HOG descriptor: its settings, and how many values it has."""

from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.grouping import grouped
from generator.facts.quantity import Quantity, computed_count, count, exact
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.formulas.equation import Equation, Symbol
from generator.formulas.hog import HogSettings, descriptor_size
from generator.formulas.hog_cell import orientation_width
from generator.lab.hog.gradient import Gradient, gradient
from generator.lab.hog.steps import DESCRIPTION, Steps, steps
from generator.sections.symbols import notations
from generator.statistics.factor_pairs import closest_pair
from generator.statistics.factors import Factor

SIZE = Symbol(r"n_{\text{HOG}}", "nombre de valeurs du descripteur")
WIDTH = Symbol(r"\delta", "ce que couvre une orientation, en degrés")


@dataclass(frozen=True)
class Comparison:
    """How near the values are to those of scikit-image: the largest difference, over how many images."""

    difference: Quantity
    images: Quantity


@dataclass(frozen=True)
class Configuration:
    """One setting of the descriptor, and the models that use it; plots are those of the first one.

    Attributes
    ----------
    width : Equation
        How many degrees one orientation covers.
    """

    orientations: Quantity
    pixels_per_cell: Quantity
    models: list[ModelReference]
    size: Equation
    width: Equation
    reference: Comparison


@dataclass(frozen=True)
class Cells:
    """The cells of one model: their side and how many pixels each sums up, how many they are."""

    model: ModelReference
    side: Quantity
    pixels: Quantity
    number: Quantity


@dataclass(frozen=True)
class Coarser:
    """Two models set apart by their cells."""

    small: Cells
    large: Cells


@dataclass(frozen=True)
class Descriptor:
    """The descriptor on one digit.

    Attributes
    ----------
    drawn : ModelReference
        The model whose plots show the image and its gradient, first of the first configuration.
    gradient : Gradient or None
        Of that image; None when the equations do not give what was recorded.
    steps : Steps or None
        Of that configuration; None when the equations do not give what was recorded.
    coarser : Coarser or None
        None when no two models differ by their cells.
    """

    digit: Quantity
    drawn: ModelReference
    configurations: list[Configuration]
    gradient: Gradient | None
    steps: Steps | None
    coarser: Coarser | None

    @property
    def symbols(self) -> list[Symbol]:
        """What the symbols of the sizes mean, each once."""
        equations = [each for one in self.configurations for each in (one.size, one.width)]
        return notations(equations, (SIZE, WIDTH))


def descriptor(results: list[Result]) -> Descriptor:
    """Explain the descriptor from the results of the models that use it."""
    groups = grouped(
        results,
        lambda result: tuple(
            read(result, f"{DESCRIPTION}/{name}").value for name in ("orientations", "pixels_per_cell")
        ),
    )
    first = results[0]
    return Descriptor(
        digit=count(read(first, f"{DESCRIPTION}/illustration/label")),
        drawn=reference(first),
        configurations=[_configuration(group) for group in groups.values()],
        gradient=gradient(first),
        steps=steps(first, _settings(first)),
        coarser=_coarser(results),
    )


def _settings(result: Result) -> HogSettings:
    side = int(read(result, f"{DESCRIPTION}/pixels_per_cell").value)
    source = f"{result.file}#{DESCRIPTION}"
    return HogSettings(
        shape=tuple(read(result, f"{DESCRIPTION}/image_shape").value),
        cell=(side, side),
        orientations=int(read(result, f"{DESCRIPTION}/orientations").value),
        sources={
            "shape": f"{source}/image_shape",
            "cell": f"{source}/pixels_per_cell",
            "orientations": f"{source}/orientations",
        },
    )


def _configuration(group: list[Result]) -> Configuration:
    result = group[0]
    settings = _settings(result)
    return Configuration(
        orientations=count(read(result, f"{DESCRIPTION}/orientations")),
        pixels_per_cell=count(read(result, f"{DESCRIPTION}/pixels_per_cell")),
        models=[reference(member) for member in group],
        size=Equation(SIZE.latex, descriptor_size(settings)),
        width=Equation(WIDTH.latex, orientation_width(settings)),
        reference=Comparison(
            difference=exact(read(result, f"{DESCRIPTION}/reference/difference"), digits=1),
            images=count(read(result, f"{DESCRIPTION}/reference/images")),
        ),
    )


def _coarser(results: list[Result]) -> Coarser | None:
    pair = closest_pair(Factor.CELL, results)
    return Coarser(large=_cells(pair[0]), small=_cells(pair[1])) if pair else None


def _cells(result: Result) -> Cells:
    settings = _settings(result)
    (height, width), (rows, columns) = settings.shape, settings.cell
    sources = (settings.sources["shape"], settings.sources["cell"])
    return Cells(
        model=reference(result),
        side=count(read(result, f"{DESCRIPTION}/pixels_per_cell")),
        pixels=computed_count(rows * columns, sources[1:], "côté × côté"),
        number=computed_count((height // rows) * (width // columns), sources, "cellules dans l’image"),
    )
