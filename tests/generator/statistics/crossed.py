"""Simulated answers: examples that are more or less difficult, seeds that are more or less lucky."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Answers = NDArray[np.bool_]


def crossed_answers(
    rng: np.random.Generator,
    *,
    trainings: int,
    difficulty: NDArray[np.float64],
    own: float = 0.5,
    seeds: float = 0.0,
    shift: float = 0.0,
) -> Answers:
    """Draw the answers of the trainings of a model to examples of given difficulty.

    Parameters
    ----------
    own : float
        Spread of what the model finds difficult that others do not.
    seeds : float
        Spread of the luck of a training.
    shift : float
        By how much the model is better, in units of difficulty.
    """
    examples = len(difficulty)
    ease = shift - difficulty + own * rng.normal(size=examples) + seeds * rng.normal(size=(trainings, 1))
    return np.asarray(rng.random((trainings, examples)) < expit(ease))
