"""Rule: training is finished, that is, the validation loss no longer falls over the last epochs."""

from experiments import language
from experiments.results.schema import Result
from generator.facts.quantity import computed
from generator.rules.curve_evidence import DIGITS, slope_evidence
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.epochs import so_many_epochs
from generator.rules.over_seeds import over_seeds
from generator.statistics.curves import Curve, Ending, curve, last_epochs, numbers_of_epochs
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
    values=("model", "epochs", "at_the_end", "fall", "seeds"),
    constants={"points": language.integer(POINTS), "correlated": language.integer(CORRELATED_POINTS)},
    hoped=Outcome.TRUE,
)


def training_finished(result: Result) -> Verdict:
    """Judge whether the validation loss surely no longer falls, or surely still does."""
    history = curve(result)
    values: dict[str, object] = {
        "model": result.names.model,
        "epochs": so_many_epochs(numbers_of_epochs(history)),
        "seeds": over_seeds(result),
    }
    evidence: list[Evidence] = []
    if history.end is not None:
        sources = history.validation_sources
        values["at_the_end"] = _at_the_end(history, history.end)
        values["fall"] = computed(-history.end.slope, sources, "pente opposée", DIGITS)
        evidence = _evidence(history, history.end)
    return RULE.conclude(CASES[history.ending], (result,), values, evidence)


def _at_the_end(history: Curve, end: Trend) -> Phrase:
    """Say over how many epochs the end of trainings is read."""
    window = last_epochs(history, end)
    if len(window) == 1:
        return Phrase("last-epochs", {"window": window[0]})
    return Phrase("last-epochs-of-each", {"low": window[0], "high": window[1]})


def _evidence(history: Curve, end: Trend) -> list[Evidence]:
    """Return the slope of the last epochs, and what one more would gain at that pace."""
    sources = (*history.validation_sources, *history.error_sources)
    noticeable = computed(history.noticeable, sources, "erreur standard / nombre d’époques", DIGITS)
    found = [
        Evidence("window", so_many_epochs(last_epochs(history, end))),
        slope_evidence("end", end, history.validation_sources),
        Evidence("noticeable", noticeable),
    ]
    if history.error > 0:
        gain = computed(-end.slope / history.error, sources, "pente opposée / erreur standard", DIGITS)
        found.append(Evidence("gain", gain))
    return found
