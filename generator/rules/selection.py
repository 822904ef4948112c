"""Rule: the model that validation selects is surely ahead of the others, or not."""

from collections.abc import Sequence
from typing import Final

from experiments.results.schema import Result
from generator.facts.quantity import count
from generator.facts.reading import read
from generator.facts.scores import score
from generator.rules.advance import advance
from generator.rules.decision import Outcome, Phrase, Rule, Several, Verdict
from generator.statistics.choice import select
from generator.statistics.contrast import Test, contrasts

SPLIT: Final = "validation"

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
    values=("family", "chosen", "accuracy", "weights", "others", "tied", "better", "close", "seeds"),
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
    found = contrasts([(chosen, other) for other in others], SPLIT)
    best = chosen.evaluation[SPLIT].accuracy
    tied = [other for other in others if other.evaluation[SPLIT].accuracy == best]
    ahead = [each.second for each in found if each.winner is each.second]
    close = [each.second for each in found if each.winner is None]
    values = {
        "family": chosen.names.family,
        "chosen": chosen.names.model,
        "accuracy": score(chosen, SPLIT).accuracy,
        "weights": count(read(chosen, "/model/parameters")),
        "others": named(others),
        "tied": named(tied),
        "better": Phrase("better", {"models": named(ahead)}, number=len(ahead)),
        "close": named(close),
        "seeds": Phrase("seeds") if any(each.test is Test.SEEDS for each in found) else "",
    }
    case = _case(chosen, others, tied, ahead, close)
    return RULE.conclude(case, (chosen, *others), values, [advance(each) for each in found])


def named(results: Sequence[Result]) -> Several:
    """Enumerate models, each with its article."""
    return Several([Phrase("the", {"model": result.names.model}) for result in results])


def _case(
    chosen: Result, others: list[Result], tied: list[Result], ahead: list[Result], close: list[Result]
) -> str:
    if not others:
        return "single"
    if ahead:
        return "overtaken"
    if tied:
        lightest = min(other.model.parameters for other in tied)
        return "tie" if chosen.model.parameters < lightest else "full-tie"
    return "close" if close else "ahead"
