"""The rule says which of two models classifies X-rays better, whichever way the results turn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.lab.rules.pneumonia_better import pneumonia_better
from tests.generator.lab.pneumonia.judged import (
    FALSE,
    INCONCLUSIVE,
    TRUE,
    case,
    decision,
    evidence,
    sentence,
)
from tests.generator.lab.pneumonia.sample import Answers, counted, noisy

GOOD, POOR = counted(90, 10, 10, 90), counted(60, 40, 10, 90)
CASES = [
    (
        GOOD,
        POOR,
        "up",
        "Le CNN 2 classe correctement 30 radiographies que le CNN 1 classe mal ; l’inverse arrive pour "
        "0 radiographie. Son exactitude est plus haute de 15 points.",
    ),
    (
        POOR,
        GOOD,
        "down",
        "Le CNN 2 classe mal 30 radiographies que le CNN 1 classe correctement ; l’inverse arrive pour "
        "0 radiographie. Son exactitude est plus basse de 15 points.",
    ),
    (
        GOOD,
        counted(89, 11, 10, 90),
        "unclear",
        "Le CNN 2 classe correctement 1 radiographie que le CNN 1 classe mal, et l’inverse arrive pour "
        "0 radiographie : l’écart est trop petit pour les départager.",
    ),
    (GOOD, GOOD, "level", "Le CNN 2 et le CNN 1 ont exactement autant de bonnes réponses sur le test."),
]


@pytest.mark.parametrize(("first", "second", "expected", "text"), CASES)
def test_every_case(first: Answers, second: Answers, expected: str, text: str) -> None:
    (verdict,) = pneumonia_better([(decision(2, test=first), decision(test=second))])
    assert case(verdict) == expected
    assert sentence(verdict) == text
    assert verdict.subjects == ("cnn-pneumonia-2", "cnn-pneumonia")


def test_pairs_judged_together_are_corrected() -> None:
    # Six images gained, none lost: chance does it once in 32 times, twice as often for two pairs.
    models = [decision(n, test=counted(8 + 6 * n, 32 - 6 * n, 0, 40)) for n in (1, 2, 3)]
    pairs = list(zip(models[1:], models, strict=False))
    assert [v.outcome for v in pneumonia_better(pairs[:1])] == [TRUE]
    together = pneumonia_better(pairs)
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[1], "corrected") == pytest.approx(4 / 2**6)


@given(st.integers(0, 10_000), st.floats(0, 4), st.floats(0, 4))
@settings(deadline=None, max_examples=25)
def test_models_that_change_places_change_the_answer(seed: int, one: float, other: float) -> None:
    first, second = (decision(2, test=noisy(seed, 60, s)) for s in (one, other))
    (here,), (there,) = pneumonia_better([(first, second)]), pneumonia_better([(second, first)])
    assert there.outcome is {TRUE: FALSE, FALSE: TRUE}.get(here.outcome, here.outcome)
    gap = float(first.right.mean() - second.right.mean())
    assert (here.outcome is TRUE) <= (gap > 0)
    assert (here.outcome is FALSE) <= (gap < 0)
