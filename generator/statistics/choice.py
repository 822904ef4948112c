"""The model that validation selects."""

from collections.abc import Sequence

from experiments.results.schema import Result


def select(results: Sequence[Result]) -> Result:
    """Return the model with the best validation accuracy; among equals, the one with fewest weights.

    The test split takes no part in it: it only judges what was chosen without it.
    """
    return max(results, key=lambda r: (r.evaluation["validation"].accuracy, -r.model.parameters))
