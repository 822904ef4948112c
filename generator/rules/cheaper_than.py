"""Rule: one network costs less than another, in weights and in computation."""

from experiments.results.schema import Result
from generator.facts.batches import batches, examples_seen
from generator.facts.multiply_adds import multiply_adds
from generator.facts.quantity import Quantity, computed, count, seconds
from generator.facts.reading import read
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict

# Up to this ratio, two numbers are not said to be so many times one another.
NEARLY = 1.15

RULE = Rule(
    __name__,
    cases={
        "cheaper": Outcome.TRUE,
        "dearer": Outcome.FALSE,
        "same": Outcome.INCONCLUSIVE,
        "mixed": Outcome.INCONCLUSIVE,
        "uncounted": Outcome.INCONCLUSIVE,
    },
    values=("first", "second", "weights", "work", "training"),
    hoped=Outcome.TRUE,
)


def cheaper_than(first: Result, second: Result) -> Verdict:
    """Compare the weights and the multiply-adds of two networks."""
    results = (first, second)
    light, heavy = (count(read(result, "/model/parameters")) for result in results)
    values: dict[str, object] = {
        "first": first.names.model,
        "second": second.names.model,
        "weights": _times(light, heavy),
        "training": _training(*results),
    }
    less, more = map(multiply_adds, results)
    if less is None or more is None:
        case = "uncounted"
    else:
        values["work"] = _times(less, more)
        case = _case({_sign(light, heavy), _sign(less, more)})
    durations = [
        Evidence("duration", seconds(read(result, "/provenance/seconds")), {"model": result.names.model})
        for result in results
    ]
    return RULE.conclude(case, results, values, durations)


def _training(first: Result, second: Result) -> Phrase:
    """Return what each training went through: it costs too, whatever an answer does."""
    names = {"first": first.names.model, "second": second.names.model}
    counts = [(examples_seen(each), batches(each)) for each in (first, second)]
    passed, other = (Phrase("passed", {"seen": seen}, number=cut) for seen, cut in counts)
    alike = [count.value for count in counts[0]] == [count.value for count in counts[1]]
    # Named: the sentence before begins with the second one.
    return Phrase("same-training" if alike else "other-training", {"passed": passed, "other": other, **names})


def _case(signs: set[int]) -> str:
    if signs == {0}:
        return "same"
    return "cheaper" if signs <= {0, -1} else "dearer" if signs <= {0, 1} else "mixed"


def _sign(first: Quantity, second: Quantity) -> int:
    return (first.value > second.value) - (first.value < second.value)


def _times(first: Quantity, second: Quantity) -> Phrase:
    """Return how many times fewer, or more, the first is."""
    if first.value == second.value:
        return Phrase("as-many")
    small, large = sorted((first, second), key=lambda quantity: quantity.value)
    fewer = small is first
    if large.value <= NEARLY * small.value or small.value == 0:
        return Phrase("fewer") if fewer else Phrase("more")
    sources = (*first.sources, *second.sources)
    ratio = {"ratio": computed(large.value / small.value, sources, "rapport des deux nombres", 2)}
    return Phrase("times-fewer", ratio) if fewer else Phrase("times-more", ratio)
