"""What the decisions on a training curve rest on: a slope, its interval and what widened it."""

from experiments import language
from generator.facts.quantity import computed
from generator.rules.decision import Evidence, Phrase
from generator.statistics.trend import Trend

DIGITS = 2


def slope_evidence(name: str, line: Trend, source: str) -> Evidence:
    """Return the slope of a straight line and its interval, and the correlation that widened it if any.

    Parameters
    ----------
    name : str
        Of the label, in the file of texts.
    line : Trend
    source : str
        Where the losses stand.
    """
    epochs = f"{language.integer(line.epochs)} époques"
    values = {
        "slope": computed(line.slope, (source,), f"pente des moindres carrés, {epochs}", DIGITS),
        "low": computed(line.low, (source,), f"borne inférieure de Student, {epochs}", DIGITS),
        "high": computed(line.high, (source,), f"borne supérieure de Student, {epochs}", DIGITS),
    }
    if line.correlation == 0:
        return Evidence(name, Phrase("slope", values))
    formula = f"corrélation des résidus voisins, {epochs}"
    values["correlation"] = computed(line.correlation, (source,), formula, DIGITS)
    return Evidence(name, Phrase("slope-widened", values))
