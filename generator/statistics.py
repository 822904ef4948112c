"""Statistics on what two models said of the same images."""

from dataclasses import dataclass

from scipy.stats import binomtest

from experiments.errors import ResultError
from experiments.results.schema import Result

SIGNIFICANCE = 0.05


@dataclass(frozen=True)
class PairedComparison:
    """Two models on the same images.

    Attributes
    ----------
    only_first_right, only_second_right : int
        Images that one model alone reads well.
    p_value : float
        Exact McNemar test (McNemar, 1947): how often chance alone would part the two counts at
        least as much, were both models as good.
    """

    only_first_right: int
    only_second_right: int
    p_value: float

    @property
    def conclusive(self) -> bool:
        """Whether chance is an unlikely explanation."""
        return self.p_value < SIGNIFICANCE


def compare(first: Result, second: Result, split: str) -> PairedComparison:
    """Compare two models image by image on a split.

    Raises
    ------
    ResultError
        If the two results are not about the same images.
    """
    one, other = (result.evaluation[split] for result in (first, second))  # type: ignore[index]
    if one.labels != other.labels:
        raise ResultError(
            f"{first.file} et {second.file} : /evaluation/{split}/labels : les deux modèles n’ont pas été "
            f"jugés sur les mêmes images. Réentraînez-les sur les mêmes données."
        )
    answers = list(zip(one.labels, one.predictions, other.predictions, strict=True))
    first_only = sum(a == truth != b for truth, a, b in answers)
    second_only = sum(b == truth != a for truth, a, b in answers)
    parted = first_only + second_only
    p_value = float(binomtest(first_only, parted).pvalue) if parted else 1.0
    return PairedComparison(first_only, second_only, p_value)
