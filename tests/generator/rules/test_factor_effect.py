"""The rule says what a factor does only when nothing else changes, whichever way the results turn."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.results.schema import Result
from generator.rules.factor_effect import EFFECTS, WORDINGS, factor_effect
from generator.rules.verdict import Outcome, Verdict
from generator.statistics.contrast import contrast
from generator.statistics.factors import Factor
from tests.generator.rule_text import words
from tests.generator.samples import LABELS, evaluation, sample_record
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


def errors(ranks: range | set[int]) -> dict[int, str]:
    """Make a model wrong on these images."""
    return {rank: "1" if LABELS[rank] == "0" else "0" for rank in ranks}


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
    more: range | set[int],
    less: range | set[int],
    variant: int = 0,
    factor: Factor = Factor.DROPOUT,
    **training: Any,
) -> Verdict:
    """Judge a factor on two models wrong on these images, the first with other settings of training."""
    first, second = pair(factor)
    first["evaluation"]["test"], second["evaluation"]["test"] = (
        evaluation(errors(more)),
        evaluation(errors(less)),
    )
    first["training"].update(training)
    one, other = Result.model_validate(first), Result.model_validate(second)
    return factor_effect(factor, [other, one], contrast(one, other, "test"), variant)


CASES = [
    (range(0), range(12), {}, Outcome.TRUE, "Oui"),
    (range(12), range(0), {}, Outcome.FALSE, "Non, au contraire"),
    (range(3), range(1), {}, Outcome.INCONCLUSIVE, "Différence non concluante"),
    (range(0), range(12), {"batch_size": 4}, Outcome.TRUE, "Mieux, sans certitude sur la cause"),
    (range(12), range(0), {"batch_size": 4}, Outcome.FALSE, "Moins bien, sans certitude sur la cause"),
    (range(3), range(1), {"batch_size": 4}, Outcome.INCONCLUSIVE, "Différence non concluante"),
]


@pytest.mark.parametrize("factor", EFFECTS)
@pytest.mark.parametrize("variant", range(2))
@pytest.mark.parametrize(("more", "less", "training", "outcome", "label"), CASES)
def test_every_outcome_and_the_sources_of_its_numbers(
    factor: Factor,
    variant: int,
    more: range,
    less: range,
    training: dict[str, Any],
    outcome: Outcome,
    label: str,
) -> None:
    verdict = judged(more, less, variant, factor, **training)
    assert (verdict.outcome, verdict.label) == (outcome, label)
    assert verdict.subjects == (MORE[factor], MORE[factor].replace("2", "1"))
    assert ("la taille des lots change" in words(verdict)) is bool(training)
    for identifier in verdict.subjects:
        assert f"results/{identifier}.json#/evaluation/test/accuracy" in verdict.sentence
    outside = re.sub(r"<data.*?</data>|(CNN|MLP) [12]", "", verdict.sentence)
    assert not re.search(r"\d", outside)


@pytest.mark.parametrize(
    ("factor", "code", "question", "missing"),
    [
        (
            Factor.DROPOUT,
            "effet-dropout",
            "Pour les MLP sur les pixels, le dropout améliore-t-il la lecture ?",
            "deux MLP sur les pixels dont un seul ait du dropout",
        ),
        (
            Factor.KERNELS,
            "effet-taille-noyau",
            "Pour les CNN, des noyaux plus grands améliorent-ils la lecture ?",
            "deux CNN dont l’un ait des noyaux plus grands",
        ),
        (
            Factor.CELL,
            "effet-cellule-hog",
            "Pour les MLP sur HOG, des cellules HOG plus grandes améliorent-elles la lecture ?",
            "deux MLP sur HOG dont l’un ait des cellules plus grandes",
        ),
        (
            Factor.ORIENTATIONS,
            "effet-orientations-hog",
            "Pour les MLP sur HOG, davantage d’orientations HOG améliorent-elles la lecture ?",
            "deux MLP sur HOG dont l’un ait plus d’orientations",
        ),
        (
            Factor.POOLINGS,
            "effet-pooling",
            "Pour les CNN, davantage de pooling améliore-t-il la lecture ?",
            "deux CNN dont l’un ait plus de couches de pooling",
        ),
    ],
)
def test_a_factor_that_no_two_models_differ_in_is_left_open(
    factor: Factor, code: str, question: str, missing: str
) -> None:
    model = Result.model_validate(pair(factor)[0])
    for variant, sentence in enumerate(
        (
            f"Pour le dire, il faudrait {missing} : il n’y en a pas.",
            f"La question reste ouverte, faute de {missing}.",
        )
    ):
        verdict = factor_effect(factor, [model], None, variant)
        assert (verdict.code, verdict.question) == (code, question)
        assert (verdict.outcome, verdict.label) == (Outcome.INCONCLUSIVE, "Pas de quoi comparer")
        assert words(verdict) == sentence
        assert verdict.subjects == (model.id,)


def test_a_factor_alone_is_spoken_of_alone() -> None:
    assert words(judged(range(2), range(14))) == (
        "Le MLP 2 sur les pixels, avec dropout, lit bien 95\u202f% des images de test, contre 65\u202f% pour "
        "le MLP 1 sur les pixels, sans dropout (30\xa0points d’écart). Rien d’autre ne sépare les deux "
        "modèles. Reste le hasard de l’entraînement : chacun n’est jugé ici que sur une graine."
    )
    assert words(judged(range(14), range(2), 1)) == (
        "Toutes choses égales par ailleurs, l’exactitude de test est de 95\u202f% sans dropout (le MLP 1 sur "
        "les pixels) et de 65\u202f% avec dropout (le MLP 2 sur les pixels), soit 30\xa0points d’écart. "
        "Reste le hasard de l’entraînement : chacun n’est jugé ici que sur une graine."
    )
    assert words(judged(range(2), range(2), 1, Factor.POOLINGS)) == (
        "Toutes choses égales par ailleurs, l’exactitude de test est de 95\u202f% avec 1 couche de pooling "
        "(le CNN 1) et de 95\u202f% avec 2 couches de pooling (le CNN 2) : c’est trop proche pour conclure."
    )


def test_what_else_changes_is_named_and_agrees() -> None:
    assert words(judged(range(14), range(2), 0, Factor.KERNELS, batch_size=4, patience=2)) == (
        "Le CNN 1, avec des noyaux de 2 × 2, lit bien 95\u202f% des images de test, contre 65\u202f% pour le "
        "CNN 2, avec des noyaux de 3 × 3 (30\xa0points d’écart). Mais la taille des lots et l’arrêt anticipé "
        "changent aussi : ce n’est pas forcément un effet de la taille des noyaux."
    )
    assert words(judged(range(2), range(2), 1, Factor.CELL, batch_size=4)) == (
        "Rien ne départage le MLP 2 sur HOG, avec des cellules de 4 pixels de côté (95\u202f% d’images de "
        "test bien lues), et le MLP 1 sur HOG, avec des cellules de 2 pixels de côté (95\u202f%). Comme la "
        "taille des lots change aussi, un effet de la taille des cellules a pu passer inaperçu."
    )


def test_another_seed_is_set_aside() -> None:
    assert "Rien d’autre ne sépare les deux modèles (graine mise à part)." in words(
        judged(range(0), range(12), seed=7)
    )
    assert words(judged(range(0), range(12), 1, seed=7)).startswith(
        "Toutes choses égales par ailleurs (graine mise à part), l’exactitude"
    )


@pytest.mark.parametrize(
    ("replicates", "expected"),
    [
        (([range(1)], [range(14)]), " Ce sont des moyennes sur 2 graines."),
        (
            ([range(1)], [range(14), range(13)]),
            " Le MLP 2 sur les pixels a été entraîné avec 2 graines, le MLP 1 sur les pixels avec 3.",
        ),
    ],
)
def test_other_seeds_are_spoken_of(replicates: tuple[list[range], list[range]], expected: str) -> None:
    records = pair(Factor.DROPOUT)
    trained = []
    for record, wrong, others in zip(records, (range(0), range(12)), replicates, strict=True):
        record["evaluation"]["test"] = evaluation(errors(wrong))
        trained.append(with_seeds(Result.model_validate(record), [errors(other) for other in others]))
    more, less = trained
    verdict = factor_effect(Factor.DROPOUT, trained, contrast(more, less, "test"))
    assert verdict.outcome is Outcome.TRUE
    assert words(verdict).endswith(f"sépare les deux modèles.{expected}")
    assert "results/replicates/mlp-raw-1-seed-2.json#/evaluation/test/accuracy" in verdict.sentence


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
    first, *others = judged(range(0), range(12), batch_size=4).evidence
    assert first.name == "Ce qui change du MLP 1 sur les pixels au MLP 2 sur les pixels"
    assert "Dropout" in str(first.value) and "taille des lots" in str(first.value)
    assert others[-1].name == "p"


def test_no_sentence_is_repeated_nor_holds_jargon() -> None:
    sentences = [sentence for wording in WORDINGS.values() for sentence in wording.sentences]
    assert not any("p =" in sentence or "McNemar" in sentence for sentence in sentences)
    for wording in WORDINGS.values():
        assert len(set(wording.sentences)) == len(wording.sentences) > 1
