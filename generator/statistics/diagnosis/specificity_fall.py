"""By how much a model recognises fewer negatives on test than on validation."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from experiments.measures.answers import POSITIVE
from experiments.measures.wilson import wilson_interval
from generator.statistics.diagnosis.answers import Answers
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.resampling import OTHER_SEED, Floats, interval, patient_weights

# Which examples are negatives, and which the model is right about.
Recognised = tuple[NDArray[np.bool_], NDArray[np.bool_]]


def fall_interval(decision: Decision) -> tuple[float, float]:
    """Return the interval of the specificity on validation minus that on test, at the threshold of the model.

    The patients of both splits are drawn again, each split by itself. Where those of one all fare alike, no
    draw differs from another, though other patients could have: the intervals of both specificities are then
    put together (Newcombe, 1998; Zou and Donner, 2008), that of Wilson standing for one without errors.
    """
    validation, test = decision.validation, decision.test
    drawn = validation.resamplings, patient_weights(test.patients, OTHER_SEED)
    first, second = (_recognised(decision, each) for each in (validation, test))
    bounds = [
        interval(partial(_specificity, found), draws)
        for found, draws in zip((first, second), drawn, strict=True)
    ]
    split = len(validation.labels)
    both = interval(
        lambda w: _specificity(first, w[:, :split]) - _specificity(second, w[:, split:]), np.hstack(drawn)
    )
    if both and all(bounds):
        return both
    (one, low, high), (other, least, most) = (
        (share := float(right[negative].mean()), *(found or _wilson(share, each.patients[negative])))
        for (negative, right), found, each in zip((first, second), bounds, (validation, test), strict=True)
    )
    fall = one - other
    return fall - float(np.hypot(one - low, most - other)), fall + float(np.hypot(high - one, other - least))


def _recognised(decision: Decision, answers: Answers) -> Recognised:
    return answers.labels != POSITIVE, answers.right(decision.threshold.value)


def _specificity(found: Recognised, weights: Floats) -> Floats:
    negative, right = found
    return np.asarray((weights @ (negative & right)) / (weights @ negative))


def _wilson(share: float, patients: NDArray[np.int64]) -> tuple[float, float]:
    """Return the interval of a share that is the same of every patient, who counts once."""
    people = len(np.unique(patients))
    return wilson_interval(round(share * people), people)
