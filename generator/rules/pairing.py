"""What sentences say of two series of answers about the same examples, and what they rest on."""

from collections.abc import Mapping

from generator.facts.quantity import Quantity, gap, points
from generator.rules.decision import Evidence, Outcome
from generator.rules.evidence import chance_evidence, interval_evidence
from generator.statistics.corrections import Chance
from generator.statistics.diagnosis.pairing import Pairing
from generator.statistics.diagnosis.resampling import HIGH, LOW

DIFFERENCE = "différence des exactitudes"
MCNEMAR = "test exact de McNemar"
# Cases of a rule that ends on which way a difference surely goes, if it does.
DIRECTIONS: Mapping[str, Outcome] = {
    "up": Outcome.TRUE,
    "down": Outcome.FALSE,
    "unclear": Outcome.INCONCLUSIVE,
    "level": Outcome.INCONCLUSIVE,
}


def pairing_gap(pairing: Pairing, examples: int, sources: tuple[str, ...]) -> Quantity:
    """Return by how much the accuracies differ, without the sign."""
    return gap(pairing.difference, examples, sources, DIFFERENCE)


def pairing_evidence(
    pairing: Pairing, chance: Chance, examples: int, sources: tuple[str, ...]
) -> list[Evidence]:
    """Return the difference of the accuracies, its interval, and how often chance would make as much."""
    difference = points(pairing.difference, examples, sources, DIFFERENCE)
    low = points(pairing.low, examples, sources, LOW)
    high = points(pairing.high, examples, sources, HIGH)
    return interval_evidence(difference, low, high) + chance_evidence(chance, sources, MCNEMAR)
