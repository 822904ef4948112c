"""The rule says whether probabilities are too high or too low, on average."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.lab.rules.pneumonia_overestimates import pneumonia_overestimates
from generator.rules.verdict import Outcome
from tests.generator.lab.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, decision, evidence
from tests.generator.lab.pneumonia.sample import Answers, noisy
from tests.generator.rule_text import words


def around(mean: float) -> Answers:
    """Return as many ill as healthy children, their probabilities around a mean."""
    noise = np.random.default_rng(0).uniform(-0.1, 0.1, 120)
    return [0, 1] * 60, (mean + noise).tolist()


UNSEEN = "Rien ne le montre, en moyenne"
CASES = [
    (around(0.8), TRUE, "Oui"),
    (around(0.2), FALSE, "Non, elles sont trop basses"),
    (around(0.52), INCONCLUSIVE, UNSEEN),
    (around(0.48), INCONCLUSIVE, UNSEEN),
    (([0, 1] * 8, [0.5] * 16), INCONCLUSIVE, UNSEEN),
]


@pytest.mark.parametrize("position", [1, 2])
@pytest.mark.parametrize(("test", "outcome", "label"), CASES)
def test_every_case(test: Answers, outcome: Outcome, label: str, position: int) -> None:
    (verdict,) = pneumonia_overestimates([decision(position, test=test)])
    assert case(verdict) == (outcome, label)


@pytest.mark.parametrize(
    ("position", "probability", "sentence"),
    [
        (
            1,
            0.75,
            "Les probabilités du modèle 1 dépassent en moyenne de 25 points la part de malades : elles ne "
            "peuvent pas être lues comme des risques.",
        ),
        (
            2,
            0.25,
            "En moyenne, le modèle 2 annonce la pneumonie 25 points trop bas. Sa réponse ne se lit donc pas "
            "comme un risque.",
        ),
        (
            1,
            0.49,
            "L’écart entre les probabilités du modèle 1 et la part de malades, 1 point en moins, peut venir "
            "du hasard. Une moyenne juste n’empêche pourtant pas des tranches fausses : voir la courbe de "
            "fiabilité.",
        ),
        (
            2,
            0.51,
            "Le modèle 2 annonce la pneumonie 1 point trop haut, ce que le hasard peut expliquer. Reste à "
            "voir, tranche par tranche, la courbe de fiabilité.",
        ),
        (
            2,
            0.5,
            "La moyenne des probabilités du modèle 2 est exactement la part de malades, ce qui n’empêche pas "
            "des tranches fausses : voir la courbe de fiabilité.",
        ),
    ],
)
def test_the_sentence_says_by_how_much(position: int, probability: float, sentence: str) -> None:
    (verdict,) = pneumonia_overestimates([decision(position, test=([0, 1] * 40, [probability] * 80))])
    assert words(verdict).replace("\u00a0", " ") == sentence


def test_models_judged_together_are_corrected() -> None:
    verdicts = pneumonia_overestimates([decision(n, test=around(0.8)) for n in (1, 2)])
    assert [evidence(v, "p, rééchantillonnage des patients") for v in verdicts] == pytest.approx(
        [2 / 1001] * 2
    )
    assert [evidence(v, "p corrigée (Holm)") for v in verdicts] == pytest.approx([4 / 1001] * 2)


@given(st.integers(0, 10_000), st.floats(0, 4))
@settings(deadline=None, max_examples=25)
def test_the_outcome_never_contradicts_the_mean(seed: int, strength: float) -> None:
    labels, probabilities = noisy(seed, 60, strength)
    (verdict,) = pneumonia_overestimates([decision(test=(labels, probabilities))])
    excess = evidence(verdict, "Écart moyen")
    assert excess == pytest.approx(np.mean(probabilities) - np.mean(labels))
    assert (verdict.outcome is TRUE) <= (excess > 0)
    assert (verdict.outcome is FALSE) <= (excess < 0)
