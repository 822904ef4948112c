"""The rule says whether one model stays ahead of another whatever the seed."""

from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from generator.lab.rules.pneumonia_seed_spread import pneumonia_seed_spread
from generator.statistics.corrections import SIGNIFICANCE
from generator.statistics.diagnosis.decision import Decision, decide
from tests.generator.lab.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, evidence, sentence
from tests.generator.lab.pneumonia.sample import Answers, counted, pneumonia_result, with_seeds
from tests.generator.rule_text import said


def answering(right: int) -> Answers:
    """Return answers right for so many of forty images."""
    found = min(20, right)
    return counted(right - found, 20 - (right - found), 20 - found, found)


def trained(position: int, *right: int) -> Decision:
    """Return a model each of whose trainings is right about so many of forty test images."""
    primary, *others = map(answering, right)
    return decide(with_seeds(pneumonia_result(position=position, test=primary), *others))


LOW, HIGH = (20, 21, 22, 24), (30, 31, 32, 34)
CASES = [
    (
        HIGH,
        LOW,
        "above",
        "Sur 40 radiographies de test, le moins bon des 4 entraînements du CNN 2 en classe correctement 30 ; "
        "le meilleur des 4 du CNN 1, seulement 24.",
    ),
    (
        LOW,
        HIGH,
        "below",
        "Sur 40 radiographies de test, le meilleur des 4 entraînements du CNN 2 n’en classe correctement que "
        "24 ; le moins bon des 4 du CNN 1, 30.",
    ),
    (
        HIGH,
        (31, 31),
        "mixed",
        "Sur 40 radiographies de test, le CNN 2 en classe correctement de 30 à 34 d’une graine à l’autre, et "
        "le CNN 1 31 : l’ordre des deux modèles n’est pas toujours le même.",
    ),
    (
        HIGH[:2],
        LOW[:3],
        "few",
        "Sur 40 radiographies de test, le CNN 2 en classe correctement de 30 à 31 d’une graine à l’autre, et "
        "le CNN 1 de 20 à 22 : l’ordre est toujours le même, mais sur si peu d’entraînements (2 et 3) le "
        "hasard peut suffire.",
    ),
    (HIGH, LOW[:1], "untried-one", "Le CNN 1 n’a été entraîné qu’avec une seule graine : "),
    (HIGH[:1], LOW, "untried-one", "Le CNN 2 n’a été entraîné qu’avec une seule graine : "),
    (
        HIGH[:1],
        LOW[:1],
        "untried-both",
        "Le CNN 2 et le CNN 1 n’ont été entraînés qu’avec une seule graine chacun : ",
    ),
]


@pytest.mark.parametrize(("first", "second", "expected", "start"), CASES)
def test_every_case(first: tuple[int, ...], second: tuple[int, ...], expected: str, start: str) -> None:
    (verdict,) = pneumonia_seed_spread([(trained(2, *first), trained(1, *second))])
    assert case(verdict) == expected
    assert sentence(verdict).startswith(start)
    assert ("chance" in {item.name for item in verdict.evidence}) == (expected in {"above", "below", "few"})


def test_each_training_uses_the_threshold_of_its_own_validation() -> None:
    labels = [0] * 100 + [1] * 100
    half, high = ((labels, [low] * 100 + [top] * 100) for low, top in ((0.4, 0.6), (0.8, 0.9)))
    test = ([0] * 10 + [1] * 10, [0.7] * 10 + [0.9] * 10)  # all right at 0.85, half wrong at 1/2
    first, second = (pneumonia_result(position=n, validation=half, test=test) for n in (2, 1))
    one = decide(with_seeds(first, test, validation=high))
    other = decide(with_seeds(second, test, validation=half))
    assert one.threshold.value == pytest.approx(0.5)
    (verdict,) = pneumonia_seed_spread([(one, other)])
    assert "le CNN 2 en classe correctement de 10 à 20 d’une graine à l’autre, et le CNN 1 10 :" in sentence(
        verdict
    )


def test_every_number_names_the_trainings_it_rests_on() -> None:
    (verdict,) = pneumonia_seed_spread([(trained(2, *HIGH), trained(1, *LOW))])
    for seed in (2, 3, 4):
        for name in ("cnn-pneumonia", "cnn-pneumonia-2"):
            source = f"results/replicates/{name}-seed-{seed}.json#/evaluation/test/labels"
            assert source in said(verdict).sentence


def test_pairs_judged_together_are_corrected() -> None:
    models = [trained(n, *range(8 * n, 8 * n + 4)) for n in (1, 2, 3)]
    pairs = list(zip(models[1:], models, strict=False))
    assert [v.outcome for v in pneumonia_seed_spread(pairs[:1])] == [TRUE]
    together = pneumonia_seed_spread(pairs)
    assert [v.outcome for v in together] == [INCONCLUSIVE, INCONCLUSIVE]
    assert evidence(together[0], "corrected") == pytest.approx(4 / comb(8, 4))


RIGHT = st.lists(st.integers(0, 40), min_size=2, max_size=6)


@given(RIGHT, RIGHT)
@settings(deadline=None, max_examples=40)
def test_a_clear_answer_is_one_that_every_pair_of_trainings_gives(
    first: list[int], second: list[int]
) -> None:
    one, other = trained(2, *first), trained(1, *second)
    (verdict,), (mirrored,) = pneumonia_seed_spread([(one, other)]), pneumonia_seed_spread([(other, one)])
    assert mirrored.outcome is {TRUE: FALSE, FALSE: TRUE}.get(verdict.outcome, verdict.outcome)
    signs = {(a > b) - (a < b) for a in first for b in second}
    # Ranks only matter here through the two series being apart, which ties within one do not change.
    spread = [range(len(first)), range(100, 100 + len(second))]
    enough = mannwhitneyu(*spread, method="exact").pvalue < SIGNIFICANCE
    clear = {frozenset({1}): TRUE, frozenset({-1}): FALSE}.get(frozenset(signs), INCONCLUSIVE)
    assert verdict.outcome is (clear if enough else INCONCLUSIVE)
