"""The rules say which of two models classifies, ranks or weighs X-rays better, over their seeds."""

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, roc_auc_score

from generator.lab.rules.pneumonia_better import pneumonia_better
from generator.lab.rules.pneumonia_better_calibrated import pneumonia_better_calibrated
from generator.lab.rules.pneumonia_ranks_better import pneumonia_ranks_better
from generator.rules.decision import Verdict
from generator.statistics.corrections import SIGNIFICANCE, holm
from generator.statistics.diagnosis.decision import decide
from generator.statistics.diagnosis.trainings import Trainings, trainings
from tests.generator.lab.pneumonia.judged import FALSE, INCONCLUSIVE, TRUE, case, evidence, sentence
from tests.generator.lab.pneumonia.sample import Answers, counted, noisy, pneumonia_result, with_seeds
from tests.generator.rule_text import said

Rule = Callable[[Sequence[tuple[Trainings, Trainings]]], list[Verdict]]
RULES: list[Rule] = [pneumonia_better, pneumonia_ranks_better, pneumonia_better_calibrated]
GOOD, POOR = counted(90, 10, 10, 90), counted(60, 40, 10, 90)


def model(position: int, *tests: Answers) -> Trainings:
    """Return a model with one training per test."""
    return trainings(decide(with_seeds(pneumonia_result(position=position, test=tests[0]), *tests[1:])))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (GOOD, POOR, "up"),
        (POOR, GOOD, "down"),
        (GOOD, counted(89, 11, 10, 90), "unclear"),
        (GOOD, GOOD, "level"),
    ],
)
def test_every_case(rule: Rule, first: Answers, second: Answers, expected: str) -> None:
    (verdict,) = rule([(model(2, first), model(1, second))])
    assert case(verdict) == expected
    assert verdict.subjects == ("cnn-pneumonia-2", "cnn-pneumonia")
    assert "un seul entraînement" in sentence(verdict)


def test_sentences_say_the_spread_of_the_seeds() -> None:
    pair = model(2, counted(95, 5, 5, 95), counted(91, 9, 9, 91)), model(1, POOR, counted(56, 44, 10, 90))
    (better,), (ranks,), (weighs,) = (rule([pair]) for rule in RULES)
    assert sentence(better) == (
        "Le CNN 2 classe correctement 93 % (de 91 % à 95 % selon la graine, 2 entraînements) des "
        "radiographies de test, le CNN 1 74 % (de 73 % à 75 % selon la graine, 2 entraînements) : une "
        "exactitude plus haute de 19 points."
    )
    assert sentence(ranks).startswith("L’aire ROC est de 0,930 (de 0,910 à 0,950 selon la graine, 2 ")
    assert "(score de Brier : plus il est bas, mieux c’est) est de 0,066 (de " in sentence(weighs)


def test_a_difference_that_thresholds_may_make_is_said_at_one_threshold_too() -> None:
    """One is used above 0.7, which its validation chose; the other at 1/2, for want of images."""
    validation = [0] * 100 + [1] * 100, [0.6] * 100 + [0.8] * 100
    test = [0] * 100 + [1] * 100, [0.6] * 40 + [0.1] * 60 + [0.9] * 100
    tuned = trainings(decide(pneumonia_result(position=2, validation=validation, test=test)))
    assert tuned.decision.threshold.chosen
    (verdict,) = pneumonia_better([(tuned, model(1, test))])
    assert case(verdict) == "up"
    assert sentence(verdict).endswith(
        ": une exactitude plus haute de 20 points. Mais leurs seuils ne sont pas tous choisis sur la "
        "validation : à 0,5 pour tous, la différence est de 0,0 point (80 % et 80 %)."
    )
    (less,) = pneumonia_better([(tuned, model(1, (test[0], [0.6] * 36 + [0.1] * 64 + [0.9] * 100)))])
    assert re.search(
        r"la différence est de −2 points \(80 % et 82 %\), que d’autres patients ou d’autres graines "
        r"pourraient mettre entre −4 points et −0,1 point\.$",
        sentence(less),
    )
    (alike,) = pneumonia_better([(tuned, tuned)])
    assert "seuils" not in sentence(alike)
    assert "usual" not in {item.name for item in alike.evidence}


def test_one_seed_that_collapsed_leaves_nothing_sure() -> None:
    steady, unsteady = [counted(80, 20, 20, 80)] * 3, [GOOD, GOOD, counted(0, 100, 0, 100)]
    (verdict,) = pneumonia_better([(model(2, *unsteady), model(1, *steady))])
    assert case(verdict) == "unclear"


@pytest.mark.parametrize("seeds", [1, 3])
@pytest.mark.parametrize("rule", RULES)
def test_three_seeds_against_three_can_conclude(rule: Rule, seeds: int) -> None:
    (verdict,) = rule([(model(2, *[GOOD] * seeds), model(1, *[POOR] * seeds))])
    assert verdict.outcome is TRUE


def test_pairs_judged_together_are_corrected() -> None:
    models = [model(n, counted(8 + 5 * n, 32 - 5 * n, 0, 40)) for n in (1, 2, 3)]
    pairs = list(zip(models[1:], models, strict=False))
    verdicts = pneumonia_better(pairs)
    expected = holm([evidence(verdict, "chance") for verdict in verdicts])
    assert [evidence(verdict, "corrected") for verdict in verdicts] == pytest.approx(expected)
    assert [v.outcome for v in pneumonia_better(pairs[:1])] == [TRUE]
    assert [v.outcome for v in verdicts] == [TRUE if p < SIGNIFICANCE else INCONCLUSIVE for p in expected]


@pytest.mark.parametrize("label", [0, 1])
def test_ranks_are_not_defined_without_one_of_the_classes(label: int) -> None:
    test = ([label] * 6, [0.1, 0.2, 0.3, 0.6, 0.7, 0.9])
    pairs = [(model(2, test), model(1, test))]
    (verdict,) = pneumonia_ranks_better(pairs)
    assert case(verdict) == "undefined"
    assert sentence(verdict).endswith("l’aire ROC n’y est pas définie, ni pour le CNN 2, ni pour le CNN 1.")
    assert pneumonia_better(pairs)[0].case == pneumonia_better_calibrated(pairs)[0].case == "level"


def test_every_number_names_the_trainings_it_rests_on() -> None:
    (verdict,) = pneumonia_better([(model(2, GOOD, GOOD), model(1, POOR, POOR))])
    for name in ("cnn-pneumonia", "cnn-pneumonia-2"):
        source = f"results/replicates/{name}-seed-2.json#/evaluation/test/labels"
        assert source in said(verdict).sentence


@given(st.integers(0, 10_000), st.floats(0, 4), st.floats(0, 4))
@settings(deadline=None, max_examples=15)
def test_differences_are_those_of_scikit_learn_and_change_sign(seed: int, one: float, other: float) -> None:
    answers = [noisy(seed, 60, strength) for strength in (one, other)]
    first, second = (model(2, each) for each in answers)
    (weighs,) = pneumonia_better_calibrated([(first, second)])
    (ranks,) = pneumonia_ranks_better([(first, second)])
    fall = brier_score_loss(*answers[1]) - brier_score_loss(*answers[0])
    assert evidence(weighs, "fall") == pytest.approx(fall, abs=1e-12)
    gain = roc_auc_score(*answers[0]) - roc_auc_score(*answers[1])
    assert evidence(ranks, "gain") == pytest.approx(gain, abs=1e-12)
    for rule, here in ((pneumonia_better_calibrated, weighs), (pneumonia_ranks_better, ranks)):
        (there,) = rule([(second, first)])
        assert there.outcome is {TRUE: FALSE, FALSE: TRUE}.get(here.outcome, here.outcome)
