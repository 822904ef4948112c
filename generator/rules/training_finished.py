"""Rule: training is finished, that is, the validation loss no longer falls over the last epochs."""

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.rules.curve_evidence import DIGITS, slope_evidence
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.statistics.curves import Curve, Ending, curve, number_of_epochs
from generator.statistics.trend import CORRELATED_POINTS, POINTS, Trend

CASES = {
    Ending.RISES: "rises",
    Ending.LEVEL: "level",
    Ending.FALLS: "falls",
    Ending.NOISY: "noisy",
    Ending.SHORT: "short",
}

RULE = Rule(
    __name__,
    cases={
        "rises": Outcome.TRUE,
        "level": Outcome.TRUE,
        "falls": Outcome.FALSE,
        "noisy": Outcome.INCONCLUSIVE,
        "short": Outcome.INCONCLUSIVE,
    },
    values=("model", "epochs", "window", "fall"),
    constants={"points": language.integer(POINTS), "correlated": language.integer(CORRELATED_POINTS)},
    hoped=Outcome.TRUE,
)


def training_finished(result: Result) -> Verdict:
    """Judge whether the validation loss surely no longer falls, or surely still does."""
    history = curve(result)
    values: dict[str, object] = {
        "model": result.names.model,
        "epochs": Phrase("epochs", number=number_of_epochs(history)),
    }
    evidence: list[Evidence] = []
    if history.end is not None:
        source = history.validation_source
        window = computed_count(history.end.epochs, (source,), "dernier tiers des époques")
        values |= {"window": window, "fall": computed(-history.end.slope, (source,), "pente opposée", DIGITS)}
        evidence = _evidence(history, history.end, window)
    return RULE.conclude(CASES[history.ending], (result,), values, evidence)


def _evidence(history: Curve, end: Trend, window: Quantity) -> list[Evidence]:
    """Return the slope of the last epochs, and what one more would gain at that pace."""
    sources = (history.validation_source, history.error_source)
    noticeable = computed(history.noticeable, sources, "erreur standard / nombre d’époques", DIGITS)
    found = [
        Evidence("window", window),
        slope_evidence("end", end, history.validation_source),
        Evidence("noticeable", noticeable),
    ]
    if history.error > 0:
        gain = computed(-end.slope / history.error, sources, "pente opposée / erreur standard", DIGITS)
        found.append(Evidence("gain", gain))
    return found
