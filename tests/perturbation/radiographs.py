"""Other probabilities of models with two classes."""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from tests.perturbation.judged import Judged
from tests.perturbation.records import Record, Records
from tests.perturbation.training import answer, answers, splits_of

FAMILY = "cnn-pneumonia"
ASKED = ("validation", "test")
Floats = NDArray[np.float64]


def constant(given: Judged, rng: Generator) -> Floats:
    """Give every image the same probability: always ill, never ill, or never sure."""
    return np.full(len(given.labels), float(rng.choice([0.0, 1.0, 0.5, 0.02, 0.97])))


def guessed(given: Judged, rng: Generator) -> Floats:
    """Give probabilities at random."""
    return rng.random(len(given.labels))


def perfect(given: Judged, rng: Generator) -> Floats:
    """Tell all images apart."""
    sure = float(rng.choice([0.4, 0.01, 0.0]))
    return np.where(given.labels == 1, 1 - sure, sure)


def inverted(given: Judged, rng: Generator) -> Floats:
    """Take all ill for healthy, and the other way round."""
    return 1 - _probabilities(given)


def rounded(given: Judged, rng: Generator) -> Floats:
    """Give few different probabilities, many of them equal."""
    return np.round(_probabilities(given), int(rng.integers(0, 2)))


def silent(given: Judged, rng: Generator) -> Floats:
    """Give some ill images the probability 0."""
    probabilities = _probabilities(given).copy()
    ill = np.flatnonzero(given.labels == 1)
    probabilities[rng.choice(ill, int(np.ceil(0.03 * len(ill))), replace=False)] = 0.0
    return probabilities


def adjacent(given: Judged, rng: Generator) -> Floats:
    """Leave nothing between neighbouring probabilities: one float after the other."""
    floats = [float(rng.choice([0.2, 0.5, 0.9]))]
    for _ in range(len(given.labels) - 1):
        floats.append(float(np.nextafter(floats[-1], 1)))
    probabilities = np.empty(len(floats))
    probabilities[np.argsort(_probabilities(given), kind="stable")] = floats
    return probabilities


def shifted(given: Judged, rng: Generator) -> Floats:
    """Be surer of illness, or less, everywhere."""
    return np.clip(_probabilities(given) ** float(rng.choice([0.2, 5.0])), 0, 1)


def nearly_perfect(given: Judged, rng: Generator) -> Floats:
    """Be wrong about one image alone."""
    probabilities = perfect(given, rng)
    wrong = int(rng.integers(0, len(given.labels)))
    probabilities[wrong] = 1 - probabilities[wrong]
    return probabilities


BELIEFS = (
    (constant, "donne à toutes les radiographies la même probabilité"),
    (guessed, "donne des probabilités au hasard"),
    (perfect, "ne se trompe jamais"),
    (nearly_perfect, "se trompe sur une radiographie"),
    (inverted, "prend les pneumonies pour des radiographies normales et l’inverse"),
    (rounded, "arrondit ses probabilités"),
    (silent, "donne la probabilité 0 à quelques pneumonies"),
    (adjacent, "donne des probabilités qui se touchent"),
    (shifted, "déplace toutes ses probabilités"),
)


def believe(records: Records, rng: Generator) -> str:
    """Let a model give other probabilities, with one seed or with all, on one split or on all."""
    model = _model(records, rng)
    belief, said = BELIEFS[int(rng.integers(len(BELIEFS)))]
    trainings = records.trainings(model)
    if rng.random() < 0.3:
        trainings = [trainings[int(rng.integers(len(trainings)))]]
    only = (str(rng.choice(ASKED)),) if rng.random() < 0.3 else ("train", *ASKED)
    for training in trainings:
        for split in splits_of(training):
            if split in only:
                given = answers(training, split)
                answer(training, split, given.believing(belief(given, rng)))
    return f"{model} {said} ({', '.join(only)} ; entraînements : {len(trainings)})"


def believe_of(training: Record, probability: float) -> None:
    """Let one training give every image the same probability, on every split."""
    for split in splits_of(training):
        given = answers(training, split)
        answer(training, split, given.believing(np.full(len(given.labels), probability)))


def same_answers(records: Records, rng: Generator) -> str:
    """Let both models give the same probabilities on the test, or exchange them."""
    models = records.family(FAMILY)
    first, second = models[0], models[-1]
    exchanged = rng.random() < 0.5
    for here, there in zip(records.trainings(first), records.trainings(second), strict=False):
        mine, other = answers(here, "test"), answers(there, "test")
        answer(here, "test", other)
        if exchanged:
            answer(there, "test", mine)
    return f"{first} {'échange ses réponses avec' if exchanged else 'répond comme'} {second}"


def _model(records: Records, rng: Generator) -> str:
    return str(rng.choice(records.family(FAMILY)))


def _probabilities(given: Judged) -> Floats:
    assert given.probabilities is not None
    return given.probabilities
