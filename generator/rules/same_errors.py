"""Rule: two models err on the same examples more often than unrelated errors would, or less often."""

from collections.abc import Sequence
from itertools import combinations

from experiments.results.schema import Result
from generator.facts.quantity import computed, computed_count, share
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Verdict
from generator.rules.evidence import chance_evidence
from generator.rules.too_close import too_close
from generator.statistics.corrections import Chance, chances
from generator.statistics.overlap import Overlap, overlap, rounded

FISHER = "test exact de Fisher"

RULE = Rule(
    __name__,
    cases={
        "together": Outcome.TRUE,
        "apart": Outcome.FALSE,
        "undecided": Outcome.INCONCLUSIVE,
        "one-flawless": Outcome.INCONCLUSIVE,
        "both-flawless": Outcome.INCONCLUSIVE,
    },
    values=("first", "second", "flawless", "share", "expected", "close", "mean", "again"),
)


def same_errors_of(results: Sequence[Result]) -> list[Verdict]:
    """Judge each pair of models, correcting for the number of pairs (Holm, 1979).

    Raises
    ------
    ResultError
        If two results are not about the same examples.
    """
    overlaps = [overlap(*pair, "test") for pair in combinations(results, 2)]
    corrected = chances([each.p_value for each in overlaps])
    return [_same_errors(each, chance) for each, chance in zip(overlaps, corrected, strict=True)]


def _same_errors(found: Overlap, chance: Chance) -> Verdict:
    case = _case(found, chance)
    first, second = found.first.names.model, found.second.names.model
    formula = "erreurs du premier × erreurs du second / exemples de test"
    values = {
        "first": first,
        "second": second,
        "flawless": second if found.errors[0] else first,
        "share": _share(found, case),
        "expected": computed(found.expected, found.sources, formula, 2),
        "close": too_close(chance, found.sources, FISHER, Phrase("by-chance")),
        "mean": Phrase("mean") if found.first.replicates or found.second.replicates else "",
        "again": _again(found),
    }
    evidence = [*_counts(found), _odds(found)]
    evidence += chance_evidence(chance, found.sources, FISHER)
    return RULE.conclude(case, (found.first, found.second), values, evidence)


def _case(found: Overlap, chance: Chance) -> str:
    if not any(found.errors):
        return "both-flawless"
    if not all(found.errors):
        return "one-flawless"
    if not chance.unlikely:
        return "undecided"
    return "together" if found.both > found.expected else "apart"


def _share(found: Overlap, case: str) -> Phrase:
    if found.both == 0:
        return Phrase("nothing-shared")
    number = computed_count(found.both, found.sources, "exemples sur lesquels les deux modèles se trompent")
    return Phrase("shared-only", number=number) if case == "apart" else Phrase("shared", number=number)


def _again(found: Overlap) -> Phrase | str:
    """Set the errors that two models share beside those that two trainings of one model share."""
    said: Phrase | str = ""
    pairs = ((found.first, found.second), (found.second, found.first))
    for (model, other), errors, part, again in zip(
        pairs, found.errors, found.parts, found.again, strict=True
    ):
        if part is not None and again is not None:
            values = {
                "model": model.names.model,
                "other": other.names.model,
                "shared": share(part, errors, found.sources, "erreurs communes / erreurs"),
                "own": share(again, errors, found.sources, "erreurs d’un entraînement que fait un autre"),
            }
            said = Phrase("follows", {"some": said, "more": Phrase("again", values)})
    return said


def _counts(found: Overlap) -> list[Evidence]:
    counted = []
    models = (found.first, found.second)
    for model, errors, unshared, part in zip(models, found.errors, found.unshared, found.parts, strict=True):
        about = {"model": model.names.model}
        formula = "erreurs de ce modèle sur des exemples que l’autre classe correctement"
        counted.append(Evidence("unshared", computed_count(rounded(unshared), found.sources, formula), about))
        if part is not None:
            made_too = share(part, errors, found.sources, "erreurs communes / erreurs")
            counted.append(Evidence("part", made_too, about))
    return counted


def _odds(found: Overlap) -> Evidence:
    if found.odds_ratio is None:
        return Evidence("odds", Phrase("no-odds"))
    ratio, low, high = (
        computed(value, found.sources, "maximum de vraisemblance conditionnel", 2)
        for value in found.odds_ratio
    )
    return Evidence("odds", Phrase("odds", {"ratio": ratio, "low": low, "high": high}))
