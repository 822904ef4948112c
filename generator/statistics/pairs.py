"""Two models on the same examples, one answer at a time."""

from dataclasses import dataclass

from scipy.stats import binomtest

from experiments.errors import ResultError
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
    answers = list(zip(one.labels, one.predictions, other.predictions, strict=True))
    first_only = sum(a == truth != b for truth, a, b in answers)
    second_only = sum(b == truth != a for truth, a, b in answers)
    return PairedComparison(first_only, second_only, even_p_value(first_only, second_only))


def even_p_value(first: int, second: int) -> float:
    """Return how often two outcomes equally likely would part as much (exact binomial test)."""
    return float(binomtest(first, first + second).pvalue) if first + second else 1.0


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
