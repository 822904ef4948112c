"""The models that validation selects, one per experiment on digits, against one another."""

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.results.schema import Result
from generator.statistics.choice import select
from generator.statistics.contrast import Contrast, contrasts


@dataclass(frozen=True)
class ContestContrasts:
    """HOG against pixels, then the CNN against each of the two."""

    hog_against_raw: Contrast
    cnn_against_mlp: list[Contrast]


def contest_contrasts(
    raw: Sequence[Result], hog: Sequence[Result], cnn: Sequence[Result]
) -> ContestContrasts:
    """Compare the models that validation selects on test, all three comparisons corrected together."""
    best_raw, best_hog, best_cnn = map(select, (raw, hog, cnn))
    first, *others = contrasts([(best_hog, best_raw), (best_cnn, best_raw), (best_cnn, best_hog)], "test")
    return ContestContrasts(first, others)
