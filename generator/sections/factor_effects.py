"""What each factor does to the models of the experiments, all judged at once."""

from collections.abc import Sequence

from experiments.results.schema import Result
from generator.rules.decision import Verdict
from generator.rules.dropout_gap import dropout_gap
from generator.rules.factor_effect import factor_effect
from generator.statistics.factor_pairs import factor_pairs


def factor_effects(*families: Sequence[Result]) -> list[Verdict]:
    """Judge what each factor does to the models of each experiment, then what dropout does to their gap.

    Parameters
    ----------
    *families : sequence of Result
        The models of each experiment.

    Returns
    -------
    list of Verdict
        Factor by factor; the rule on the gap comes last.

    Raises
    ------
    ResultError
        If two models to compare did not see the same examples.
    """
    pairs = factor_pairs(families)
    return [
        *(factor_effect(factor, models, found) for factor, models, found in pairs.effects),
        *(dropout_gap(models, found) for models, found in pairs.gaps),
    ]
