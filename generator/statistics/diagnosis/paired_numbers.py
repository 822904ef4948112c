"""The numbers of a paired comparison, as sentences and those who check them need them."""

from markupsafe import Markup

from experiments.language import CONFIDENCE, whole_percent
from generator.facts.amount import amount
from generator.facts.gap import gap
from generator.facts.quantity import computed_count, points
from generator.rules.verdict import Evidence
from generator.statistics.corrections import Chance
from generator.statistics.diagnosis.chance import chance_evidence
from generator.statistics.diagnosis.pairing import Pairing
from generator.statistics.diagnosis.resampling import HIGH, LOW

DIFFERENCE = "différence des exactitudes"


def paired_numbers(pairing: Pairing, images: int, sources: tuple[str, ...]) -> dict[str, object]:
    """Return the numbers of a comparison, by the names that wordings give them.

    ``gained`` and ``lost`` are images that the first, or the second, alone reads well, with their noun;
    the same names with ``_count`` are the bare numbers.
    """
    gained, lost = pairing.only_first, pairing.only_second
    won, given = "images bien lues par le premier seulement", "images bien lues par le second seulement"
    return {
        "images": amount(images, sources, "images de test communes", "image", "images"),
        "gained": amount(gained, sources, won, "image", "images"),
        "gained_count": computed_count(gained, sources, won),
        "lost": amount(lost, sources, given, "image", "images"),
        "lost_count": computed_count(lost, sources, given),
        "gap": gap(pairing.difference, images, sources, DIFFERENCE),
    }


def paired_evidence(
    pairing: Pairing, chance: Chance, images: int, sources: tuple[str, ...]
) -> list[Evidence]:
    """Return what a comparison rests on, for a reader who knows statistics."""
    low = points(pairing.low, images, sources, LOW)
    high = points(pairing.high, images, sources, HIGH)
    return [
        Evidence("Différence d’exactitude", points(pairing.difference, images, sources, DIFFERENCE)),
        Evidence(f"Intervalle à {whole_percent(CONFIDENCE)}", Markup("de {} à {}").format(low, high)),
        *chance_evidence(chance, sources, "test exact de McNemar"),
    ]
