"""The rule names the model that validation selects and says how sure that is; the test has no part in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.decision import Outcome
from generator.rules.selection import selection
from generator.statistics.choice import select
from tests.generator.chosen_models import Wrong, models
from tests.generator.replicas import replicated
from tests.generator.rule_text import plain, said, spoken, words
from tests.generator.samples import LABELS, errors, evaluation

RANKS = st.sets(st.integers(0, len(LABELS) - 1))


def validated(
    *validation: Wrong, weights: tuple[int, ...] = (30, 10, 20), test: Wrong = range(0)
) -> list[Result]:
    return models(validation, [test] * len(validation), weights[: len(validation)])


def validated_again(result: Result, wrong: list[Wrong]) -> Result:
    """Add one replicate per entry: what each got wrong on the validation examples."""
    return replicated(result, ({"validation": evaluation(errors(ranks))} for ranks in wrong))


@pytest.mark.parametrize(
    ("validation", "case", "subjects"),
    [
        ((range(0), range(12), range(12, 30)), "ahead", ("cnn-1", "cnn-2", "cnn-3")),
        ((range(12), range(0), range(1)), "close", ("cnn-2", "cnn-1", "cnn-3")),
        ((range(2), range(3), range(2, 4)), "tie", ("cnn-3", "cnn-1", "cnn-2")),
        ((range(2),), "single", ("cnn-1",)),
    ],
)
def test_every_case(validation: tuple[range, ...], case: str, subjects: tuple[str, ...]) -> None:
    verdict = selection(validated(*validation))
    assert (verdict.case, verdict.subjects) == (case, subjects)
    assert said(verdict).question == "Quel modèle retenir parmi les CNN ?"


def test_the_others_are_named() -> None:
    assert words(selection(validated(range(2), range(14), range(14, 32)))) == (
        "Le CNN 1 est retenu : il classe correctement 95\u202f% des images de validation, contre "
        "65\u202f% pour le CNN 2, et le hasard expliquerait mal son avance sur le CNN 2 et le "
        "CNN 3. Le test n’a pas servi à choisir."
    )
    assert "son écart avec le CNN 3 peut être" in words(selection(validated(range(14), range(2), range(4))))


def test_a_tie_is_broken_by_the_weights_then_by_the_order() -> None:
    tied = (range(2), range(2, 4), range(14))
    assert words(selection(validated(*tied))) == (
        "Le CNN 2 et le CNN 1 classent correctement la même part des images de validation, 95\u202f%. Le "
        "CNN 2 est retenu parce qu’il a le moins de poids (10) ; le test n’a pas servi à choisir."
    )
    as_heavy = selection(validated(*tied, weights=(10, 10, 10)))
    assert (as_heavy.case, as_heavy.subjects[0]) == ("full-tie", "cnn-1")


def test_the_choice_rests_on_the_seeds_that_all_the_models_have() -> None:
    first, second = validated(range(0), range(12))
    sure = selection([validated_again(first, [range(1)]), validated_again(second, [range(13)])])
    assert sure.case == "ahead"
    assert "99\u202f% des images de validation en moyenne sur 2 graines, contre 69\u202f% pour" in words(sure)
    # The best with the first seed is not the best on average.
    lucky, steady = validated(range(0), range(1))
    verdict = selection([validated_again(lucky, [range(20)] * 4), validated_again(steady, [range(1)] * 4)])
    assert (verdict.subjects[0], verdict.case) == ("cnn-2", "ahead")


def test_a_model_may_be_ahead_over_seeds_that_the_others_lack() -> None:
    lucky, steady, single = validated(range(0), range(1), range(5))
    verdict = selection(
        [validated_again(lucky, [range(20)] * 4), validated_again(steady, [range(1)] * 4), single]
    )
    assert verdict.case == "overtaken"
    assert "validation à leur premier entraînement, contre 97" in words(verdict)
    assert "sur toutes les graines que chacun a, pourtant, le CNN 2 fait mieux." in words(verdict)


def test_the_accuracies_have_the_digits_that_the_choice_needs() -> None:
    close, best = validated(range(1), range(1))
    seeds = [range(1)] * 3
    verdict = selection(
        [validated_again(close, [*seeds, range(2)]), validated_again(best, [*seeds, range(1)])]
    )
    assert verdict.subjects[0] == "cnn-2"
    shown = [spoken(item.value) for item in said(verdict).evidence[:2]]
    assert shown == ["97,5 %", "97,0 %"]
    assert "97,5\u202f% des images de validation en moyenne sur 5 graines, contre 97,0" in words(verdict)


@given(RANKS, RANKS, RANKS, RANKS)
def test_the_outcome_follows_validation_alone(a: set[int], b: set[int], c: set[int], test: set[int]) -> None:
    results = validated(a, b, c)
    verdict = selection(results)
    assert verdict.subjects[0] == select(results).id
    ranked = sorted(len(wrong) for wrong in (a, b, c))
    assert (verdict.outcome is Outcome.FALSE) is (ranked[0] == ranked[1])
    assert (verdict.outcome is Outcome.TRUE) <= (ranked[0] < ranked[1])
    assert said(selection(validated(a, b, c, test=test))) == said(verdict)


def test_evidence_sets_the_choice_against_each_other_model() -> None:
    evidence = said(selection(validated(range(0), range(12), range(12)))).evidence
    assert [plain(item.name) for item in evidence] == [
        *(f"Exactitude de validation du CNN {position}" for position in (1, 2, 3)),
        *(f"Écart avec le CNN {position} (comparaisons faites ensemble : 3)" for position in (2, 3)),
    ]
    assert plain(evidence[3].value).startswith("+30\xa0points (p corrigée : ")
    assert "results/cnn-2.json#/evaluation/validation/" in evidence[3].value
