"""The rule on the errors of two models: whether they fall on the same examples more than by chance."""

from collections.abc import Collection

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.decision import Outcome, Verdict
from generator.rules.same_errors import same_errors_of
from generator.statistics.corrections import SIGNIFICANCE, holm
from generator.statistics.overlap import overlap
from tests.generator.rule_text import plain, said, words
from tests.generator.samples import LABELS
from tests.generator.seeds import trained

RANKS = st.sets(st.integers(0, len(LABELS) - 1))
IDENTIFIERS = ("cnn-1", "mlp-hog-2", "mlp-raw-1")


def models(*wrong: Collection[int]) -> list[Result]:
    """Make models wrong on these examples."""
    return list(map(trained, IDENTIFIERS, wrong))


def judge(first: Collection[int], second: Collection[int]) -> Verdict:
    return same_errors_of(models(first, second))[0]


def evidence(verdict: Verdict) -> dict[str, str]:
    return {item.name: plain(item.value) for item in said(verdict).evidence}


@pytest.mark.parametrize(
    ("first", "second", "case"),
    [
        (range(6), range(6), "together"),
        ({5}, {5}, "together"),
        (range(20), range(20, 40), "apart"),
        (range(20), range(18, 38), "apart"),
        (range(4), range(3, 9), "undecided"),
        (range(4), range(4, 8), "undecided"),
        (range(40), range(5), "undecided"),
        (range(0), range(5), "one-flawless"),
        (range(5), range(0), "one-flawless"),
        (range(0), range(0), "both-flawless"),
    ],
)
def test_every_case(first: Collection[int], second: Collection[int], case: str) -> None:
    verdict = judge(first, second)
    assert (verdict.case, verdict.subjects) == (case, ("cnn-1", "mlp-hog-2"))


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (
            {5},
            {5},
            "Le CNN 1 et le MLP 2 sur HOG se trompent tous deux sur 1 image de test. Si leurs erreurs "
            "étaient sans rapport, elles ne coïncideraient qu’environ 0,025 fois.",
        ),
        (
            range(20),
            range(18, 38),
            "Le CNN 1 et le MLP 2 sur HOG ne se trompent tous deux que sur 2 images de test. Si leurs "
            "erreurs étaient sans rapport, elles coïncideraient environ 10 fois.",
        ),
        (
            range(4),
            range(4, 8),
            "Le CNN 1 et le MLP 2 sur HOG ne se trompent jamais ensemble sur le test. Si leurs erreurs "
            "étaient sans rapport, elles coïncideraient environ 0,40 fois : le hasard peut suffire à "
            "l’expliquer.",
        ),
        (range(5), (), "Le MLP 2 sur HOG ne fait aucune erreur sur le test : il n’en a pas à partager."),
        ((), (), "Ni le CNN 1 ni le MLP 2 sur HOG ne font d’erreur sur le test."),
    ],
)
def test_sentences(first: Collection[int], second: Collection[int], sentence: str) -> None:
    assert words(judge(first, second)) == sentence


@given(RANKS, RANKS, RANKS)
def test_the_outcomes_are_those_of_the_exact_tests_corrected_together(
    first: set[int], second: set[int], third: set[int]
) -> None:
    results = models(first, second, third)
    pairs = [(results[i], results[j]) for i, j in ((0, 1), (0, 2), (1, 2))]
    overlaps = [overlap(*pair, "test") for pair in pairs]
    verdicts = same_errors_of(results)
    corrected = holm([each.p_value for each in overlaps])
    for verdict, found, p_value in zip(verdicts, overlaps, corrected, strict=True):
        if not all(found.errors) or p_value >= SIGNIFICANCE:
            assert verdict.outcome is Outcome.INCONCLUSIVE
        else:
            more = found.both > found.expected
            assert verdict.outcome is (Outcome.TRUE if more else Outcome.FALSE)


def test_what_is_conclusive_alone_may_not_be_so_among_others() -> None:
    assert judge({0}, {0}).outcome is Outcome.TRUE
    among = same_errors_of(models({0}, {0}, {1}))
    assert [verdict.outcome for verdict in among] == [Outcome.INCONCLUSIVE] * 3
    assert "jugé seul, cet écart serait sûr" in words(among[0])
    assert "le hasard peut suffire" not in words(among[0])
    assert "le hasard peut suffire" in words(among[1])


def test_the_counts_that_the_sentence_leaves_out() -> None:
    found = evidence(judge(range(8), range(2, 22)))
    assert found["Erreurs que le CNN 1 est seul à faire"] == "2"
    assert found["Part des erreurs du CNN 1 que l’autre fait aussi"] == "75\u202f%"
    assert found["Erreurs que le MLP 2 sur HOG est seul à faire"] == "14"
    assert "p (test exact de Fisher)" in found


def test_a_model_without_errors_has_no_share_of_them_and_no_odds() -> None:
    found = evidence(judge(range(1), range(0)))
    assert "Part des erreurs du MLP 2 sur HOG que l’autre fait aussi" not in found
    assert found["Rapport de cotes et son intervalle à 95\u202f%"] == "infini ou non défini"


def test_shared_errors_stand_beside_those_of_two_trainings_of_one_model() -> None:
    steady = trained("cnn-1", range(8), range(8), range(4))
    other = trained("mlp-raw-1", range(4, 12), range(6, 14))
    sentence = words(same_errors_of([steady, other])[0])
    # 4, 2, 4, 2, 0 and 0 of the six pairs of trainings; of the errors of one, 32 of 40 are made by another.
    assert "se trompent tous deux sur 2 images de test, en moyenne." in sentence
    assert "en fait 80\u202f%" in sentence
    assert (
        "en fait" not in words(same_errors_of([trained("cnn-1", range(8)), other])[0]).split("CNN 1 fait")[0]
    )


def test_shares_are_those_of_the_means_before_any_rounding() -> None:
    """Rounded, the means would make all of the errors common ones: 1 out of 1."""
    one = trained("cnn-1", range(1), range(2), range(1))
    other = trained("mlp-raw-1", range(3), range(1), range(2))
    verdict = same_errors_of([one, other])[0]
    # Over the nine pairs of trainings, 11 / 9 errors in common, out of 4 / 3 and of 2.
    assert "Le MLP 1 sur les pixels fait 92\u202f% des erreurs d’un entraînement du CNN 1" in words(verdict)
    found = evidence(verdict)
    assert found["Part des erreurs du CNN 1 que l’autre fait aussi"] == "92\u202f%"
    assert found["Part des erreurs du MLP 1 sur les pixels que l’autre fait aussi"] == "61\u202f%"


TRAININGS = st.lists(RANKS, min_size=1, max_size=3)


@given(TRAININGS, TRAININGS)
def test_the_counts_are_means_over_the_trainings(first: list[set[int]], second: list[set[int]]) -> None:
    found = overlap(trained("cnn-1", *first), trained("mlp-raw-1", *second), "test")
    cells = (found.both, found.only_first, found.only_second, found.neither)
    assert min(cells) >= 0
    assert sum(cells) == len(LABELS)
    shared = [len(one & other) for one in first for other in second]
    assert abs(found.both - sum(shared) / len(shared)) <= 1.5
    assert [errors > 0 for errors in found.errors] == [any(first), any(second)]
    for share, trainings in zip(found.again, (first, second), strict=True):
        pairs = [
            (one, other) for i, one in enumerate(trainings) for j, other in enumerate(trainings) if i != j
        ]
        made = sum(len(one) for one, _ in pairs)
        assert share == (pytest.approx(sum(len(a & b) for a, b in pairs) / made) if made else None)


def test_unrelated_models_are_seldom_said_to_err_together() -> None:
    draw = np.random.default_rng(6)
    rejected = []
    for _ in range(200):
        # Each model has images of its own that all its trainings find difficult.
        made = [np.where(draw.random(40) < 0.3, 0.6, 0.02) for _ in range(2)]
        wrong = [[set(np.flatnonzero(draw.random(40) < hard).tolist()) for _ in range(3)] for hard in made]
        found = overlap(trained("cnn-1", *wrong[0]), trained("mlp-raw-1", *wrong[1]), "test")
        rejected.append(found.p_value < SIGNIFICANCE)
    assert np.mean(rejected) < 0.06
