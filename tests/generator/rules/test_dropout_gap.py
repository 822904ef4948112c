"""The rule says what dropout does to the gap between training and test, whichever way results turn."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.decision import Outcome, Verdict
from generator.rules.dropout_gap import RULE, dropout_gap
from generator.statistics.corrections import Chance
from generator.statistics.gap_change import gap_change
from tests.generator.replicas import replicated
from tests.generator.rule_text import said, spoken, words
from tests.generator.samples import LABELS, mistaken, sample, sample_record

RANKS = st.sets(st.integers(0, len(LABELS) - 1), max_size=12)
Wrong = range | set[int]
Errors = tuple[Wrong, Wrong]  # on the training examples, then on those of the test


def trained(identifier: str, wrong: Errors, **training: int) -> Result:
    """Make a model wrong on these examples of each split."""
    record = sample_record(identifier)
    record["training"].update({"batch_size": 8, **training})
    return mistaken(record, train=wrong[0], test=wrong[1])


def judged(dropout: Errors, plain: Errors, **training: int) -> Verdict:
    """Judge dropout on two models, the one with it having other settings of training."""
    models = trained("mlp-raw-2", dropout, **training), trained("mlp-raw-1", plain)
    return dropout_gap(models, gap_change(*models))


NOTHING = (range(0), range(0))
WIDE = (range(0), range(16))
CASES = [
    (NOTHING, WIDE, "reduced"),
    (WIDE, NOTHING, "widened"),
    (NOTHING, NOTHING, "level"),
    # The test accuracies differ as much as the training accuracies: the gaps do not.
    (NOTHING, (range(16), range(20, 36)), "level"),
]


@pytest.mark.parametrize(("dropout", "plain", "case"), CASES)
def test_every_case(dropout: Errors, plain: Errors, case: str) -> None:
    alone, among = judged(dropout, plain), judged(dropout, plain, batch_size=4)
    assert (alone.case, among.case) == (case, f"{case}-among-others")
    assert among.outcome is Outcome.INCONCLUSIVE
    assert alone.subjects == ("mlp-raw-2", "mlp-raw-1")
    assert "la taille des lots change aussi" in words(among)
    assert "lots" not in words(alone)


def test_all_cases_are_driven() -> None:
    driven = {case for *_, case in CASES}
    assert driven | {f"{case}-among-others" for case in driven} | {"no-pair"} == set(RULE.cases)


def test_the_gaps_are_said_with_their_signs() -> None:
    verdict = judged((range(4), range(0)), WIDE)
    assert said(verdict).question == (
        "Pour les MLP sur les pixels, le dropout réduit-il l’écart entre l’entraînement et le test ?"
    )
    assert words(verdict) == (
        "L’écart d’exactitude entre l’entraînement et le test est de −10\xa0points avec dropout (le MLP 2 "
        "sur les pixels) et de 40\xa0points sans (le MLP 1 sur les pixels) : avec lui, l’exactitude baisse "
        "de 10\xa0points sur l’entraînement et augmente de 40\xa0points sur le test. Rien d’autre ne sépare "
        "les deux modèles."
    )
    assert "results/mlp-raw-2.json#/evaluation/train/accuracy" in said(verdict).sentence


def test_what_else_changes_agrees_in_number_and_another_seed_is_set_aside() -> None:
    assert words(judged(NOTHING, NOTHING, batch_size=4, patience=2)).endswith(
        "d’autant que la taille des lots et l’arrêt anticipé changent aussi."
    )
    assert words(judged(NOTHING, WIDE, seed=7)).endswith("les deux modèles (graine mise à part).")


def test_models_that_all_have_dropout_leave_the_question_open() -> None:
    verdict = dropout_gap([sample("mlp-raw-2")], None)
    assert (verdict.case, verdict.subjects) == ("no-pair", ("mlp-raw-2",))
    assert words(verdict) == (
        "Pour le dire, il faudrait deux MLP sur les pixels dont un seul ait du dropout : il n’y en a pas."
    )


@given(RANKS, RANKS, RANKS, RANKS)
def test_swapping_the_answers_swaps_the_outcome(a: set[int], b: set[int], c: set[int], d: set[int]) -> None:
    there, back = judged((a, b), (c, d)).outcome, judged((c, d), (a, b)).outcome
    mirrored = {Outcome.TRUE: Outcome.FALSE, Outcome.FALSE: Outcome.TRUE}.get(there, there)
    assert back is mirrored
    gaps = (len(b) - len(a)) - (len(d) - len(c))
    assert (there is Outcome.TRUE) <= (gaps < 0)
    assert (there is Outcome.FALSE) <= (gaps > 0)


def test_the_evidence_is_both_accuracies_and_the_test() -> None:
    assert [item.name for item in said(judged(NOTHING, WIDE)).evidence] == [
        "Exactitude du MLP 2 sur les pixels",
        "Exactitude du MLP 1 sur les pixels",
        "Ce que le dropout ajoute à l’écart (intervalle à 95\u202f%)",
        "p (variances appariées d’Agresti et Min, loi normale)",
    ]


def test_what_is_measured_on_one_training_is_said_of_one_training() -> None:
    dropout, plain = trained("mlp-raw-2", NOTHING), trained("mlp-raw-1", WIDE)
    several = replicated(dropout, [{}, {}])
    assert "est de" in words(dropout_gap((dropout, plain), gap_change(dropout, plain)))
    assert "est, au premier entraînement de chacun, de" in words(
        dropout_gap((several, plain), gap_change(several, plain))
    )


def test_with_several_seeds_of_both_the_gaps_are_means_and_the_seeds_have_their_say() -> None:
    dropout, plain = trained("mlp-raw-2", NOTHING), trained("mlp-raw-1", WIDE)
    alone = gap_change(dropout, plain)
    agreeing = gap_change(replicated(dropout, [{}, {}]), replicated(plain, [{}, {}]))
    said_so = dropout_gap((agreeing.first, agreeing.second), agreeing)
    assert "est, en moyenne sur les graines, de" in words(said_so)
    assert [item.name for item in said(said_so).evidence][-1] == (
        "p (variances appariées d’Agresti et Min et variances des graines, loi de Student)"
    )
    assert agreeing.trainings == (3, 3)
    assert agreeing.gaps == pytest.approx(alone.gaps)
    other = trained("mlp-raw-1", (range(0), range(4))).model_dump()["evaluation"]["test"]
    unlike = gap_change(replicated(dropout, [{}, {}]), replicated(plain, [{"test": other}, {}]))
    assert unlike.high - unlike.low > agreeing.high - agreeing.low


@pytest.mark.parametrize(
    ("dropout", "plain", "told"),
    [
        (
            (range(8), range(2)),
            (range(0), range(16)),
            "baisse de 20 points sur l’entraînement et augmente de 35",
        ),
        (
            (range(12), range(18)),
            (range(0), range(16)),
            "baisse de 30 points sur l’entraînement et de 5 points",
        ),
        ((range(8), range(0)), (range(8), range(16)), "ne change pas sur l’entraînement et augmente de 40"),
    ],
)
def test_a_gap_that_shrinks_is_no_benefit_by_itself(dropout: Errors, plain: Errors, told: str) -> None:
    """What it does to each accuracy says whether the model is better, or only worse on its training."""
    assert told in spoken(said(judged(dropout, plain)).sentence)


@given(RANKS, RANKS, RANKS, RANKS)
def test_what_is_read_subtracts(a: set[int], b: set[int], c: set[int], d: set[int]) -> None:
    for each in said(judged((a, b), (c, d))).evidence[:2]:
        training, test, gap = (
            float(number.replace(",", ".").replace("−", "-"))
            for number in re.findall(r"−?\d+(?:,\d+)?", spoken(each.value))
        )
        assert training - test == pytest.approx(gap, abs=0.51)


def test_a_difference_that_would_be_sure_alone_is_not_said_to_be_small() -> None:
    models = trained("mlp-raw-2", NOTHING), trained("mlp-raw-1", NOTHING)
    change = replace(gap_change(*models), chance=Chance(0.03, 0.06, 2))
    sentence = spoken(said(dropout_gap(models, change)).sentence)
    assert "jugé seul, cet écart serait sûr (p = 0,030) ; parmi 2 comparaisons" in sentence
    assert "trop proche" not in sentence
