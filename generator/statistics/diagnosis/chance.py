"""How chance is spoken of, when several models are judged at once."""

from experiments import language
from generator.facts.quantity import computed
from generator.rules.verdict import Evidence
from generator.statistics.corrections import SIGNIFICANCE, Chance

# How rules end their method.
CORRECTED = (
    "Les p des jugements portés ensemble sont corrigées par la méthode de Holm ; on conclut au-dessous de "
    f"{language.shortest(SIGNIFICANCE)}."
)
DIGITS = 2


def chance_evidence(chance: Chance, sources: tuple[str, ...], test: str) -> list[Evidence]:
    """Return both values, for a reader who knows statistics."""
    found = [Evidence(f"p, {test}", computed(chance.p_value, sources, test, DIGITS))]
    if chance.together > 1:
        formula = f"méthode de Holm, {language.integer(chance.together)} jugements"
        found.append(Evidence("p corrigée (Holm)", computed(chance.corrected, sources, formula, DIGITS)))
    return found
