"""By how much a model recognises fewer negatives on test than on validation."""

import numpy as np

from experiments.measures.answers import POSITIVE
from generator.statistics.diagnosis.answers import Answers
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.resampling import OTHER_SEED, Floats, interval, patient_weights


def fall_interval(decision: Decision) -> tuple[float, float] | None:
    """Return the interval of the specificity on validation minus that on test.

    The patients of both splits are drawn again, each split by itself, at the threshold of the model.

    Returns
    -------
    (float, float) or None
        None when no draw differs from another.
    """
    validation, test = decision.validation, decision.test
    split = len(validation.labels)
    weights = np.hstack([validation.resamplings, patient_weights(test.patients, OTHER_SEED)])

    def specificity(answers: Answers, drawn: Floats) -> Floats:
        negative = answers.labels != POSITIVE
        recognised = negative & answers.right(decision.threshold.value)
        return np.asarray((drawn @ recognised) / (drawn @ negative))

    return interval(
        lambda drawn: specificity(validation, drawn[:, :split]) - specificity(test, drawn[:, split:]), weights
    )
