"""Two models on the same examples, one answer at a time."""

from dataclasses import dataclass

import numpy as np
import scipy

from experiments.errors import ResultError
from experiments.measures.answers import labels_of, predictions_of
from experiments.results.schema import Result


@dataclass(frozen=True)
class PairedComparison:
    """Two models on the same examples.

    Attributes
    ----------
    only_first_right, only_second_right : int
        Examples that one model alone classifies well.
    p_value : float
        Exact McNemar test (McNemar, 1947): how often chance alone would part the two counts at
        least as much, were both models as good.
    """

    only_first_right: int
    only_second_right: int
    p_value: float


def compare(first: Result, second: Result, split: str) -> PairedComparison:
    """Compare two models example by example on a split.

    Raises
    ------
    ResultError
        If the two results are not about the same examples.
    """
    check_same_examples(first, second, split)
    one, other = (result.evaluation[split] for result in (first, second))  # type: ignore[index]
    right, also_right = (predictions_of(each) == labels_of(one) for each in (one, other))
    first_only, second_only = (int(np.sum(each)) for each in (right & ~also_right, also_right & ~right))
    return PairedComparison(first_only, second_only, even_p_value(first_only, second_only))


def even_p_value(first: int, second: int) -> float:
    """Return how often two outcomes equally likely would part as much (exact binomial test)."""
    # Both tails are alike; they overlap when the outcomes are as many.
    tail = scipy.stats.binom.cdf(min(first, second), first + second, 0.5)
    return min(1.0, 2 * float(tail))


def check_same_examples(first: Result, second: Result, split: str) -> None:
    """Refuse to compare models that were not judged on the same examples.

    Equal labels do not make equal examples: the files they come from must be the same too. Their fingerprint
    does not depend on what a family computes from them.

    Raises
    ------
    ResultError
        If the two results are not about the same examples.
    """
    if first.provenance.data.sha256 != second.provenance.data.sha256:
        raise ResultError(
            f"{first.file} et {second.file} : /provenance/data/sha256 : les deux modèles n’ont pas reçu les "
            f"mêmes données. Réentraînez-les sur les mêmes données."
        )
    one, other = (result.evaluation[split] for result in (first, second))  # type: ignore[index]
    if one.labels != other.labels:
        raise ResultError(
            f"{first.file} et {second.file} : /evaluation/{split}/labels : les deux modèles n’ont pas été "
            f"jugés sur les mêmes exemples. Réentraînez-les sur les mêmes données."
        )


def same_examples(first: Result, second: Result) -> bool:
    """Tell whether two models learned from the same examples, and were tested on the same ones."""
    try:
        for split in ("train", "test"):
            check_same_examples(first, second, split)
    except ResultError:
        return False
    return True
