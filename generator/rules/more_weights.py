"""Rule: deeper networks have more weights than shallower ones, or fewer, or it depends."""

from collections.abc import Sequence

from experiments.results.schema import Result
from generator.facts.depth import depth
from generator.facts.quantity import Quantity, computed_count, count
from generator.facts.reading import read
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict

RULE = Rule(
    __name__,
    cases={
        "always": Outcome.TRUE,
        "never": Outcome.FALSE,
        "depends": Outcome.INCONCLUSIVE,
        "unknown": Outcome.INCONCLUSIVE,
    },
    values=("deep", "shallow", "pairs", "more", "less"),
)


def more_weights(deep: Sequence[Result], shallow: Sequence[Result]) -> Verdict:
    """Compare every deeper network with every shallower one."""
    subjects = (*deep, *shallow)
    pairs = [(d, s) for d in deep for s in shallow if depth(d) > depth(s)]
    if not pairs:
        return RULE.conclude("unknown", subjects, {})
    more = sum(d.model.parameters > s.model.parameters for d, s in pairs)
    less = sum(d.model.parameters < s.model.parameters for d, s in pairs)
    case = "always" if more == len(pairs) else "never" if less == len(pairs) else "depends"
    sources = tuple(f"{result.file}#/model" for result in subjects)
    compared = computed_count(len(pairs), sources, "couples d’un réseau et d’un autre de moins de couches")
    values: dict[str, object] = {
        "pairs": Phrase("pairs", number=compared),
        "more": computed_count(more, sources, "couples où le plus profond a plus de poids"),
        "less": computed_count(less, sources, "couples où le plus profond a moins de poids"),
    }
    for side, results in (("deep", deep), ("shallow", shallow)):
        values[side] = Several(_families(results))
    weights = [
        Evidence(
            "weights", _range([each for each in subjects if each.names.family == family]), {"family": family}
        )
        for family in _families(subjects)
    ]
    return RULE.conclude(case, subjects, values, weights)


def _families(results: Sequence[Result]) -> list[str]:
    return list(dict.fromkeys(result.names.family for result in results))


def _range(results: Sequence[Result]) -> Phrase | Quantity:
    ends = [choose(results, key=lambda result: result.model.parameters) for choose in (min, max)]
    lightest, heaviest = (count(read(result, "/model/parameters")) for result in ends)
    if lightest.value == heaviest.value:
        return lightest
    return Phrase("range", {"low": lightest, "high": heaviest})
