"""Size of the histogram of oriented gradients (Dalal and Triggs, 2005), as scikit-image computes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.formulas.expression import Expression, Value
from generator.formulas.functions import product


@dataclass(frozen=True)
class HogSettings:
    """Settings of the descriptor.

    Parameters
    ----------
    shape, cell : tuple of int
        Height and width in pixels, of the input and of a cell.
    orientations : int
        Number of bins of a histogram.
    sources : mapping of str to str
        Where ``shape``, ``cell`` and ``orientations`` come from.
    """

    shape: tuple[int, int]
    cell: tuple[int, int]
    orientations: int
    sources: Mapping[str, str] = field(default_factory=dict)

    def named(self, name: str, symbol: str, number: int, meaning: str) -> Value:
        """Return a setting as a quantity of a formula."""
        return Value(symbol, number, meaning, (self.sources[name],) if name in self.sources else ())


def descriptor_size(settings: HogSettings) -> Expression:
    """Return the number of values of the descriptor: cells that fit, one per block, bins of each."""
    factors: list[Expression] = []
    for axis, (letter, name) in enumerate((("H", "hauteur"), ("L", "largeur"))):
        size = settings.named("shape", letter, settings.shape[axis], f"{name} de l’entrée, en pixels")
        cell = settings.named("cell", f"p_{letter}", settings.cell[axis], f"{name} d’une cellule, en pixels")
        factors.append(size // cell)
    bins = settings.named("orientations", "o", settings.orientations, "nombre d’orientations par histogramme")
    return product([*factors, bins])
