"""The rule says whether heavier networks read better, and which light one is worth the heaviest."""

import re
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from experiments.results.schema import Result
from generator.rules.verdict import Outcome, Verdict
from generator.rules.weights_and_accuracy import RULE, weights_and_accuracy
from tests.generator.rule_text import words
from tests.generator.samples import LABELS, evaluation, sample_record
from tests.generator.seeds import with_seeds

Model = tuple[int, int]
# Weights, then how many of the first test images are misread.
MODELS = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 9)), min_size=2, max_size=6)


def errors(ranks: range) -> dict[int, str]:
    """Make a model wrong on these images."""
    return {rank: "1" if LABELS[rank] == "0" else "0" for rank in ranks}


def models(*made: Model) -> list[Result]:
    """Make convolutional models with these weights and numbers of errors."""
    results = []
    for position, (weights, wrong) in enumerate(made, start=1):
        record: dict[str, Any] = {**sample_record("cnn-1"), "id": f"cnn-{position}", "position": position}
        record["evaluation"]["test"] = evaluation(errors(range(wrong)))
        record["model"]["parameters"] = weights
        results.append(Result.model_validate(record))
    return results


def judged(*made: Model) -> Verdict:
    return weights_and_accuracy(models(*made))


RISING = [(10 * n, 36 - 4 * n) for n in range(1, 7)]
FALLING = [(10 * n, 6 * n) for n in range(1, 7)]
CASES = [
    (RISING, Outcome.TRUE, "Oui, le plus souvent"),
    (FALLING, Outcome.FALSE, "Non, au contraire"),
    ([(10, 3), (20, 1), (30, 2), (40, 3)], Outcome.INCONCLUSIVE, "Rien ne le montre"),
    ([(10, 2), (20, 2), (30, 2)], Outcome.INCONCLUSIVE, "Rien ne le montre"),
    ([(10, 2), (10, 20)], Outcome.INCONCLUSIVE, "Pas de quoi comparer"),
    ([(10, 2)], Outcome.INCONCLUSIVE, "Pas de quoi comparer"),
]


@pytest.mark.parametrize(("made", "outcome", "label"), CASES)
def test_every_outcome(made: list[Model], outcome: Outcome, label: str) -> None:
    verdict = judged(*made)
    assert (verdict.outcome, verdict.label) == (outcome, label)
    assert verdict.question == "Les réseaux qui ont le plus de poids lisent-ils le mieux ?"
    assert verdict.subjects == tuple(f"cnn-{position}" for position in range(1, len(made) + 1))
    outside = re.sub(r"<data.*?</data>|CNN [1-6]", "", verdict.sentence)
    assert not re.search(r"\d", outside)


def test_the_lightest_model_worth_the_heaviest_is_named() -> None:
    assert words(judged(*RISING)) == (
        "Sur 15 paires de modèles de poids différents, le plus lourd lit le mieux 15 fois, plus que n’en "
        "donne le hasard. Le CNN 5, avec 50 poids au lieu des 60 du CNN 6, le plus lourd, lit bien 60\u202f% "
        "des images de test contre 70\u202f% : rien ne montre qu’il soit moins bon."
    )
    assert words(judged(*FALLING)) == (
        "Sur 15 paires de modèles de poids différents, le plus léger lit le mieux 15 fois, plus que n’en "
        "donne le hasard. Le CNN 1, avec 10 poids au lieu des 60 du CNN 6, le plus lourd, lit bien 85\u202f% "
        "des images de test contre 10\u202f% : le hasard expliquerait mal cet écart."
    )
    assert words(judged((10, 20), (20, 0))) == (
        "Sur 1 paire de modèles de poids différents, le plus lourd lit le mieux 1 fois, ce que le hasard "
        "peut donner. Tous les modèles plus légers que le CNN 2, le plus lourd, sont moins bons, d’un "
        "écart que le hasard n’explique guère."
    )
    assert words(judged((10, 3), (20, 3))).endswith(
        "Le CNN 1, avec 10 poids au lieu des 20 du CNN 2, le plus lourd, lit bien 93\u202f% des images de "
        "test, autant que lui à l’arrondi près."
    )
    assert words(judged((10, 2), (10, 20))) == "Les modèles entraînés ont tous le même nombre de poids."


def test_models_of_the_same_weights_make_no_pair() -> None:
    assert words(judged((10, 3), (10, 1), (20, 2))).startswith(
        "Sur 2 paires de modèles de poids différents, le plus lourd lit le mieux 1 fois,"
    )


@given(MODELS)
def test_the_outcome_is_that_of_every_permutation(made: list[Model]) -> None:
    weights, wrong = (np.array(column) for column in zip(*made, strict=True))
    verdict = judged(*made)
    if len(set(weights)) == 1:
        assert verdict.label == "Pas de quoi comparer"
        return

    def score(order: tuple[int, ...]) -> int:
        ranked = [weights[i] for i in order]
        return sum(
            int(np.sign(ranked[i] - ranked[j]) * np.sign(wrong[j] - wrong[i]))
            for i in range(len(made))
            for j in range(i)
        )

    observed, *_ = scores = [score(order) for order in permutations(range(len(made)))]
    above, below = (np.mean([sign * s >= sign * observed for s in scores]) for sign in (1, -1))
    p_value = min(1.0, 2 * min(above, below))
    [shown] = [item.value for item in verdict.evidence if item.name == "p du lien"]
    assert shown.value == pytest.approx(p_value)  # type: ignore[union-attr]
    found = Outcome.TRUE if observed > 0 else Outcome.FALSE
    assert verdict.outcome is (found if p_value < 0.05 else Outcome.INCONCLUSIVE)
    if len(set(wrong)) > 1:
        [tau] = [item.value for item in verdict.evidence if item.name == "τ de Kendall"]
        assert tau.value == pytest.approx(kendalltau(weights, -wrong).statistic)  # type: ignore[union-attr]


def test_many_models_are_judged_on_a_fixed_draw() -> None:
    made = [(10 * n, 36 - 3 * n + (n % 3)) for n in range(1, 12)]
    first, second = judged(*made), judged(*made)
    assert first.outcome is Outcome.TRUE
    assert first.evidence == second.evidence


def test_other_seeds_count_in_the_accuracy() -> None:
    light, heavy = models((10, 2), (20, 0))
    results = [with_seeds(light, [errors(range(3))]), with_seeds(heavy, [errors(range(8))])]
    verdict = weights_and_accuracy(results)
    assert "le plus lourd lit le mieux 0 fois" in words(verdict)
    assert words(verdict).endswith(
        " Parmi les paires, un modèle qui a plusieurs graines compte pour son exactitude moyenne."
    )
    assert "results/replicates/cnn-2-seed-2.json#/evaluation/test/accuracy" in verdict.sentence


def test_sentences_hold_no_jargon() -> None:
    for wording in RULE.wordings.values():
        assert not any("p =" in sentence or "Kendall" in sentence for sentence in wording.sentences)
