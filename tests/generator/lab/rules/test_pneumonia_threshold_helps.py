"""The rule says whether the threshold that validation chose improves the accuracy on test."""

import pytest

from generator.lab.rules.pneumonia_threshold_helps import pneumonia_threshold_helps
from tests.generator.lab.pneumonia.judged import INCONCLUSIVE, TRUE, case, decision, evidence, sentence
from tests.generator.lab.pneumonia.sample import Answers

CHOOSING = ([0] * 100 + [1] * 200, [0.1] * 50 + [0.7] * 50 + [0.8] * 200)  # its threshold is 0.75
LABELS = [0] * 30 + [1] * 30


def between(healthy: int, ill: int) -> Answers:
    """Return so many healthy and ill children called ill at 1/2 only, the others being classified well."""
    return LABELS, [0.7] * healthy + [0.1] * (30 - healthy) + [0.7] * ill + [0.9] * (30 - ill)


CASES = [
    (between(20, 1), "up", "corrige 20 réponses du CNN 1 et en fausse 1 : l’exactitude monte de 32 points."),
    (
        between(1, 20),
        "down",
        "corrige 1 réponse du CNN 1 et en fausse 20 : l’exactitude baisse de 32 points. Le test n’a pas à "
        "corriger ce choix, fait sur la validation.",
    ),
    (between(3, 1), "unclear", "l’exactitude monte de 3 points, ce que le hasard peut expliquer."),
    (between(1, 3), "unclear", "l’exactitude baisse de 3 points, ce que le hasard peut expliquer."),
    (between(2, 2), "level", "corrige 2 réponses du CNN 1 et en fausse 2 : l’exactitude ne change pas."),
]


@pytest.mark.parametrize(("test", "expected", "end"), CASES)
def test_every_case(test: Answers, expected: str, end: str) -> None:
    (verdict,) = pneumonia_threshold_helps([decision(validation=CHOOSING, test=test)])
    assert case(verdict) == expected
    assert sentence(verdict).startswith("Passer du seuil 0,5 au seuil 0,750 ")
    assert sentence(verdict).endswith(end)


def test_models_judged_together_are_corrected() -> None:
    one, other = (decision(n, validation=CHOOSING, test=between(6, 0)) for n in (1, 2))
    assert [v.outcome for v in pneumonia_threshold_helps([one])] == [TRUE]
    together = pneumonia_threshold_helps([one, other])
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[0], "corrected") == pytest.approx(4 / 2**6)
