"""What chance alone would explain, when several models are judged at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments import language
from generator.facts.quantity import computed
from generator.rules.verdict import Evidence
from generator.statistics.pairs import SIGNIFICANCE, holm

# How rules end their method.
CORRECTED = (
    "Les p des jugements portés ensemble sont corrigées par la méthode de Holm ; on conclut au-dessous de "
    f"{language.shortest(SIGNIFICANCE)}."
)
DIGITS = 2


@dataclass(frozen=True)
class Chance:
    """How often chance alone would show as much as was seen.

    Attributes
    ----------
    p_value : float
    corrected : float
        The same, corrected for the other judgements made at once (Holm, 1979).
    together : int
        How many judgements were made at once.
    """

    p_value: float
    corrected: float
    together: int

    @property
    def unlikely(self) -> bool:
        """Whether something else than chance has to be at work."""
        return self.corrected < SIGNIFICANCE

    def evidence(self, sources: tuple[str, ...], test: str) -> list[Evidence]:
        """Return both values, for a reader who knows statistics."""
        found = [Evidence(f"p, {test}", computed(self.p_value, sources, test, DIGITS))]
        if self.together > 1:
            formula = f"méthode de Holm, {language.integer(self.together)} jugements"
            found.append(Evidence("p corrigée (Holm)", computed(self.corrected, sources, formula, DIGITS)))
        return found


def chances(p_values: Sequence[float]) -> list[Chance]:
    """Correct the p-values of judgements made at once."""
    corrected = holm(p_values)
    return [Chance(p, q, len(corrected)) for p, q in zip(p_values, corrected, strict=True)]
