"""How much higher the loss of the model kept is on validation than on what it learned from."""

from dataclasses import dataclass

import numpy as np
import scipy

from experiments.measures.wilson import CONFIDENCE
from experiments.results.schema import Result
from generator.facts.apart import measured_apart
from generator.facts.quantity import Quantity, measured
from generator.statistics.corrections import Chance, chances
from generator.statistics.mean_accuracy import MEAN, score_sources, scores_of

# A gap below this share of the training loss is called small: a convention, like any threshold.
SMALL_SHARE = 0.1


@dataclass(frozen=True)
class GeneralizationGap:
    """The gap between two losses measured on examples that differ.

    It is read on the model kept, not on the curves: a point of the training curve is a mean over an epoch
    during which weights changed and dropout turned neurons off.

    Attributes
    ----------
    losses : tuple of float, shape (2,)
        On validation, then on training: means over the trainings of the model.
    errors : tuple of float, shape (2,)
        Standard errors of the same over the examples: there may be far fewer for validation.
    low, high : float
        Bounds of the gap, each one-sided at `experiments.CONFIDENCE`.
    chance : Chance
        Of putting the validation loss so far above the training loss.
    """

    result: Result
    losses: tuple[float, float]
    errors: tuple[float, float]
    low: float
    high: float
    chance: Chance

    @property
    def size(self) -> float:
        """Validation loss minus training loss."""
        return self.losses[0] - self.losses[1]

    @property
    def limit(self) -> float:
        """Largest gap called small."""
        return SMALL_SHARE * self.losses[1]

    @property
    def sure(self) -> bool:
        """Whether the validation loss is surely the higher one."""
        return self.chance.unlikely

    @property
    def absent(self) -> bool:
        """Whether it is surely small, or not even a gap."""
        return self.high <= self.limit


def generalization_gap(result: Result) -> GeneralizationGap:
    """Compare the loss of the model kept on validation and on training, which share no example.

    Welch's test (1947), one-sided, with the degrees of freedom of its approximation. With several trainings,
    the variance of the mean gap over the seeds is added to those of the examples; these are those of one
    training, since what the trainings have in common is not recorded: they err on the side of caution.
    """
    found = [[scores_of(each, split) for each in result.trainings] for split in ("validation", "train")]
    losses = np.array([[each.loss for each in scores] for scores in found])
    errors = [float(np.mean([each.loss_standard_error for each in scores])) for scores in found]
    # Standard errors, each with its degrees of freedom.
    parts = [(error, scores[0].count - 1) for error, scores in zip(errors, found, strict=True)]
    gaps = losses[0] - losses[1]
    if len(gaps) > 1:
        parts.append((float(gaps.std(ddof=1)) / len(gaps) ** 0.5, len(gaps) - 1))
    means, size = (float(losses[0].mean()), float(losses[1].mean())), float(gaps.mean())
    error = float(np.linalg.norm([each for each, _ in parts]))
    if error == 0:
        chance = chances([0.0 if size > 0 else 1.0])[0]
        return GeneralizationGap(result, means, (errors[0], errors[1]), size, size, chance)
    # As shares of the whole error, whose fourth power could be too small a number.
    freedom = 1 / sum((each / error) ** 4 / degrees for each, degrees in parts if each > 0)
    margin = error * float(scipy.stats.t.ppf(CONFIDENCE, freedom))
    chance = chances([float(scipy.stats.t.sf(size / error, freedom))])[0]
    return GeneralizationGap(result, means, (errors[0], errors[1]), size - margin, size + margin, chance)


def losses_of_model_kept(gap: GeneralizationGap) -> list[Quantity]:
    """Return the losses of the model kept on validation and training, told apart if they differ.

    Each has the digits that its own examples support, or more.
    """
    validation, training = map(measured, gap.losses, gap.errors)
    alike = validation == training
    texts = measured_apart(gap.losses, min(gap.errors)) if alike else [validation, training]
    return [
        Quantity(loss, text, sources, MEAN if gap.result.replicates else "")
        for loss, text, sources in zip(gap.losses, texts, _sources(gap.result), strict=True)
    ]


def _sources(result: Result) -> list[tuple[str, ...]]:
    return [score_sources(result, split, "loss") for split in ("validation", "train")]
