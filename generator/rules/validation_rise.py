"""Rule: the validation loss rose again while the training loss went on falling."""

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count, measured
from generator.rules.curve_evidence import DIGITS, slope_evidence
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.epochs import at_epochs
from generator.rules.over_seeds import over_seeds
from generator.statistics.curves import Curve, Ending, Rise, best_epochs, curve, losses_on_curve

RULE = Rule(
    __name__,
    cases={
        "turned": Outcome.TRUE,
        "undone": Outcome.TRUE,
        "at-the-minimum": Outcome.FALSE,
        "steady": Outcome.FALSE,
        "slight": Outcome.INCONCLUSIVE,
        "parted": Outcome.INCONCLUSIVE,
        "unsure": Outcome.INCONCLUSIVE,
        "diverged": Outcome.INCONCLUSIVE,
    },
    values=("model", "best", "rise", "lowest", "last", "above", "seeds"),
    hoped=Outcome.FALSE,
)


def validation_rise(result: Result) -> Verdict:
    """Judge whether the validation loss rose after its minimum, and whether the training loss still fell."""
    history = curve(result)
    lowest, last = losses_on_curve(history)
    values = {
        "model": result.names.model,
        "best": at_epochs(best_epochs(history)),
        "rise": _rise(history),
        "lowest": lowest,
        "last": last,
        "above": _above(history),
        "seeds": over_seeds(result),
    }
    return RULE.conclude(_case(history), (result,), values, _evidence(history))


def _case(history: Curve) -> str:
    if history.rise is Rise.NONE:
        return _case_near_the_minimum(history)
    if history.rise is Rise.UNSURE:
        return "unsure"
    if history.training_since is None or history.training_since.high >= 0:
        return "diverged"
    return "turned" if history.result.training.patience is None else "undone"


def _case_near_the_minimum(history: Curve) -> str:
    if history.best == history.epochs:
        # Trainings that went up at the end can have a mean that did not: its direction must be known.
        known = history.finished or history.ending is Ending.FALLS
        return "at-the-minimum" if known or not history.above else "parted"
    return "slight" if history.rises_slightly else "steady"


def _above(history: Curve) -> Phrase:
    number = computed_count(history.above, history.validation_sources, "entraînements finissant au-dessus")
    return Phrase("above", number=number)


def _rise(history: Curve) -> Quantity:
    rise = history.last - history.lowest
    sources = (*history.validation_sources, *history.error_sources)
    text = measured(rise, history.error)
    return Quantity(rise, text, sources, "dernière perte de validation moins la plus petite")


def _evidence(history: Curve) -> list[Evidence]:
    rise = _rise(history)
    lowest, last = losses_on_curve(history)
    found = [
        Evidence("best", at_epochs(best_epochs(history))),
        Evidence("lowest", lowest),
        Evidence("last", last),
    ]
    if history.error > 0:
        relative = computed(rise.value / history.error, rise.sources, "remontée / erreur standard", DIGITS)
        found.append(Evidence("relative-rise", relative))
    for name, line, sources in (
        ("validation-slope", history.since, history.validation_sources),
        ("training-slope", history.training_since, history.training_sources),
    ):
        if line is not None:
            found.append(slope_evidence(name, line, sources))
    return found
