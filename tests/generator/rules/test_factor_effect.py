"""The rule says what a factor does only when nothing else changes, whichever way the results turn."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.decision import Outcome, Verdict
from generator.rules.factor_effect import EFFECTS, RULE, factor_effect
from generator.statistics.corrections import Chance
from generator.statistics.factor_pairs import LEVELS
from generator.statistics.factors import Factor
from generator.statistics.tournament import contrast
from tests.generator.histories import FLAT, STEEP, trained
from tests.generator.rule_text import plain, said, words
from tests.generator.sample_layers import dense, network
from tests.generator.samples import LABELS, errors, evaluation, mistaken, sample, sample_record
from tests.generator.seeds import with_seeds

RANKS = st.sets(st.integers(0, len(LABELS) - 1))
# For each factor, a model with more of it, and what makes the same model one with less.
MORE = {
    Factor.DROPOUT: "mlp-raw-2",
    Factor.KERNELS: "cnn-2",
    Factor.CELL: "mlp-hog-2",
    Factor.ORIENTATIONS: "mlp-hog-2",
    Factor.POOLINGS: "cnn-2",
}


def pair(factor: Factor) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the records of two models that a factor alone sets apart, the one with more of it first."""
    more = sample_record(MORE[factor])
    less = sample_record(MORE[factor].replace("2", "1"))
    if factor is Factor.KERNELS:
        less["model"] = sample_record("cnn-2")["model"]
        for layer in more["model"]["layers"]:
            if layer["type"] == "Conv2D":
                layer["config"]["kernel_size"] = [3, 3]
    if factor is Factor.CELL:
        less["data"], less["model"] = sample_record("mlp-hog-2")["data"], more["model"]
        more["data"]["description"]["pixels_per_cell"] = 4
    more["training"]["batch_size"] = less["training"]["batch_size"]
    return more, less


def judged(
    more: range | set[int], less: range | set[int], factor: Factor = Factor.DROPOUT, **training: int
) -> Verdict:
    """Judge a factor on two models wrong on these examples, the first with other settings of training."""
    first, second = pair(factor)
    first["training"].update(training)
    one, other = mistaken(first, test=more), mistaken(second, test=less)
    return factor_effect(factor, [other, one], contrast(one, other, "test"))


def twin(model: Result) -> Result:
    """Return the same model under another name."""
    return model.model_copy(update={"id": "jumeau"})


CASES = [(range(0), range(12), "better"), (range(12), range(0), "worse"), (range(3), range(1), "level")]


@pytest.mark.parametrize("factor", EFFECTS)
@pytest.mark.parametrize(("more", "less", "case"), CASES)
def test_every_case_of_every_factor(factor: Factor, more: range, less: range, case: str) -> None:
    alone, among = judged(more, less, factor), judged(more, less, factor, batch_size=4)
    assert (alone.case, among.case) == (case, f"{case}-among-others")
    assert among.outcome is Outcome.INCONCLUSIVE
    assert alone.subjects == (MORE[factor], MORE[factor].replace("2", "1"))
    assert "la taille des lots change aussi" in words(among)
    for identifier in alone.subjects:
        assert f"results/{identifier}.json#/evaluation/test/accuracy" in said(alone).sentence


def test_all_cases_are_driven_and_all_factors_known() -> None:
    driven = {case for *_, case in CASES}
    assert driven | {f"{case}-among-others" for case in driven} | {"no-pair"} == set(RULE.cases)
    assert set(EFFECTS) == set(LEVELS)


@pytest.mark.parametrize(
    ("factor", "question", "missing"),
    [
        (
            Factor.DROPOUT,
            "Pour les MLP sur les pixels, le dropout améliore-t-il l’exactitude ?",
            "deux MLP sur les pixels qui diffèrent par le dropout",
        ),
        (
            Factor.KERNELS,
            "Pour les CNN, des noyaux plus grands améliorent-ils l’exactitude ?",
            "deux CNN qui diffèrent par la taille des noyaux",
        ),
        (
            Factor.CELL,
            "Pour les MLP sur HOG, des cellules HOG plus grandes améliorent-elles l’exactitude ?",
            "deux MLP sur HOG qui diffèrent par la taille des cellules HOG",
        ),
        (
            Factor.ORIENTATIONS,
            "Pour les MLP sur HOG, davantage d’orientations HOG améliorent-elles l’exactitude ?",
            "deux MLP sur HOG qui diffèrent par le nombre d’orientations HOG",
        ),
        (
            Factor.POOLINGS,
            "Pour les CNN, davantage de pooling améliore-t-il l’exactitude ?",
            "deux CNN qui diffèrent par le nombre de couches de pooling",
        ),
    ],
)
def test_a_factor_that_no_two_models_differ_in_is_left_open(
    factor: Factor, question: str, missing: str
) -> None:
    model = Result.model_validate(pair(factor)[0])
    verdict = factor_effect(factor, [model], None)
    assert (verdict.case, verdict.subjects) == ("no-pair", (model.id,))
    assert said(verdict).question == question
    assert words(verdict) == f"Il n’y a pas {missing} : la question reste ouverte."


def test_a_factor_alone_is_spoken_of_alone() -> None:
    assert words(judged(range(2), range(14))) == (
        "Le MLP 2 sur les pixels, avec dropout, classe correctement 95\u202f% des images de test, contre "
        "65\u202f% pour le MLP 1 sur les pixels, sans dropout (30\xa0points d’écart). Rien d’autre ne sépare "
        "les deux modèles. Chacun n’a été entraîné qu’avec une seule graine : le hasard de l’entraînement "
        "n’est pas compté."
    )


@pytest.mark.parametrize(
    ("wrong", "loser", "follows"),
    [
        (
            (range(14), range(2)),
            "MLP 2 sur HOG",
            "reçoit 40 valeurs au lieu de 90 et a 2,1 fois moins de poids",
        ),
        (
            (range(2), range(14)),
            "MLP 1 sur HOG",
            "reçoit 90 valeurs au lieu de 40 et a 2,1 fois plus de poids",
        ),
    ],
)
def test_what_follows_from_a_choice_is_not_nothing_else(
    wrong: tuple[range, range], loser: str, follows: str
) -> None:
    """Larger cells make fewer values, hence fewer weights: the difference may come from that as well."""
    models = []
    for record, inputs, mistakes in zip(pair(Factor.CELL), (40, 90), wrong, strict=True):
        layers = dense(inputs, 10, "relu", "dense", "input_layer"), dense(10, 4, "softmax", "o", "dense")
        record["model"] = network([inputs], *layers)
        models.append(mistaken(record, test=mistakes))
    sentence = words(factor_effect(Factor.CELL, models, contrast(*models, "test")))
    assert "Rien d’autre" not in sentence
    assert f"Aucun autre réglage ne change, mais le {loser} {follows} : l’écart peut en venir" in sentence


def test_a_difference_that_would_be_sure_alone_is_not_said_to_be_small() -> None:
    first, second = pair(Factor.DROPOUT)
    one, other = mistaken(first, test=range(3)), mistaken(second, test=range(1))
    found = replace(contrast(one, other, "test"), chance=Chance(0.017, 0.1, 16))
    sentence = words(factor_effect(Factor.DROPOUT, [other, one], found))
    assert "jugé seul, cet écart serait sûr" in sentence
    assert "trop proche" not in sentence


def test_what_else_changes_is_named_and_agrees() -> None:
    sentence = words(judged(range(14), range(2), Factor.KERNELS, batch_size=4, patience=2))
    assert sentence.startswith(
        "Le CNN 1, avec des noyaux de 2 × 2, classe correctement 95\u202f% des images de test, contre "
        "65\u202f% pour le CNN 2, avec des noyaux de 3 × 3 (30\xa0points d’écart). Mais la taille des lots "
        "et l’arrêt anticipé changent aussi : l’écart peut en venir."
    )


@pytest.mark.parametrize(
    ("more", "less", "said_of_it"),
    [
        (FLAT, FLAT, ""),
        (STEEP, FLAT, " À la fin de son entraînement, le MLP 2 sur les pixels progressait encore"),
        (FLAT, STEEP, " À la fin de son entraînement, le MLP 1 sur les pixels progressait encore"),
        (
            STEEP,
            STEEP,
            " À la fin de leur entraînement, le MLP 2 sur les pixels et le MLP 1 sur les pixels "
            "progressaient encore",
        ),
    ],
)
@pytest.mark.parametrize("wrong", [range(0), range(3), range(12)])
def test_models_that_were_still_getting_better_are_named(
    more: list[float], less: list[float], said_of_it: str, wrong: range
) -> None:
    first, second = pair(Factor.DROPOUT)
    for record, losses in ((first, more), (second, less)):
        bent = trained(losses).model_dump()
        record["history"] = bent["history"]
        record["training"]["epochs"] = bent["training"]["epochs"]
        record["evaluation"]["validation"]["loss_standard_error"] = 0.01
    one, other = mistaken(first, test=wrong), mistaken(second, test=range(3, 6))
    sentence = words(factor_effect(Factor.DROPOUT, [other, one], contrast(one, other, "test")))
    end = " : un entraînement plus long pourrait en décider autrement." if said_of_it else "n’est pas compté."
    assert sentence.endswith(said_of_it + end)


def test_another_seed_is_set_aside() -> None:
    assert "Rien d’autre ne sépare les deux modèles (graine mise à part)." in words(
        judged(range(0), range(12), seed=7)
    )


@pytest.mark.parametrize(
    ("factor", "identifier", "having"),
    [
        (Factor.DROPOUT, "mlp-raw-1", "sans dropout"),
        (Factor.DROPOUT, "mlp-raw-2", "avec dropout"),
        (Factor.KERNELS, "cnn-1", "avec des noyaux de 2 × 2 et 3 × 5"),
        (Factor.CELL, "mlp-hog-1", "avec des cellules de 2 pixels de côté"),
        (Factor.ORIENTATIONS, "mlp-hog-2", "avec 4 orientations"),
        (Factor.POOLINGS, "cnn-1", "avec 1 couche de pooling"),
        (Factor.POOLINGS, "cnn-2", "avec 2 couches de pooling"),
        (Factor.POOLINGS, "mlp-raw-1", "sans pooling"),
    ],
)
def test_how_much_of_a_factor_a_model_has_is_said(factor: Factor, identifier: str, having: str) -> None:
    record = sample_record(identifier)
    if identifier == "cnn-1":
        record["model"]["layers"][1]["config"]["kernel_size"] = [3, 5]
    model = Result.model_validate(record)
    verdict = factor_effect(factor, [model], contrast(model, twin(model), "test"))
    assert f", {having}, classe correctement" in words(verdict)


def test_kernels_of_other_layers_than_convolutions_are_not_named() -> None:
    record = sample_record("cnn-2")
    layer = next(each for each in record["model"]["layers"] if each["type"] == "Conv2D")
    layer["type"], layer["config"]["kernel_size"] = "MaCouche", [7, 7]
    model = Result.model_validate(record)
    verdict = factor_effect(Factor.KERNELS, [model], contrast(model, twin(model), "test"))
    assert "avec des noyaux de 2 × 2, classe" in words(verdict)


def test_no_rate_at_all_is_no_dropout() -> None:
    record = sample_record("mlp-raw-2")
    record["model"]["layers"][1]["config"]["rate"] = 0.0
    found = contrast(Result.model_validate(record), sample("mlp-raw-1"), "test")
    assert "avec dropout" not in words(factor_effect(Factor.DROPOUT, [found.first], found))


@pytest.mark.parametrize(
    ("replicates", "expected"),
    [
        (([range(1)], [range(14)]), "Ce sont des moyennes sur 2 graines."),
        (
            ([range(1)], [range(14), range(13)]),
            "Ce sont des moyennes : 2 graines pour le MLP 2 sur les pixels, 3 pour le MLP 1 sur les pixels.",
        ),
    ],
)
def test_other_seeds_are_spoken_of(replicates: tuple[list[range], list[range]], expected: str) -> None:
    trained = []
    for record, wrong, others in zip(pair(Factor.DROPOUT), (range(0), range(12)), replicates, strict=True):
        record["evaluation"]["test"] = evaluation(errors(wrong))
        trained.append(with_seeds(Result.model_validate(record), [errors(other) for other in others]))
    more, less = trained
    verdict = factor_effect(Factor.DROPOUT, trained, contrast(more, less, "test"))
    assert verdict.outcome is Outcome.TRUE
    assert words(verdict).endswith(f"sépare les deux modèles. {expected}")
    assert "results/replicates/mlp-raw-1-seed-2.json#/evaluation/test/accuracy" in said(verdict).sentence


@given(RANKS, RANKS)
def test_the_outcome_never_contradicts_the_accuracies_and_swapping_turns_it(
    one: set[int], other: set[int]
) -> None:
    outcome = judged(one, other).outcome
    assert (outcome is Outcome.TRUE) <= (len(one) < len(other))
    assert (outcome is Outcome.FALSE) <= (len(one) > len(other))
    mirrored = {Outcome.TRUE: Outcome.FALSE, Outcome.FALSE: Outcome.TRUE}.get(outcome, outcome)
    assert judged(other, one).outcome is mirrored


def test_the_evidence_says_everything_that_changes() -> None:
    first, *_ = said(judged(range(0), range(12), batch_size=4)).evidence
    assert first.name == "Ce qui change du MLP 1 sur les pixels au MLP 2 sur les pixels"
    assert "Dropout" in plain(first.value)
    assert "taille des lots" in plain(first.value)
