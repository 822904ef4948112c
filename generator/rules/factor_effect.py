"""Rule: more of one factor, such as dropout, makes the models of an experiment right more often, or less."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.facts.differences import differences
from generator.facts.quantity import computed_count, gap, setting
from generator.facts.reading import Reading, read
from generator.formulas.layers.kind import Role
from generator.formulas.markup import Markup
from generator.rules.alone import alone
from generator.rules.better_than import DIFFERENCE, contrast_evidence
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict
from generator.rules.fallen_trainings import fallen_trainings
from generator.rules.too_close import too_close
from generator.rules.unfinished import unfinished
from generator.statistics.contrast import Contrast
from generator.statistics.factors import Factor, changed, factors, has_dropout, ranks
from generator.statistics.mean_accuracy import accuracy_sources, compared_accuracy

RULE = Rule(
    __name__,
    cases={
        "better": Outcome.TRUE,
        "better-among-others": Outcome.INCONCLUSIVE,
        "worse": Outcome.FALSE,
        "worse-among-others": Outcome.INCONCLUSIVE,
        "level": Outcome.INCONCLUSIVE,
        "level-among-others": Outcome.INCONCLUSIVE,
        "no-pair": Outcome.INCONCLUSIVE,
    },
    values=(
        *("family", "asked", "factor", "others", "alone", "close", "gap"),
        *("trainings", "fallen", "unfinished"),
        *("more", "with_more", "more_accuracy", "less", "with_less", "less_accuracy"),
        *("winner", "with_winner", "winner_accuracy", "loser", "with_loser", "loser_accuracy"),
    ),
    hoped=Outcome.TRUE,
)


def factor_effect(factor: Factor, results: Sequence[Result], contrast: Contrast | None) -> Verdict:
    """Judge whether more of a factor makes the models of an experiment right more often.

    Where something else changes too, a difference has no established cause: that decides nothing.

    Parameters
    ----------
    factor : Factor
        One of `EFFECTS`.
    results : sequence of Result
        Of one experiment.
    contrast : Contrast or None
        On the test examples, between the model with more of the factor and the other, as
        `generator.statistics.factor_pairs.closest_pair` finds them; None when it finds none.
    """
    effect = EFFECTS[factor]
    values: dict[str, object] = {
        "family": results[0].names.family,
        "asked": Phrase(effect.asked),
        "factor": factor.value,
    }
    if contrast is None:
        return RULE.conclude("no-pair", results, values)
    more, less = contrast.first, contrast.second
    others = [each.value for each in changed(less, more) if each is not factor]
    case = "level" if contrast.winner is None else "better" if contrast.winner is more else "worse"
    winner, loser = (less, more) if case == "worse" else (more, less)
    for role, result in (("more", more), ("less", less), ("winner", winner), ("loser", loser)):
        values[role] = result.names.model
        values[f"with_{role}"] = effect.having(result)
        values[f"{role}_accuracy"] = compared_accuracy(contrast, result)
    sources = _sources(contrast)
    values |= {
        "others": Phrase("others", {"factors": Several(others)}, len(others)),
        "alone": alone(winner, loser),
        "close": too_close(contrast.chance, contrast.sources, contrast.test.value),
        "gap": gap(contrast.difference, contrast.examples, sources, DIFFERENCE, contrast.precision),
        "trainings": _trainings(contrast),
        "fallen": fallen_trainings((more, less)) if max(contrast.trainings) > 1 else "",
        "unfinished": unfinished((more, less)),
    }
    changes = Markup(" ; ").join(differences(less, more))
    evidence = [
        Evidence("changes", changes, {"less": less.names.model, "more": more.names.model}),
        *contrast_evidence(contrast),
    ]
    return RULE.conclude(f"{case}-among-others" if others else case, (more, less), values, evidence)


def _trainings(contrast: Contrast) -> Phrase:
    """Say over how many seeds the accuracies are means; if over one only, what that leaves open."""
    first, second = (
        computed_count(number, _sources(contrast), "entraînements, une graine chacun")
        for number in contrast.trainings
    )
    if max(contrast.trainings) == 1:
        return Phrase("one-seed")
    if first.value == second.value:
        return Phrase("same-seeds", number=first)
    values = {"more": contrast.first.names.model, "less": contrast.second.names.model}
    return Phrase("other-seeds", {**values, "more_seeds": first, "less_seeds": second})


def _sources(contrast: Contrast) -> tuple[str, ...]:
    return accuracy_sources(contrast.first, "test") + accuracy_sources(contrast.second, "test")


def _dropout(result: Result) -> Phrase:
    return Phrase("dropout") if has_dropout(result) else Phrase("no-dropout")


def _kernels(result: Result) -> Phrase:
    sizes: dict[tuple[int, ...], Markup] = {}
    for rank in ranks(result, Role.CONVOLUTION):
        size = read(result, f"/model/layers/{rank}/config/kernel_size")
        sides = [setting(Reading(side, f"{size.source}/{axis}")) for axis, side in enumerate(size.value)]
        sizes.setdefault(tuple(size.value), Markup(" × ").join(sides))
    return Phrase("kernels", {"sizes": Several(list(sizes.values()))})


def _cells(result: Result) -> Phrase:
    return Phrase("cells", number=setting(read(result, "/data/description/pixels_per_cell")))


def _orientations(result: Result) -> Phrase:
    return Phrase("orientations", number=setting(read(result, "/data/description/orientations")))


def _poolings(result: Result) -> Phrase:
    number = factors(result)[Factor.POOLINGS]
    if number == 0:
        return Phrase("no-pooling")
    layers = computed_count(number, (f"{result.file}#/model/layers",), "couches de pooling")
    return Phrase("poolings", number=layers)


@dataclass(frozen=True)
class Effect:
    """How a factor is asked about, and how much of it a model has; both by names of the file of texts."""

    asked: str
    having: Callable[[Result], Phrase]


EFFECTS = {
    Factor.DROPOUT: Effect("asked-dropout", _dropout),
    Factor.KERNELS: Effect("asked-kernels", _kernels),
    Factor.CELL: Effect("asked-cells", _cells),
    Factor.ORIENTATIONS: Effect("asked-orientations", _orientations),
    Factor.POOLINGS: Effect("asked-poolings", _poolings),
}
