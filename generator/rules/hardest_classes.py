"""Rule: a model has more trouble with some classes than with the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.quantity import Quantity, computed, computed_count
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict
from generator.rules.evidence import chance_evidence
from generator.rules.over_seeds import in_all, over_seeds
from generator.rules.several import NAMED, first_classes
from generator.statistics.class_rates import equality_p_value, harder_p_value, overall_rate
from generator.statistics.classes import ClassErrors, class_errors
from generator.statistics.corrections import Chance, chances

RULE = Rule(
    __name__,
    cases={
        "harder": Outcome.TRUE,
        "no-error": Outcome.FALSE,
        "uneven": Outcome.INCONCLUSIVE,
        "undecided": Outcome.INCONCLUSIVE,
        "level": Outcome.INCONCLUSIVE,
    },
    values=("model", "named", "overall", "seeds"),
    hoped=Outcome.FALSE,
)


@dataclass(frozen=True)
class Finding:
    """A class, and how often chance would put as many errors on it."""

    errors: ClassErrors
    chance: Chance


def hardest_classes(result: Result) -> Verdict:
    """Find the classes that a model surely gets wrong more often than the others on test."""
    classes = [each for each in class_errors(result, "test") if each.examples.value]
    found = map(Finding, classes, chances([harder_p_value(each, classes) for each in classes]))
    ranked = sorted(found, key=lambda each: -each.errors.rate)
    harder = [each for each in ranked if each.chance.unlikely]
    worst = [each for each in ranked if each.errors.rate == ranked[0].errors.rate]
    named = harder or worst
    overall = overall_rate(classes)
    values = {
        "model": result.names.model,
        "named": _named(named),
        "overall": overall,
        "seeds": over_seeds(result),
    }
    if overall.value == 0:
        return RULE.conclude("no-error", (result,), values)
    p_value = equality_p_value(classes)
    equality = None if p_value is None else chances([p_value])[0]
    if harder:
        case = "harder"
    elif len(worst) == len(classes):
        case = "level"
    else:
        case = "uneven" if equality is not None and equality.unlikely else "undecided"
    evidence = _evidence(in_all(result), named, classes, overall, equality)
    return RULE.conclude(case, (result,), values, evidence)


def _named(findings: Sequence[Finding]) -> Several:
    """Return classes and their rates."""
    first, *others = (
        {"class": Phrase("class", {"name": each.errors.name}), "rate": each.errors.rate_shown}
        for each in findings
    )
    sources = tuple(source for each in findings for source in each.errors.errors.sources)
    phrases = [Phrase("wrong", first), *(Phrase("wrong-too", values) for values in others)]
    return first_classes(phrases, sources, "autres classes dont on peut dire autant")


def _evidence(
    trainings: Phrase | str,
    named: Sequence[Finding],
    classes: Sequence[ClassErrors],
    overall: Quantity,
    equality: Chance | None,
) -> list[Evidence]:
    found = []
    for each in named[:NAMED]:
        p = computed(each.chance.corrected, overall.sources, "test exact de Fisher, méthode de Holm", 2)
        value = Phrase("tested", {"errors": _counted(each.errors, trainings), "chance": p})
        found.append(Evidence("errors", value, _about(each.errors)))
    lowest = min(each.rate for each in classes)
    easiest = [each for each in classes if each.rate == lowest]
    found += [Evidence("lowest", _counted(each, trainings), _about(each)) for each in easiest[:NAMED]]
    if len(easiest) > NAMED:
        formula = "classes au plus petit taux d’erreurs"
        found.append(Evidence("as-low", computed_count(len(easiest), overall.sources, formula)))
    if equality is not None:
        found += chance_evidence(equality, overall.sources, "khi-deux, un même taux d’erreur partout")
    return found


def _about(one: ClassErrors) -> dict[str, object]:
    return {"class": Phrase("class", {"name": one.name.text})}


def _counted(one: ClassErrors, trainings: Phrase | str) -> Phrase:
    return Phrase("counted", {"errors": one.errors, "trainings": trainings}, number=one.examples)
