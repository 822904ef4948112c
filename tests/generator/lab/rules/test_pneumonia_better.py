"""The rule says which of two models reads X-rays better, whichever way the results turn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.lab.rules.pneumonia_better import pneumonia_better
from generator.rules.verdict import Outcome
from tests.generator.lab.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, decision, evidence
from tests.generator.lab.pneumonia.sample import Answers, counted, noisy
from tests.generator.rule_text import words

GOOD, POOR = counted(90, 10, 10, 90), counted(60, 40, 10, 90)
UNDECIDED = "Différence non concluante"
CASES = [
    (GOOD, POOR, TRUE, "Oui"),
    (POOR, GOOD, FALSE, "Non, au contraire"),
    (GOOD, counted(89, 11, 10, 90), INCONCLUSIVE, UNDECIDED),
    (GOOD, GOOD, INCONCLUSIVE, UNDECIDED),
]


@pytest.mark.parametrize("positions", [(2, 1), (3, 2)])
@pytest.mark.parametrize(("first", "second", "outcome", "label"), CASES)
def test_every_case(
    first: Answers, second: Answers, outcome: Outcome, label: str, positions: tuple[int, int]
) -> None:
    new, old = positions
    (verdict,) = pneumonia_better([(decision(new, test=first), decision(old, test=second))])
    assert case(verdict) == (outcome, label)
    assert verdict.question == f"Sur le test, le modèle {new} est-il meilleur que le modèle {old} ?"
    assert len(verdict.subjects) == 2


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (
            GOOD,
            POOR,
            "Du modèle 1 au modèle 2, l’exactitude gagne 15 points. Le modèle 2 lit bien 30 images que "
            "l’autre lit mal, et l’inverse arrive pour 0 image.",
        ),
        (
            POOR,
            GOOD,
            "Du modèle 1 au modèle 2, l’exactitude perd 15 points. Le modèle 2 lit mal 30 images que "
            "l’autre lit bien, et l’inverse arrive pour 0 image.",
        ),
        (
            GOOD,
            counted(89, 11, 10, 90),
            "Du modèle 1 au modèle 2, l’exactitude gagne moins de 1 point, mais le hasard peut "
            "l’expliquer : "
            "le modèle 2 gagne 1 image et en perd 0.",
        ),
        (
            counted(87, 13, 10, 90),
            GOOD,
            "Du modèle 1 au modèle 2, l’exactitude perd 2 points, mais le hasard peut l’expliquer : "
            "le modèle 2 gagne 0 image et en perd 3.",
        ),
        (GOOD, GOOD, "Le modèle 2 et le modèle 1 ont exactement autant de bonnes réponses sur le test."),
    ],
)
def test_the_sentence_agrees_with_the_sign(first: Answers, second: Answers, sentence: str) -> None:
    (verdict,) = pneumonia_better([(decision(2, test=first), decision(test=second))])
    assert words(verdict).replace("\u202f", " ").replace("\u00a0", " ") == sentence


def test_pairs_judged_together_are_corrected() -> None:
    # Six images gained, none lost: chance does it once in 32 times, twice as often for two pairs.
    models = [decision(n, test=counted(8 + 6 * n, 32 - 6 * n, 0, 40)) for n in (1, 2, 3)]
    pairs = list(zip(models[1:], models, strict=False))
    assert [v.outcome for v in pneumonia_better(pairs[:1])] == [TRUE]
    together = pneumonia_better(pairs)
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[1], "p corrigée (Holm)") == pytest.approx(4 / 2**6)


@given(st.integers(0, 10_000), st.floats(0, 4), st.floats(0, 4))
@settings(deadline=None, max_examples=25)
def test_models_that_change_places_change_the_answer(seed: int, one: float, other: float) -> None:
    first, second = (decision(2, test=noisy(seed, 60, s)) for s in (one, other))
    (here,), (there,) = pneumonia_better([(first, second)]), pneumonia_better([(second, first)])
    mirrored = {TRUE: FALSE, FALSE: TRUE}.get(here.outcome, here.outcome)
    assert there.outcome is mirrored
    gap = float(first.right.mean() - second.right.mean())
    assert (here.outcome is TRUE) <= (gap > 0)
    assert (here.outcome is FALSE) <= (gap < 0)
