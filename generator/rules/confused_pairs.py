"""Rule: a model confuses some pairs of classes more than chance would."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.over_seeds import in_all
from generator.statistics.classes import ClassErrors, ConfusedPair, all_errors, class_errors, confused_classes
from generator.statistics.corrections import Chance, chances

SPLIT = "test"
# How many pairs a sentence names.
NAMED = 3
# And of how many the numbers are shown.
PROVEN = 20

RULE = Rule(
    __name__,
    cases={
        "beyond-chance": Outcome.TRUE,
        "no-error": Outcome.FALSE,
        "leader": Outcome.INCONCLUSIVE,
        "tied": Outcome.INCONCLUSIVE,
        "no-choice": Outcome.INCONCLUSIVE,
    },
    values=("model", "pairs", "others", "unsure", "pair", "times", "seeds"),
    hoped=Outcome.FALSE,
)


@dataclass(frozen=True)
class Finding:
    """A pair, whether chance explains its excess, and its direction where the excess is sure."""

    pair: ConfusedPair
    excess: Chance
    direction: Chance | None = None


def confused_pairs(result: Result) -> Verdict:
    """Find the pairs of classes that a model surely confuses more than chance would on test."""
    errors = all_errors(class_errors(result, SPLIT))
    values: dict[str, object] = {"model": result.names.model, "seeds": in_all(result)}
    if errors.value == 0:
        return RULE.conclude("no-error", (result,), values)
    counted = Evidence("errors", Phrase("counted", {"errors": errors, "trainings": in_all(result)}))
    tested = _tested(result)
    if len(tested) < 2:
        return RULE.conclude("no-choice", (result,), values, [counted])
    sure = _with_directions([each for each in tested if each.excess.unlikely])
    if sure:
        values |= {
            "pairs": _series(sure[:NAMED]),
            "others": _others(sure[NAMED:]),
            "unsure": _unsure(tested, sure[:NAMED][-1].pair),
        }
        return RULE.conclude("beyond-chance", (result,), values, [counted, *map(_proof, sure[:PROVEN])])
    most = tested[0].pair.total
    tops = [each for each in tested if each.pair.total.value == most.value]
    values |= {"pair": _named(tops[0].pair), "times": most}
    case = "leader" if len(tops) == 1 else "tied"
    return RULE.conclude(case, (result,), values, [counted, *map(_proof, tops[:NAMED])])


def surely_confused(result: Result) -> list[ConfusedPair]:
    """Return the pairs that the rule finds beyond chance, the most confused first."""
    return [each.pair for each in _tested(result) if each.excess.unlikely]


def _tested(result: Result) -> list[Finding]:
    """Test the excess of each pair, and put the most confused first."""
    pairs = confused_classes(result, SPLIT)
    found = map(Finding, pairs, chances([pair.excess_p_value for pair in pairs]))
    return sorted(found, key=lambda each: (-each.pair.total.value, each.excess.corrected))


def _with_directions(findings: Sequence[Finding]) -> list[Finding]:
    directions = chances([each.pair.direction_p_value for each in findings])
    return [
        Finding(each.pair, each.excess, direction)
        for each, direction in zip(findings, directions, strict=True)
    ]


def _class(one: ClassErrors) -> Phrase:
    return Phrase("class", {"name": one.name})


def _named(pair: ConfusedPair) -> Phrase:
    return Phrase("pair", {"first": _class(pair.first), "second": _class(pair.second)})


def _series(findings: Sequence[Finding]) -> Phrase:
    """Join pairs from the most confused on."""
    return reduce(lambda some, more: Phrase("then", {"some": some, "more": more}), map(_described, findings))


def _described(finding: Finding) -> Phrase:
    """Return how often a pair is confused, what chance would give, and the direction if it is sure."""
    pair = finding.pair
    values = {"pair": _named(pair), "times": pair.total, "expected": pair.expected}
    if finding.direction is None or not finding.direction.unlikely:
        return Phrase("excess", values)
    return Phrase("directed-excess", values | {"direction": _direction(pair)})


def _direction(pair: ConfusedPair) -> Phrase:
    """Return in which direction a pair is confused most."""
    truth, answer, often, rarely = pair.first, pair.second, pair.first_as_second, pair.second_as_first
    if often.value < rarely.value:
        truth, answer, often, rarely = answer, truth, rarely, often
    values = {"truth": _class(truth), "answer": _class(answer)}
    if rarely.value == 0:
        return Phrase("always", values)
    return Phrase("mostly", values | {"often": often, "rarely": rarely})


def _unsure(tested: Sequence[Finding], last: ConfusedPair) -> Phrase | str:
    """Return the pairs confused as often as the last one named, whose excess chance may explain."""
    often = [e for e in tested if not e.excess.unlikely and e.pair.total.value >= last.total.value]
    if not often:
        return ""
    return Phrase("unsure", {"last": _named(last), "pairs": _series(often[:NAMED])})


def _others(findings: Sequence[Finding]) -> Phrase | str:
    """Return how many more pairs were found."""
    if not findings:
        return ""
    sources = tuple(source for each in findings for source in each.pair.total.sources)
    number = computed_count(len(findings), sources, "autres paires confondues plus que par hasard")
    return Phrase("others", number=number)


def _proof(finding: Finding) -> Evidence:
    pair = finding.pair
    sources = pair.first.errors.sources + pair.second.errors.sources
    values: dict[str, object] = {
        "times": pair.total,
        "expected": pair.expected,
        "chance": _corrected(finding.excess, sources),
        "directions": "",
    }
    if finding.direction is not None:
        directions = {
            "first": _class(pair.first),
            "second": _class(pair.second),
            "there": pair.first_as_second,
            "back": pair.second_as_first,
            "chance": _corrected(finding.direction, pair.total.sources),
        }
        values["directions"] = Phrase("directions", directions)
    names = {"first": pair.first.name.text, "second": pair.second.name.text}
    return Evidence("pair", Phrase("proof", values), names)


def _corrected(chance: Chance, sources: tuple[str, ...]) -> Quantity:
    return computed(chance.corrected, sources, "test binomial exact, méthode de Holm", 2)
