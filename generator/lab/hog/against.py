"""Whether a small network suffices on contours: the first one, beside those that read pixels."""

from collections.abc import Sequence

from experiments.results.schema import Result
from generator.rules.better_than import better_than
from generator.rules.cheaper_than import cheaper_than
from generator.rules.decision import Verdict
from generator.statistics.choice import select
from generator.statistics.pairs import same_examples
from generator.statistics.tournament import Tournament


def against(results: Sequence[Result], others: Sequence[Result]) -> list[Verdict]:
    """Compare the first model with the first of another experiment, then with the one that is kept there.

    Nothing where the two experiments did not see the same examples.
    """
    first = results[0]
    if not others or not same_examples(first, others[0]):
        return []
    judged = Tournament([*others, *results], "test")
    start, kept = others[0], select(others)
    verdicts = [better_than(judged.contrast(first, start)), cheaper_than(first, start)]
    return verdicts if kept is start else [*verdicts, better_than(judged.contrast(first, kept))]
