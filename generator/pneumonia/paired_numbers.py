"""The numbers of a paired comparison, as sentences need them."""

from generator import french
from generator.pneumonia.pairing import Pairing
from generator.quantity import Quantity, computed, computed_count


def paired_numbers(pairing: Pairing, images: int, sources: tuple[str, ...]) -> dict[str, Quantity]:
    """Return the numbers of a comparison, by the names that wordings give them."""
    return {
        "images": computed_count(images, sources, "images de test communes"),
        "first_only": computed_count(pairing.only_first, sources, "images que lui seul lit bien"),
        "second_only": computed_count(pairing.only_second, sources, "images que lui seul lit bien"),
        "p": computed(pairing.p_value, sources, "test exact de McNemar", 2),
        "difference": points(pairing.difference, images, sources, "différence des exactitudes"),
        "low": points(pairing.low, images, sources, "rééchantillonnage des patients, 2,5 % des tirages"),
        "high": points(pairing.high, images, sources, "rééchantillonnage des patients, 97,5 % des tirages"),
    }


def points(difference: float, images: int, sources: tuple[str, ...], formula: str) -> Quantity:
    """Return a difference of proportions in percentage points, its sign always written."""
    text = french.decimal(100 * difference, french.proportion_digits(abs(difference), images))
    sign = "+" if difference > 0 else ""
    noun = french.plural(100 * difference, "point", "points")
    return Quantity(difference, f"{sign}{text}{french.NO_BREAK_SPACE}{noun}", sources, formula)
