"""Do the probabilities mean what they say? How far each is from the truth."""

from experiments.measures import reliability
from experiments.measures.answers import Floats
from generator.statistics.diagnosis.answers import Answers


def excess(answers: Answers) -> Floats:
    """Return probability minus truth of each example: above zero on average where it is too high."""
    return reliability.excess(answers.labels, answers.probabilities)


def squared_errors(answers: Answers) -> Floats:
    """Return the squared distance of each to the truth, whose mean is the score of Brier (1950)."""
    return reliability.squared_errors(answers.labels, answers.probabilities)
