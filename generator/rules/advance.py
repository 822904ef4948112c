"""What one model gains over another, in one line of evidence."""

from generator.facts.quantity import computed, computed_count, points
from generator.rules.decision import Evidence, Phrase
from generator.statistics.contrast import Contrast


def advance(contrast: Contrast) -> Evidence:
    """Return what the first model of a contrast gains over the second, and how surely."""
    sources = contrast.sources
    gain = points(
        contrast.difference, contrast.examples, sources, "différence des exactitudes", contrast.precision
    )
    corrected = computed(contrast.chance.corrected, sources, f"{contrast.test.value}, méthode de Holm", 2)
    together = computed_count(contrast.chance.together, sources, "comparaisons faites ensemble")
    about = {"model": contrast.second.names.model, "together": together}
    return Evidence("advance", Phrase("advance", {"gain": gain, "corrected": corrected}), about)
