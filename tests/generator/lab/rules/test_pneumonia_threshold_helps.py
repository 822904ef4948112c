"""The rule says whether the threshold that validation chose improves the accuracy on test."""

import pytest

from generator.lab.rules.pneumonia_threshold_helps import pneumonia_threshold_helps
from generator.rules.verdict import Outcome
from tests.generator.lab.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, decision, evidence
from tests.generator.lab.pneumonia.sample import Answers
from tests.generator.rule_text import words

CHOOSING = ([0] * 100 + [1] * 200, [0.1] * 50 + [0.7] * 50 + [0.8] * 200)  # its threshold is 0.75
LABELS = [0] * 30 + [1] * 30


def between(healthy: int, ill: int) -> Answers:
    """Return so many healthy and ill children called ill at 1/2 only, the others being read well."""
    return LABELS, [0.7] * healthy + [0.1] * (30 - healthy) + [0.7] * ill + [0.9] * (30 - ill)


NOTHING = "Rien ne le montre"
CASES = [
    (between(20, 0), TRUE, "Oui"),
    (between(0, 20), FALSE, "Non, au contraire"),
    (between(3, 1), INCONCLUSIVE, NOTHING),
    (between(1, 3), INCONCLUSIVE, NOTHING),
    (between(0, 0), INCONCLUSIVE, NOTHING),
]


@pytest.mark.parametrize("position", [1, 2])
@pytest.mark.parametrize(("test", "outcome", "label"), CASES)
def test_every_case(test: Answers, outcome: Outcome, label: str, position: int) -> None:
    chosen = decision(position, validation=CHOOSING, test=test)
    assert chosen.threshold.value == pytest.approx(0.75)
    (verdict,) = pneumonia_threshold_helps([chosen])
    assert case(verdict) == (outcome, label)


@pytest.mark.parametrize(
    ("position", "test", "sentence"),
    [
        (
            1,
            between(20, 1),
            "Au seuil 0,750 plutôt que 0,5, le modèle 1 gagne 20 images et en perd 1 : l’exactitude monte de "
            "32 points.",
        ),
        (
            2,
            between(1, 20),
            "L’exactitude baisse de 32 points quand le seuil passe de 0,5 à 0,750 : le modèle 2 perd 20 "
            "images "
            "et en gagne 1. Le test n’a pas à corriger ce choix, fait sur la validation.",
        ),
        (
            1,
            between(1, 3),
            "Au seuil 0,750 plutôt que 0,5, l’exactitude baisse de 3 points, ce que le hasard peut "
            "expliquer.",
        ),
        (
            1,
            between(3, 1),
            "Au seuil 0,750 plutôt que 0,5, l’exactitude monte de 3 points, ce que le hasard peut expliquer.",
        ),
        (
            2,
            between(2, 2),
            "L’exactitude ne change pas quand le seuil passe de 0,5 à 0,750 : autant d’images gagnées que "
            "d’images perdues (2).",
        ),
    ],
)
def test_the_sentence_agrees_with_the_sign(position: int, test: Answers, sentence: str) -> None:
    (verdict,) = pneumonia_threshold_helps([decision(position, validation=CHOOSING, test=test)])
    assert words(verdict).replace("\u00a0", " ") == sentence


def test_models_judged_together_are_corrected() -> None:
    one, other = (decision(n, validation=CHOOSING, test=between(6, 0)) for n in (1, 2))
    assert [v.outcome for v in pneumonia_threshold_helps([one])] == [TRUE]
    together = pneumonia_threshold_helps([one, other])
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[0], "p corrigée (Holm)") == pytest.approx(4 / 2**6)
