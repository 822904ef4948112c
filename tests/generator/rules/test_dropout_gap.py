"""The rule says what dropout does to the gap between training and test, whichever way results turn."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from experiments.errors import ResultError
from experiments.language import CONFIDENCE
from experiments.results.schema import Result
from generator.rules.dropout_gap import RULE, GapChange, dropout_gap, gap_change
from generator.rules.verdict import Outcome, Verdict
from tests.generator.rule_text import words
from tests.generator.samples import LABELS, evaluation, sample, sample_record

IMAGES = len(LABELS)
RANKS = st.sets(st.integers(0, IMAGES - 1), max_size=12)
Wrong = range | set[int]


def errors(ranks: Wrong) -> dict[int, str]:
    """Make a model wrong on these images."""
    return {rank: "1" if LABELS[rank] == "0" else "0" for rank in ranks}


def trained(identifier: str, train: Wrong, test: Wrong, **training: Any) -> Result:
    """Make a model wrong on these images of each split."""
    record = sample_record(identifier)
    record["evaluation"]["train"] = evaluation(errors(train))
    record["evaluation"]["test"] = evaluation(errors(test))
    record["training"].update(training)
    return Result.model_validate(record)


def change(dropout: tuple[Wrong, Wrong], plain: tuple[Wrong, Wrong], batch_size: int = 8) -> GapChange:
    """Compare a model with dropout and one without, each wrong on these images of both splits."""
    return gap_change(
        trained("mlp-raw-2", *dropout, batch_size=batch_size), trained("mlp-raw-1", *plain, batch_size=8)
    )


def judged(
    dropout: tuple[Wrong, Wrong], plain: tuple[Wrong, Wrong], variant: int = 0, batch_size: int = 8
) -> Verdict:
    found = change(dropout, plain, batch_size)
    return dropout_gap([found.plain, found.dropout], found, variant)


NOTHING = (range(0), range(0))
WIDE = (range(0), range(16))
CASES = [
    (NOTHING, WIDE, 8, Outcome.TRUE, "Oui"),
    (WIDE, NOTHING, 8, Outcome.FALSE, "Non, au contraire"),
    (NOTHING, NOTHING, 8, Outcome.INCONCLUSIVE, "Différence non concluante"),
    (NOTHING, WIDE, 4, Outcome.TRUE, "Il diminue, sans certitude sur la cause"),
    (WIDE, NOTHING, 4, Outcome.FALSE, "Il augmente, sans certitude sur la cause"),
    (NOTHING, NOTHING, 4, Outcome.INCONCLUSIVE, "Différence non concluante"),
    # The test accuracies differ as much as the training accuracies: the gaps do not.
    (NOTHING, (range(16), range(20, 36)), 8, Outcome.INCONCLUSIVE, "Différence non concluante"),
]


@pytest.mark.parametrize("variant", range(2))
@pytest.mark.parametrize(("dropout", "plain", "batch_size", "outcome", "label"), CASES)
def test_every_outcome(
    dropout: tuple[Wrong, Wrong],
    plain: tuple[Wrong, Wrong],
    batch_size: int,
    outcome: Outcome,
    label: str,
    variant: int,
) -> None:
    verdict = judged(dropout, plain, variant, batch_size)
    assert (verdict.outcome, verdict.label) == (outcome, label)
    assert verdict.question == (
        "Pour les MLP sur les pixels, le dropout réduit-il l’écart entre l’entraînement et le test ?"
    )
    assert verdict.subjects == ("mlp-raw-2", "mlp-raw-1")
    assert ("la taille des lots change" in words(verdict)) is (batch_size == 4)
    assert "results/mlp-raw-2.json#/evaluation/train/accuracy" in verdict.sentence
    outside = re.sub(r"<data.*?</data>|MLP [12]", "", verdict.sentence)
    assert not re.search(r"\d", outside)


def test_the_gaps_are_said_with_their_signs() -> None:
    assert words(judged((range(4), range(0)), WIDE)) == (
        "L’écart d’exactitude entre l’entraînement et le test est de −10\xa0points avec dropout (le MLP 2 "
        "sur les pixels) et de 40\xa0points sans (le MLP 1 sur les pixels). Rien d’autre ne sépare les deux "
        "modèles."
    )
    assert words(judged(NOTHING, WIDE, 1)) == (
        "Toutes choses égales par ailleurs, l’écart d’exactitude entre l’entraînement et le test passe de "
        "40\xa0points sans dropout (le MLP 1 sur les pixels) à 0\xa0point avec (le MLP 2 sur les pixels)."
    )


def test_what_else_changes_is_named() -> None:
    assert words(judged(WIDE, NOTHING, 1, batch_size=4)).endswith(
        "Comme la taille des lots change en même temps, rien ne dit que ce soit un effet du dropout."
    )
    assert words(judged(NOTHING, NOTHING, 1, batch_size=4)).endswith(
        "De plus, la taille des lots change d’un modèle à l’autre."
    )


def test_models_that_all_have_dropout_leave_the_question_open() -> None:
    first, second = (dropout_gap([sample("mlp-raw-2")], None, variant) for variant in range(2))
    assert first.outcome is Outcome.INCONCLUSIVE
    assert first.label == "Pas de quoi comparer"
    assert first.subjects == ("mlp-raw-2",)
    assert words(first) == (
        "Pour le dire, il faudrait deux MLP sur les pixels dont un seul ait du dropout : il n’y en a pas."
    )
    assert words(second) == (
        "La question reste ouverte, faute de deux MLP sur les pixels dont un seul ait du dropout."
    )


@given(RANKS, RANKS, RANKS, RANKS)
def test_the_variance_is_that_of_paired_differences_with_half_an_image_in_each_cell(
    train_dropout: set[int], test_dropout: set[int], train_plain: set[int], test_plain: set[int]
) -> None:
    found = change((train_dropout, test_dropout), (train_plain, test_plain))
    centre, variance = 0.0, 0.0
    for sign, one, other in ((1, train_dropout, train_plain), (-1, test_dropout, test_plain)):
        gains = np.array([(rank not in one) - (rank not in other) for rank in range(IMAGES)])
        values = np.append(gains, [-1, 0, 0, 1])
        weights = np.append(np.ones(IMAGES), np.full(4, 0.5))
        mean = np.average(values, weights=weights)
        centre += sign * mean
        variance += np.average((values - mean) ** 2, weights=weights) / weights.sum()
    low, high = norm.interval(CONFIDENCE, centre, variance**0.5)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.p_value == pytest.approx(2 * norm.cdf(-abs(centre) / variance**0.5))
    assert (found.p_value < 1 - CONFIDENCE) is (not found.low <= 0 <= found.high)


@given(RANKS, RANKS, RANKS, RANKS)
def test_swapping_the_answers_swaps_the_outcome(a: set[int], b: set[int], c: set[int], d: set[int]) -> None:
    there, back = judged((a, b), (c, d)).outcome, judged((c, d), (a, b)).outcome
    mirrored = {Outcome.TRUE: Outcome.FALSE, Outcome.FALSE: Outcome.TRUE}.get(there, there)
    assert back is mirrored
    gaps = (len(b) - len(a)) - (len(d) - len(c))
    assert (there is Outcome.TRUE) <= (gaps < 0)
    assert (there is Outcome.FALSE) <= (gaps > 0)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    # Two models right on 90 % and 95 % of the training images, 85 % and 88 % of those of the test.
    generator = np.random.default_rng(1)
    draws = [generator.random((300, IMAGES)) > share for share in (0.95, 0.88, 0.90, 0.85)]
    truth = (0.95 - 0.88) - (0.90 - 0.85)
    held = 0
    for rows in zip(*draws, strict=True):
        a, b, c, d = ({int(rank) for rank in np.flatnonzero(row)} for row in rows)
        found = change((a, b), (c, d))
        held += found.low <= truth <= found.high
    assert held / 300 > 0.9


def test_models_that_did_not_learn_from_the_same_images_are_refused() -> None:
    record = sample_record("mlp-raw-2")
    record["evaluation"]["train"] = evaluation({}, labels=LABELS[::-1])
    expected = (
        "results/mlp-raw-2.json et results/mlp-raw-1.json : /evaluation/train/labels : les deux modèles "
        "n’ont pas été jugés sur les mêmes images. Réentraînez-les sur les mêmes données."
    )
    with pytest.raises(ResultError) as caught:
        gap_change(Result.model_validate(record), sample("mlp-raw-1"))
    assert str(caught.value) == expected


def test_the_correction_is_shown_where_there_is_one() -> None:
    names = [item.name for item in judged(NOTHING, WIDE).evidence]
    assert names == [
        "Exactitude du MLP 2 sur les pixels",
        "Exactitude du MLP 1 sur les pixels",
        "Ce que le dropout ajoute à l’écart (intervalle à 95\u202f%)",
        "p",
    ]


def test_sentences_hold_no_jargon() -> None:
    for wording in RULE.wordings.values():
        assert not any("p =" in sentence or "Agresti" in sentence for sentence in wording.sentences)
