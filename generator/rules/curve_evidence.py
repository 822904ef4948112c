"""What the decisions on a training curve rest on: a slope, its interval and what widened it."""

from experiments import language
from generator.facts.bounds import bounds
from generator.facts.quantity import computed, computed_count
from generator.rules.decision import Evidence, Phrase
from generator.statistics.trend import Trend

DIGITS = 2


def slope_evidence(name: str, line: Trend, sources: tuple[str, ...]) -> Evidence:
    """Return the slope of a straight line and its interval, and the correlation that widened it if any.

    Parameters
    ----------
    name : str
        Of the label, in the file of texts.
    line : Trend
    sources : tuple of str
        Where the losses stand.
    """
    epochs = f"{_span(line.epochs)} époques"
    low, high = bounds(line.low, line.high, sources, f"de Student, {epochs}", DIGITS)
    values: dict[str, object] = {
        "slope": computed(line.slope, sources, f"pente des moindres carrés, {epochs}", DIGITS),
        "low": low,
        "high": high,
    }
    if line.trainings > 1:
        number = computed_count(line.trainings, sources, "entraînements dont la pente est mesurée")
        return Evidence(name, Phrase("slope-over-seeds", values | {"trainings": number}))
    if line.correlation == 0:
        return Evidence(name, Phrase("slope", values))
    formula = f"corrélation des résidus voisins, {epochs}"
    values["correlation"] = computed(line.correlation, sources, formula, DIGITS)
    return Evidence(name, Phrase("slope-widened", values))


def _span(numbers: tuple[int, ...]) -> str:
    low, high = (language.integer(choose(numbers)) for choose in (min, max))
    return low if low == high else f"{low} à {high}"
