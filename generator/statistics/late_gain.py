"""Whether the epochs after the best one put more validation examples in their class."""

from dataclasses import dataclass

import numpy as np
import scipy

from generator.statistics.corrections import Chance, chances
from generator.statistics.curves import Curve


@dataclass(frozen=True)
class LateGain:
    """Right answers at the end, minus right answers at the best epoch.

    Attributes
    ----------
    examples : float
        Mean over the trainings.
    chance : Chance or None
        Of so large a gain or loss; None for a single training, which tells nothing of another one.
    """

    examples: float
    chance: Chance | None

    @property
    def possible(self) -> bool:
        """Whether there is a gain that chance would hardly explain, or that nothing can weigh."""
        return self.examples > 0 and (self.chance is None or self.chance.unlikely)


def late_gain(history: Curve) -> LateGain:
    """Compare the end of each training with its best epoch; Student's test on their gains."""
    examples = history.result.evaluation["validation"].count
    # The history holds a rounded share of right answers.
    right = [
        [round(training.history.val_accuracy[epoch - 1] * examples) for epoch in ends]
        for training, *ends in zip(history.result.trainings, history.best, history.epochs, strict=True)
    ]
    gains = np.array([last - best for best, last in right])
    if len(gains) == 1:
        return LateGain(float(gains[0]), None)
    mean, error = float(gains.mean()), float(gains.std(ddof=1)) / len(gains) ** 0.5
    if error == 0:
        p_value = 1.0 if mean == 0 else 0.0
    else:
        p_value = 2 * float(scipy.stats.t.sf(abs(mean) / error, len(gains) - 1))
    return LateGain(mean, chances([p_value])[0])
