"""The HOG descriptor: its settings, and how many values it has."""

from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.grouping import grouped
from generator.facts.quantity import Quantity, count, exact
from generator.facts.reading import read
from generator.facts.reference import ModelReference, reference
from generator.formulas.equation import Equation
from generator.formulas.hog import HogSettings, descriptor_size

DESCRIPTION = "/data/description"


@dataclass(frozen=True)
class Comparison:
    """How near the values are to those of scikit-image: the largest difference, over how many images."""

    difference: Quantity
    images: Quantity


@dataclass(frozen=True)
class Configuration:
    """One setting of the descriptor, and the models that use it; plots are those of the first one."""

    orientations: Quantity
    pixels_per_cell: Quantity
    models: list[ModelReference]
    size: Equation
    reference: Comparison


@dataclass(frozen=True)
class Descriptor:
    """The descriptor on one digit.

    Attributes
    ----------
    drawn : ModelReference
        The model whose plots show the image and its gradient.
    """

    digit: Quantity
    drawn: ModelReference
    configurations: list[Configuration]


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
    )


def _configuration(group: list[Result]) -> Configuration:
    result = group[0]
    orientations = count(read(result, f"{DESCRIPTION}/orientations"))
    side = count(read(result, f"{DESCRIPTION}/pixels_per_cell"))
    source = f"{result.file}#{DESCRIPTION}"
    settings = HogSettings(
        shape=tuple(read(result, f"{DESCRIPTION}/image_shape").value),
        cell=(int(side.value), int(side.value)),
        orientations=int(orientations.value),
        sources={
            "shape": f"{source}/image_shape",
            "cell": f"{source}/pixels_per_cell",
            "orientations": f"{source}/orientations",
        },
    )
    return Configuration(
        orientations=orientations,
        pixels_per_cell=side,
        models=[reference(member) for member in group],
        size=Equation(r"n_{\text{HOG}}", descriptor_size(settings)),
        reference=Comparison(
            difference=exact(read(result, f"{DESCRIPTION}/reference/difference"), digits=1),
            images=count(read(result, f"{DESCRIPTION}/reference/images")),
        ),
    )
