"""Rule: one network costs less than another, in weights and in computation."""

from experiments.results.schema import Result
from generator.facts.batches import batches, examples_seen
from generator.facts.multiply_adds import multiply_adds
from generator.facts.quantity import Quantity, count, seconds
from generator.facts.reading import read
from generator.formulas.markup import Markup
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict
from generator.rules.times import times
from generator.statistics.factors import Factor, changed, factors

# Choices that what is done before the network, to make its inputs, depends on.
PREPARED = {Factor.FEATURES, Factor.DATA, Factor.ORIENTATIONS, Factor.CELL}
# What a duration depends on besides the networks: shown where the two trainings differ in it.
MEANS = ("backend", "precision")

RULE = Rule(
    __name__,
    cases={
        "cheaper": Outcome.TRUE,
        "cheaper-network": Outcome.INCONCLUSIVE,
        "dearer": Outcome.FALSE,
        "dearer-network": Outcome.INCONCLUSIVE,
        "same": Outcome.INCONCLUSIVE,
        "same-network": Outcome.INCONCLUSIVE,
        "mixed": Outcome.INCONCLUSIVE,
        "uncounted": Outcome.INCONCLUSIVE,
    },
    values=("first", "second", "weights", "work", "inputs", "training"),
    hoped=Outcome.TRUE,
)


def cheaper_than(first: Result, second: Result) -> Verdict:
    """Compare the weights and the multiply-adds of two networks.

    Where their inputs are not prepared alike, the networks alone are compared: what an answer costs in all is
    not known.
    """
    results = (first, second)
    light, heavy = (count(read(result, "/model/parameters")) for result in results)
    values: dict[str, object] = {
        "first": first.names.model,
        "second": second.names.model,
        "weights": times(light, heavy),
        "inputs": _inputs(*results),
        "training": _training(*results),
    }
    less, more = map(multiply_adds, results)
    if less is None or more is None:
        case = "uncounted"
    else:
        values["work"] = times(less, more)
        case = _case({_sign(light, heavy), _sign(less, more)})
        case = f"{case}-network" if case != "mixed" and _prepared_apart(*results) else case
    return RULE.conclude(case, results, values, _durations(*results))


def _prepared_apart(first: Result, second: Result) -> bool:
    return not PREPARED.isdisjoint(changed(first, second))


def _inputs(first: Result, second: Result) -> Phrase | str:
    """Say what is left out of the count: what computes the inputs of one of the two, or of both."""
    if not _prepared_apart(first, second):
        return ""
    described = [each for each in (first, second) if factors(each)[Factor.ORIENTATIONS] is not None]
    if len(described) != 1:
        return Phrase("inputs")
    return Phrase("descriptor", {"model": described[0].names.model})


def _durations(*results: Result) -> list[Evidence]:
    """Return how long both trainings took, and what each ran on if they differ in it."""
    held = [{name: getattr(each.training, name) for name in MEANS} for each in results]
    apart = [name for name in MEANS if held[0][name] != held[1][name]]
    found = []
    for result, means in zip(results, held, strict=True):
        duration: Quantity | Phrase = seconds(read(result, "/provenance/seconds"))
        if apart:
            named = Several([Markup("<code>{}</code>").format(means[name]) for name in apart])
            duration = Phrase("on", {"duration": duration, "means": named})
        found.append(Evidence("duration", duration, {"model": result.names.model}))
    return found


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
