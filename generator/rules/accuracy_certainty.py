"""Rule: the test examples are enough to know the accuracy of a model."""

from experiments import language
from experiments.measures.wilson import wilson_interval
from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed_count, count, share
from generator.facts.reading import read
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.fallen_trainings import fallen_trainings

ACCURACY = "/evaluation/test/accuracy"
# Half-widths of the interval: the accuracy is well known up to the first, badly beyond the second.
CLOSE = 0.005
LOOSE = 0.01


def _points(half_width: float, digits: int) -> str:
    noun = language.plural(100 * half_width, "point", "points")
    return f"{language.significant(100 * half_width, digits)}{language.NO_BREAK_SPACE}{noun}"


RULE = Rule(
    __name__,
    cases={"known": Outcome.TRUE, "unknown": Outcome.FALSE, "roughly": Outcome.INCONCLUSIVE},
    values=("model", "accuracy", "examined", "margin", "interval", "seeds", "fallen", "first"),
    constants={"close": _points(CLOSE, 1), "loose": _points(LOOSE, 1)},
    hoped=Outcome.TRUE,
)


def accuracy_certainty(result: Result) -> Verdict:
    """Judge whether the number of test examples is enough to know the accuracy of a model."""
    examined = count(read(result, "/evaluation/test/count"))
    total = int(examined.value)
    accuracy = result.evaluation["test"].accuracy
    low, high = wilson_interval(round(accuracy * total), total)
    sources = (f"{result.file}#{ACCURACY}", *examined.sources)
    half_width = (high - low) / 2
    margin = Quantity(half_width, _points(half_width, 2), sources, "demi-largeur de l’intervalle de Wilson")
    bounds = {
        "low": share(low, total, sources, "borne inférieure de Wilson"),
        "high": share(high, total, sources, "borne supérieure de Wilson"),
    }
    values = {
        "model": result.names.model,
        "accuracy": share(accuracy, total, sources[:1]),
        "examined": Phrase("examples", number=examined),
        "margin": margin,
        "interval": Phrase("interval", bounds),
        "seeds": _seeds(result, total),
        "fallen": fallen_trainings([result]),
        "first": Phrase("first") if result.replicates else "",
    }
    case = "known" if half_width <= CLOSE else "unknown" if half_width > LOOSE else "roughly"
    return RULE.conclude(case, (result,), values, [Evidence("margin", margin), *_trainings(result, total)])


def _seeds(result: Result, examples: int) -> Phrase | str:
    """Return how far trainings with other seeds spread, if there are some."""
    if not result.replicates:
        return ""
    sources = tuple(f"{training.file}#{ACCURACY}" for training in result.trainings)
    found = [training.evaluation["test"].accuracy for training in result.trainings]
    low = share(min(found), examples, sources, "la plus basse")
    high = share(max(found), examples, sources, "la plus haute")
    mean = share(sum(found) / len(found), examples, sources, "moyenne sur les entraînements")
    trainings = computed_count(len(found), sources, "entraînements, une graine chacun")
    if low.text == high.text:
        return Phrase("alike", {"trainings": trainings, "mean": mean})
    return Phrase("spread", {"trainings": trainings, "low": low, "high": high, "mean": mean})


def _trainings(result: Result, examples: int) -> list[Evidence]:
    """Return the accuracy that each seed gives, that of the result first."""
    seeds = [result.training.seed, *(replicate.seed for replicate in result.replicates)]
    return [
        Evidence(
            "training",
            share(training.evaluation["test"].accuracy, examples, (f"{training.file}#{ACCURACY}",)),
            {"seed": language.integer(seed)},
        )
        for seed, training in zip(seeds, result.trainings, strict=True)
    ]
