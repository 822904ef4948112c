"""The formula of a convolution, checked on what a network recorded of its first one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.results.network import Layer
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.facts.reference import ModelReference, reference
from generator.formulas.convolved import filter_equation, filter_sums, windows_under
from generator.formulas.equation import Equation
from generator.sections.symbols import SymbolLine, symbol_lines

# Functions whose positive answers are what they received.
IDENTITY_ABOVE_ZERO = ("relu", "linear")


@dataclass(frozen=True)
class FilterUse:
    """The formula of a filter, with the numbers of one place, and how it was checked.

    Attributes
    ----------
    equation : Equation
        At the place where a filter of the first convolution answers most.
    places : Quantity
        On how many answers it was checked.
    gap : Quantity
        Largest difference from one answer to another, once the bias of the filter is taken away.
    resolution : Quantity
        What one byte per number leaves uncertain, at most.
    """

    model: ModelReference
    equation: Equation
    symbols: list[SymbolLine]
    places: Quantity
    gap: Quantity
    resolution: Quantity


def filter_use(results: Sequence[Result]) -> FilterUse | None:
    """Check the formula on the first result that recorded enough; None when none did, or none agrees."""
    return next((use for use in map(_use, results) if use is not None), None)


def _use(result: Result) -> FilterUse | None:
    found, layer = result.features, _first_convolution(result)
    if found is None or layer is None:
        return None
    image, kernels = found.image.array(), found.filters.array.array()
    answers = next((each.array for each in found.maps if each.layer == layer.name), None)
    if answers is None or list(image.shape) != layer.input_shape:
        return None
    maps = answers.array()
    kernels = kernels[..., : maps.shape[-1]]
    windows = windows_under(image, (kernels.shape[0], kernels.shape[1]), layer.config)
    if windows.shape[:2] != maps.shape[:2] or windows.shape[2:] != kernels.shape[:3]:
        return None
    positive = maps > 0
    biases = np.where(positive, maps - filter_sums(windows, kernels), np.nan)
    if not positive.any():
        return None
    with np.errstate(all="ignore"):
        middle = np.nanmedian(np.where(positive.any(axis=(0, 1)), biases, 0.0), axis=(0, 1))
    gap = float(np.nanmax(np.abs(biases - middle)))
    resolution = answers.scale + float(
        (np.abs(kernels).sum(axis=(0, 1, 2)).max() * found.image.scale)
        + np.abs(windows).sum(axis=(2, 3, 4)).max() * found.filters.array.scale
    )
    if gap > resolution:
        return None
    row, column, rank = map(int, np.unravel_index(maps.argmax(), maps.shape))
    equation = filter_equation(windows[row, column], kernels[..., rank], float(middle[rank]))
    sources = tuple(f"{result.file}#/features/{name}" for name in ("image", "filters", "maps"))
    return FilterUse(
        model=reference(result),
        equation=equation,
        symbols=symbol_lines([equation]),
        places=computed_count(int(positive.sum()), sources, "réponses positives enregistrées"),
        gap=computed(gap, sources, "plus grand écart au biais du filtre", 2),
        resolution=computed(resolution, sources, "pas de chaque octet, au pire des cas", 2),
    )


def _first_convolution(result: Result) -> Layer | None:
    """Return the first convolution if it reads the input itself, in a way that the formula tells."""
    named = result.features.filters.layer if result.features else ""
    layer = next((layer for layer in result.model.layers if layer.name == named), None)
    if layer is None or layer.type != "Conv2D" or layer.inputs != result.model.inputs:
        return None
    config = layer.config
    plain = config.get("groups", 1) == 1 and config.get("data_format", "channels_last") == "channels_last"
    told = {"strides", "dilation_rate", "padding"} <= config.keys() and config["padding"] in ("same", "valid")
    return layer if plain and told and config.get("activation") in IDENTITY_ABOVE_ZERO else None
