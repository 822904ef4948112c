"""The rule says whether heavier networks are right more often, and which light one is worth the heaviest."""

import re

import pytest

from experiments.results.schema import Result
from generator.rules.decision import Outcome, Verdict
from generator.rules.weights_and_accuracy import RULE, weights_and_accuracy
from tests.generator.chosen_models import models as chosen_models
from tests.generator.rule_text import said, words
from tests.generator.samples import errors
from tests.generator.seeds import with_seeds

Model = tuple[int, int]  # weights, then how many of the first test examples are misread


def models(*made: Model) -> list[Result]:
    """Make models with these weights and numbers of errors."""
    return chosen_models([()] * len(made), [range(wrong) for _, wrong in made], [heavy for heavy, _ in made])


def judged(*made: Model) -> Verdict:
    return weights_and_accuracy(models(*made))


RISING = [(10 * n, 36 - 4 * n) for n in range(1, 7)]
FALLING = [(10 * n, 6 * n) for n in range(1, 7)]
CASES = [
    (RISING, "heavier-better"),
    (FALLING, "heavier-worse"),
    ([(10, 3), (20, 1), (30, 2), (40, 4), (50, 0)], "unrelated"),
    ([(10, 3), (20, 2), (30, 1), (40, 0)], "few"),
    ([(10, 2), (20, 2), (30, 2)], "few"),
    ([(10, 2), (10, 20)], "same-weights"),
    ([(10, 2)], "same-weights"),
]


@pytest.mark.parametrize(("made", "case"), CASES)
def test_every_case(made: list[Model], case: str) -> None:
    verdict = judged(*made)
    assert verdict.case == case
    assert verdict.subjects == tuple(f"cnn-{position}" for position in range(1, len(made) + 1))
    assert said(verdict).sentence


def test_all_cases_are_driven() -> None:
    assert {case for _, case in CASES} == set(RULE.cases)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (
            RISING,
            "Le CNN 4, avec 40 poids au lieu des 60 du CNN 6, le plus lourd, classe correctement "
            "50\u202f% des images de test, contre 70\u202f% : rien ne montre qu’il soit moins "
            "bon.",
        ),
        (
            FALLING,
            "Le CNN 1, avec 10 poids au lieu des 60 du CNN 6, le plus lourd, classe correctement "
            "85\u202f% des images de test, contre 10\u202f% : le hasard expliquerait mal cet "
            "écart.",
        ),
        (
            [(10, 20), (20, 0)],
            "Sur 1 paire de modèles d’une même expérience, de poids différents, le plus lourd est le plus "
            "exact 1 fois ; mais même un ordre parfait pourrait venir du hasard. Tous les modèles plus "
            "légers que le CNN 2, le plus lourd, sont moins bons, "
            "d’un écart que le hasard n’explique guère.",
        ),
        (
            [(10, 3), (20, 3)],
            "Le CNN 1, avec 10 poids au lieu des 20 du CNN 2, le plus lourd, classe correctement "
            "93\u202f% des images de test, exactement autant que lui.",
        ),
    ],
)
def test_the_lightest_model_worth_the_heaviest_is_named(made: list[Model], sentence: str) -> None:
    assert words(judged(*made)).endswith(sentence)


def test_models_of_the_same_weights_make_no_pair() -> None:
    assert words(judged((10, 3), (10, 1), (20, 2))).startswith(
        "Sur 2 paires de modèles d’une même expérience, de poids différents, le plus lourd est le plus "
        "exact 1 fois"
    )


def test_other_seeds_count_in_the_accuracy() -> None:
    light, heavy = models((10, 2), (20, 0))
    results = [with_seeds(light, [errors(range(3))]), with_seeds(heavy, [errors(range(8))])]
    verdict = weights_and_accuracy(results)
    assert "le plus lourd est le plus exact 0 fois" in words(verdict)
    assert "classe correctement en moyenne 94\u202f% des images" in words(verdict)
    assert "results/replicates/cnn-2-seed-2.json#/evaluation/test/accuracy" in said(verdict).sentence


def test_the_evidence_is_the_link_then_the_comparison_cited() -> None:
    names = [item.name for item in said(judged(*RISING)).evidence]
    assert names[:3] == [
        "τ de Kendall, dans les expériences",
        "p (test de permutation)",
        "Différence d’exactitude",
    ]
    equal = judged((10, 2), (20, 2))
    assert "tau" not in {item.name for item in equal.evidence}
    assert equal.outcome is Outcome.INCONCLUSIVE


def test_an_experiment_that_is_heavier_and_better_shows_nothing_of_weights() -> None:
    """Within each experiment lighter models are better; those of the second are all heavier and better."""
    first, second = (
        models(*[(10 + n, 20 + 2 * n) for n in range(5)]),
        models(*[(90 + n, 2 * n) for n in range(5)]),
    )
    others = [r.model_copy(update={"family": "autre", "id": f"autre-{r.position}"}) for r in second]
    verdict = weights_and_accuracy([*first, *others])
    assert verdict.case == "heavier-worse"
    assert (
        "Sur 25 paires de modèles de deux expériences, il l’est 25 fois ; mais ils ne diffèrent pas que"
        in words(verdict)
    )


def test_several_heaviest_models_are_not_called_the_heaviest() -> None:
    assert "du CNN 3, l’un des plus lourds, classe" in words(judged((10, 3), (20, 8), (20, 2)))
    assert "que le CNN 3, l’un des plus lourds, sont moins bons" in words(judged((10, 30), (20, 8), (20, 2)))


def test_two_accuracies_that_differ_never_read_alike() -> None:
    """Means over three and four seeds: 97.5 % and 97.1 %, that forty examples would round alike."""
    light, heavy = models((10, 1), (20, 1))
    verdict = weights_and_accuracy(
        [
            with_seeds(light, [errors(range(1)), errors(range(2))]),
            with_seeds(heavy, [errors(range(1)), errors(range(1)), errors(range(2))]),
        ]
    )
    sentence = words(verdict)
    first, second = re.findall(r"[\d,]+\u202f%", sentence)
    assert first != second
