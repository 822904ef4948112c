"""Rule: the test agrees with the choice that validation made."""

from collections.abc import Sequence
from math import isclose

from experiments.results.schema import Result
from generator.rules.advance import advance
from generator.rules.decision import Outcome, Phrase, Rule, Verdict
from generator.rules.selection import named
from generator.statistics.choice import select
from generator.statistics.contrast import Contrast, Test
from generator.statistics.experiment_contrasts import experiment_contrasts
from generator.statistics.mean_accuracy import compared_accuracy

RULE = Rule(
    __name__,
    cases={
        "confirmed": Outcome.TRUE,
        "contradicted": Outcome.FALSE,
        "undecided": Outcome.INCONCLUSIVE,
        "single": Outcome.INCONCLUSIVE,
    },
    values=("chosen", "accuracy", "better", "close", "seeds"),
    hoped=Outcome.TRUE,
)


def selection_confirmed(results: Sequence[Result]) -> Verdict:
    """Judge whether the model that validation selects is also the best on test.

    Parameters
    ----------
    results : sequence of Result
        The models to choose from, judged on the same test examples.
    """
    chosen = select(results)
    others = [result for result in results if result is not chosen]
    values: dict[str, object] = {"chosen": chosen.names.model}
    if not others:
        return RULE.conclude("single", (chosen,), values)
    found = experiment_contrasts(results).choice
    surely = [each for each in found if each.winner is each.second]
    above = [each for each in found if each.difference < 0 and not isclose(*each.accuracies)]
    better = [each.second for each in surely or above]
    values |= _accuracy(chosen, surely or above or found)
    values["better"] = Phrase("better", {"models": named(better)}, number=len(better))
    close = [each.second for each in found if each.winner is None]
    values["close"] = Phrase("close", {"models": named(close)}) if close else ""
    case = "contradicted" if surely else "undecided" if above else "confirmed"
    return RULE.conclude(case, (chosen, *others), values, [advance(each) for each in found])


def _accuracy(chosen: Result, cited: Sequence[Contrast]) -> dict[str, object]:
    """Return the accuracy of the chosen model in the comparisons cited, and which trainings it is that of.

    A model without replicates is compared with the primary training of the chosen one, not with its mean.
    """
    by_test = {each.test: compared_accuracy(each, chosen) for each in cited}
    mean, first = by_test.get(Test.SEEDS), by_test.get(Test.MCNEMAR)
    if mean is None:
        return {"accuracy": first, "seeds": Phrase("first") if chosen.replicates else ""}
    seeds = Phrase("seeds") if first is None else Phrase("seeds-and-first", {"first": first})
    return {"accuracy": mean, "seeds": seeds}
