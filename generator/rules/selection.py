"""Rule: the model that validation selects is surely ahead of the others, or not."""

from collections.abc import Sequence

from experiments.results.schema import Result
from generator.facts.quantity import computed_count, count
from generator.facts.reading import read
from generator.rules.advance import advance
from generator.rules.decision import Evidence, Outcome, Phrase, Rule, Several, Verdict
from generator.statistics.choice import SPLIT, choice_seeds, equals, select, validation_accuracies
from generator.statistics.tournament import Tournament

RULE = Rule(
    __name__,
    cases={
        "ahead": Outcome.TRUE,
        "close": Outcome.INCONCLUSIVE,
        "overtaken": Outcome.INCONCLUSIVE,
        "tie": Outcome.FALSE,
        "full-tie": Outcome.FALSE,
        "single": Outcome.INCONCLUSIVE,
    },
    values=(
        *("family", "chosen", "accuracy", "mean", "next", "next_accuracy"),
        *("weights", "others", "tied", "better", "close"),
    ),
)


def selection(results: Sequence[Result]) -> Verdict:
    """Name the model that validation selects, and judge whether it is surely ahead of the others.

    Parameters
    ----------
    results : sequence of Result
        The models to choose from, judged on the same validation examples.
    """
    chosen = select(results)
    others = [result for result in results if result is not chosen]
    accuracies = dict(zip((r.id for r in results), validation_accuracies(results), strict=True))
    values: dict[str, object] = {
        "family": chosen.names.family,
        "chosen": chosen.names.model,
        "accuracy": accuracies[chosen.id],
        "mean": _mean(results),
    }
    if not others:
        return RULE.conclude("single", (chosen,), values)
    judged = Tournament(results, SPLIT)
    found = [judged.contrast(chosen, other) for other in others]
    tied = equals(results, chosen)
    ahead = [each.second for each in found if each.winner is each.second]
    close = [each.second for each in found if each.winner is None]
    following = select(others)
    values |= {
        "next": following.names.model,
        "next_accuracy": accuracies[following.id],
        "weights": count(read(chosen, "/model/parameters")),
        "others": named(others),
        "tied": named(tied),
        "better": Phrase("better", {"models": named(ahead)}, number=len(ahead)),
        "close": named(close),
    }
    evidence = [Evidence("validation", accuracies[r.id], {"model": r.names.model}) for r in (chosen, *others)]
    case = _case(chosen, tied, ahead, close)
    return RULE.conclude(case, (chosen, *others), values, [*evidence, *map(advance, found)])


def named(results: Sequence[Result]) -> Several:
    """Enumerate models, each with its article."""
    return Several([Phrase("the", {"model": result.names.model}) for result in results])


def _mean(results: Sequence[Result]) -> Phrase | str:
    """Say which trainings the accuracies of the choice are those of."""
    if not any(result.replicates for result in results):
        return ""
    seeds = choice_seeds(results)
    if len(seeds) < 2:
        return Phrase("first")
    sources = tuple(f"{training.file}#/id" for result in results for training in result.trainings)
    return Phrase("mean", number=computed_count(len(seeds), sources, "graines que tous les modèles ont"))


def _case(chosen: Result, tied: list[Result], ahead: list[Result], close: list[Result]) -> str:
    if ahead:
        return "overtaken"
    if tied:
        lightest = min(other.model.parameters for other in tied)
        return "tie" if chosen.model.parameters < lightest else "full-tie"
    return "close" if close else "ahead"
