"""Why a difference is not sure: a part of sentences."""

from generator.facts.quantity import computed_count
from generator.rules.decision import Phrase
from generator.rules.evidence import probability
from generator.statistics.corrections import SIGNIFICANCE, Chance


def too_close(chance: Chance, sources: tuple[str, ...], test: str, alone: Phrase | None = None) -> Phrase:
    """Say why chance may explain a difference: that it is small, or that it is one of many.

    A difference that would be sure if it were judged alone is not said to be small: its p-value and its
    interval, shown beside it, would belie that.

    Parameters
    ----------
    test : str
        How the p-value was found, in French.
    alone : Phrase, optional
        What is said of a difference that would not be sure even alone.
    """
    if not chance.unlikely and chance.p_value < SIGNIFICANCE:
        return Phrase(
            "sure-alone",
            {
                "p": probability(chance, chance.p_value, sources, test),
                "together": computed_count(chance.together, sources, "comparaisons faites ensemble"),
            },
        )
    return alone or Phrase("too-close")
