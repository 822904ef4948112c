"""The rule on the errors of two models: whether they fall on the same images more than by chance."""

import re
from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom, nchypergeom_fisher

from experiments.errors import ResultError
from experiments.results.schema import Result
from generator.facts.quantity import Quantity
from generator.rules.same_errors import RULE, same_errors_of
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.corrections import SIGNIFICANCE, holm
from tests.generator.samples import LABELS, evaluation, sample_record, with_predictions

IMAGES = len(LABELS)
RANKS = st.sets(st.integers(0, IMAGES - 1))
NAMES = ["CNN 1", "MLP 2 sur HOG", "MLP 1 sur les pixels"]


def wrong_on(identifier: str, ranks: Collection[int]) -> Result:
    """Make a model wrong on these images."""
    return with_predictions(identifier, {rank: "1" if LABELS[rank] == "0" else "0" for rank in ranks})


def judge(first: Collection[int], second: Collection[int]) -> Verdict:
    return same_errors_of([wrong_on("cnn-1", first), wrong_on("mlp-hog-2", second)])[0]


def three(first: Collection[int], second: Collection[int], third: Collection[int]) -> list[Verdict]:
    identifiers = ("cnn-1", "mlp-hog-2", "mlp-raw-1")
    return same_errors_of(list(map(wrong_on, identifiers, (first, second, third))))


def words(verdict: Verdict) -> str:
    return re.sub(r"<[^>]*>", "", verdict.sentence)


def evidence(verdict: Verdict, name: str) -> float:
    (found,) = [item.value for item in verdict.evidence if item.name == name]
    assert isinstance(found, Quantity)
    return found.value


def chance(first: set[int], second: set[int]) -> float:
    """Return Fisher's two-sided p-value: all the overlaps that are no more likely than the one seen."""
    overlaps = hypergeom(IMAGES, len(first), len(second))
    seen = overlaps.pmf(len(first & second))
    likelihoods = overlaps.pmf(range(IMAGES + 1))
    return float(likelihoods[likelihoods <= seen * (1 + 1e-7)].sum())


CASES = [
    (range(6), range(6), Outcome.TRUE, "Plus souvent que par hasard"),
    (range(20), range(20, 40), Outcome.FALSE, "Moins souvent que par hasard"),
    (range(20), range(18, 38), Outcome.FALSE, "Moins souvent que par hasard"),
    (range(4), range(3, 9), Outcome.INCONCLUSIVE, "On ne peut pas l’affirmer"),
    (range(4), range(4, 8), Outcome.INCONCLUSIVE, "On ne peut pas l’affirmer"),
    (range(40), range(5), Outcome.INCONCLUSIVE, "On ne peut pas l’affirmer"),
    (range(0), range(5), Outcome.INCONCLUSIVE, "Rien à comparer"),
    (range(5), range(0), Outcome.INCONCLUSIVE, "Rien à comparer"),
    (range(0), range(0), Outcome.INCONCLUSIVE, "Rien à comparer"),
]


@pytest.mark.parametrize(("first", "second", "outcome", "label"), CASES)
def test_every_outcome(first: range, second: range, outcome: Outcome, label: str) -> None:
    verdict = judge(first, second)
    assert (verdict.outcome, verdict.label) == (outcome, label)
    assert verdict.code == "memes-erreurs"
    assert verdict.subjects == ("cnn-1", "mlp-hog-2")
    assert verdict.question == "Le CNN 1 et le MLP 2 sur HOG se trompent-ils sur les mêmes images ?"


def test_the_cases_are_those_of_the_rule() -> None:
    seen = {(verdict.outcome, verdict.label) for verdict in (judge(*case[:2]) for case in CASES)}
    assert seen == {(wording.outcome, wording.label) for wording in RULE.wordings.values()}


@pytest.mark.parametrize(
    ("ranks", "sentences"),
    [
        (
            (range(6), range(6), range(6)),
            [
                "Le CNN 1 et le MLP 2 sur HOG se trompent tous deux sur 6 images de test. Si leurs erreurs "
                "étaient sans rapport, on n’en attendrait qu’environ 0,90.",
                "Sans rapport entre elles, les erreurs du CNN 1 et celles du MLP 1 sur les pixels "
                "tomberaient environ 0,90 fois sur la même image de test ; elles le font 6 fois.",
                "Une image de test qui trompe le MLP 2 sur HOG trompe plus facilement le MLP 1 sur les "
                "pixels : ils se trompent ensemble 6 fois, contre environ 0,90 si chacun se trompait "
                "de son côté.",
            ],
        ),
        (
            (range(13), range(13, 26), range(26, 39)),
            [
                "Le CNN 1 et le MLP 2 sur HOG ne se trompent jamais sur la même image de test. Si leurs "
                "erreurs étaient sans rapport, cela arriverait environ 4,2 fois.",
                "Sans rapport entre elles, les erreurs du CNN 1 et celles du MLP 1 sur les pixels "
                "tomberaient environ 4,2 fois sur la même image de test ; elles ne le font jamais.",
                "Une image de test qui trompe le MLP 2 sur HOG trompe plus rarement le MLP 1 sur les "
                "pixels : ils ne se trompent jamais ensemble, contre environ 4,2 si chacun se trompait "
                "de son côté.",
            ],
        ),
        (
            (range(2), range(1, 3), range(3, 5)),
            [
                "Le CNN 1 et le MLP 2 sur HOG ont 1 erreur en commun sur le test. Si leurs erreurs étaient "
                "sans rapport, on en attendrait environ 0,10 : le hasard peut suffire.",
                "Sur le test, le CNN 1 et le MLP 1 sur les pixels n’ont aucune erreur en commun, contre "
                "environ 0,10 si chacun se trompait de son côté : l’écart est trop petit pour conclure.",
                "Le MLP 2 sur HOG et le MLP 1 sur les pixels n’ont aucune erreur en commun sur le test. "
                "Comme le hasard en donnerait environ 0,10, rien ne dit que les erreurs de l’un aient un "
                "rapport avec celles de l’autre.",
            ],
        ),
        (
            (range(0), range(1), range(0)),
            [
                "Le CNN 1 lit bien toutes les images de test : il n’a pas d’erreur à partager.",
                "Le CNN 1 et le MLP 1 sur les pixels lisent bien toutes les images de test.",
                "Le MLP 1 sur les pixels lit bien toutes les images de test : il n’a pas d’erreur à "
                "partager.",
            ],
        ),
    ],
)
def test_the_sentences(ranks: tuple[range, range, range], sentences: list[str]) -> None:
    assert [words(verdict) for verdict in three(*ranks)] == sentences


def test_a_single_common_error_may_be_one_too_many() -> None:
    assert words(judge({5}, {5})) == (
        "Le CNN 1 et le MLP 2 sur HOG se trompent tous deux sur 1 image de test. Si leurs erreurs étaient "
        "sans rapport, on n’en attendrait qu’environ 0,025."
    )


def test_few_common_errors_are_counted() -> None:
    assert words(judge(range(20), range(18, 38))) == (
        "Le CNN 1 et le MLP 2 sur HOG ne se trompent que 2 fois sur la même image de test. Si leurs erreurs "
        "étaient sans rapport, cela arriverait environ 10 fois."
    )


@settings(deadline=None)
@given(RANKS, RANKS)
def test_the_outcome_is_that_of_the_exact_test(first: set[int], second: set[int]) -> None:
    verdict = judge(first, second)
    p_value, common = chance(first, second), len(first & second)
    expected = len(first) * len(second) / IMAGES
    assert evidence(verdict, "p") == pytest.approx(p_value)
    if not (first and second) or p_value > SIGNIFICANCE + 1e-9:
        assert verdict.outcome is Outcome.INCONCLUSIVE
    elif p_value < SIGNIFICANCE - 1e-9:
        assert verdict.outcome is (Outcome.TRUE if common > expected else Outcome.FALSE)
    assert judge(second, first).outcome is verdict.outcome


@settings(deadline=None)
@given(RANKS, RANKS)
def test_the_odds_ratio_makes_the_common_errors_the_expected_ones(first: set[int], second: set[int]) -> None:
    (odds,) = [e.value for e in judge(first, second).evidence if e.name.startswith("Rapport")] or [None]
    common = len(first & second)
    if odds is None:
        assert common == min(len(first), len(second))
        return
    ratio, low, high = map(float, re.findall(r'value="([^"]*)"', str(odds)))
    assert low <= ratio <= high
    if ratio > 0:
        mean = nchypergeom_fisher(IMAGES, len(first), len(second), ratio).mean()
        assert mean == pytest.approx(common, abs=1e-4)
    else:
        assert common == max(0, len(first) + len(second) - IMAGES)


@settings(deadline=None)
@given(RANKS, RANKS, RANKS)
def test_pairs_examined_together_are_corrected(first: set[int], second: set[int], third: set[int]) -> None:
    verdicts = three(first, second, third)
    p_values = [evidence(verdict, "p") for verdict in verdicts]
    corrected = [evidence(verdict, "p corrigée (Holm)") for verdict in verdicts]
    assert corrected == pytest.approx(holm(p_values))
    for verdict, p_value in zip(verdicts, corrected, strict=True):
        assert (verdict.outcome is not Outcome.INCONCLUSIVE) <= (p_value < SIGNIFICANCE)


def test_what_is_conclusive_alone_may_not_be_so_among_others() -> None:
    assert judge({0}, {0}).outcome is Outcome.TRUE
    assert [verdict.outcome for verdict in three({0}, {0}, {1})] == [Outcome.INCONCLUSIVE] * 3
    assert "p corrigée (Holm)" not in [item.name for item in judge({0}, {0}).evidence]


def test_the_counts_that_the_sentence_leaves_out() -> None:
    verdict = judge(range(8), range(2, 22))
    assert evidence(verdict, "Erreurs que le CNN 1 est seul à faire") == 2
    assert evidence(verdict, "Part des erreurs du CNN 1 que l’autre fait aussi") == 6 / 8
    assert evidence(verdict, "Erreurs que le MLP 2 sur HOG est seul à faire") == 14
    assert evidence(verdict, "Part des erreurs du MLP 2 sur HOG que l’autre fait aussi") == 6 / 20


def test_a_model_without_errors_has_no_share_of_them() -> None:
    names = [item.name for item in judge(range(1), range(0)).evidence]
    assert names == [
        "Erreurs que le CNN 1 est seul à faire",
        "Part des erreurs du CNN 1 que l’autre fait aussi",
        "Erreurs que le MLP 2 sur HOG est seul à faire",
        "p",
    ]


@pytest.mark.parametrize("case", CASES)
def test_every_number_of_the_sentence_has_its_sources(case: tuple[range, range, Outcome, str]) -> None:
    sentence = judge(*case[:2]).sentence
    outside = re.sub(r"<data.*?</data>", "", sentence)
    for name in NAMES:
        outside = outside.replace(name, "")
    assert not re.search(r"\d", outside)
    for sources in re.findall(r'data-source="([^"]*)"', sentence):
        assert sources.split() == [
            f"results/{identifier}.json#/evaluation/test/{field}"
            for identifier in ("cnn-1", "mlp-hog-2")
            for field in ("labels", "predictions")
        ]


def test_models_judged_on_other_images_are_refused() -> None:
    record = sample_record("mlp-hog-2")
    record["evaluation"]["test"] = evaluation({}, labels=LABELS[::-1])
    with pytest.raises(
        ResultError,
        match=r"^results/cnn-1\.json et results/mlp-hog-2\.json : /evaluation/test/labels : les deux",
    ):
        same_errors_of([wrong_on("cnn-1", {0}), Result.model_validate(record)])
