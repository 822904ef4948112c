"""Counts of weights: a layer, a layer without weights, a total, and what the example shows."""

import pytest

from generator.lab.review.check import Check
from generator.rules.decision import Outcome
from tests.generator.lab.review.seed_samples import checks, grounds
from tests.generator.rule_text import spoken

TOTAL, LAYER = "total-des-poids", "poids-d-une-couche"


def total(*changes: tuple[str, str]) -> Check:
    (found,) = checks(TOTAL, grounds(*changes), "mlp-raw-3")
    return found


def test_a_right_total_is_that_of_keras_when_we_have_the_model() -> None:
    ours = total()
    assert (ours.outcome, "Keras" in ours.sentence) == (Outcome.TRUE, True)
    (equation,) = ours.workings
    # Inputs and neurons of each of the three dense layers.
    assert (equation.value, len(equation.sources)) == (535818, 6)
    (without,) = checks(TOTAL, grounds(("mlp-raw-3", "mlp-raw-9")), "mlp-raw-9")
    assert spoken(without.sentence) == "C’est bien la somme des couches."


OTHER_TERM = ("(256 * 10) + 10 = 2'570", "(256 * 10) + 10 = 2'571")


@pytest.mark.parametrize(
    ("changes", "gist", "sentence"),
    [
        (
            [("535'818", "535'819")],
            "somme fausse",
            "La somme des termes écrits est 535 818, et non 535 819.",
        ),
        (
            [OTHER_TERM, ("535'818", "535'819")],
            "termes faux",
            "L’addition est juste, mais ce qu’elle additionne est faux : le total serait de 535 818.",
        ),
        (
            [OTHER_TERM, ("535'818", "535'820")],
            "somme fausse",
            "La somme des termes écrits est 535 819, et non 535 820. Ces termes sont faux aussi : le total "
            "serait de 535 818.",
        ),
    ],
)
def test_a_wrong_total(changes: list[tuple[str, str]], gist: str, sentence: str) -> None:
    found = total(*changes)
    assert (found.outcome, found.gist) == (Outcome.FALSE, gist)
    assert spoken(found.sentence) == sentence


def test_a_dropout_has_no_weights_and_a_dense_layer_has() -> None:
    code = "couche-sans-poids"
    dropout, _ = checks(code, grounds(), "mlp-raw-3")
    assert dropout.outcome is Outcome.TRUE
    assert "elle n’a aucun poids" in spoken(dropout.sentence)
    changed = grounds(('{ kind = "no-weights", layer = 2 }', '{ kind = "no-weights", layer = 1 }'))
    dense, _ = checks(code, changed, "mlp-raw-3")
    assert (dense.outcome, spoken(dense.sentence)) == (Outcome.FALSE, "Cette couche a 401 920 poids.")


def test_the_right_counts_of_the_example_are_given() -> None:
    found = [c for c in review_of_example(grounds()) if c.code in (LAYER, TOTAL)]
    assert [[equation.value for equation in check.workings] for check in found] == [
        [160],
        [1605760],
        [1605920],
        [320, 9248],
        [73984],
        [92800],
    ]
    assert "une image de MNIST et sans pooling" in found[2].sentence


# The same networks, counted without a mistake for an image of MNIST.
RIGHT_SHALLOW = [
    ("16 * (3 * 3) = 144", "16 * (3 * 3 + 1) = 160"),
    ("(16 * 3 * 3) * 128 = 73 728", "(28 * 28 * 16) * 128 + 128 = 1 605 760"),
    ("73 728 + 144 = 73 872", "160 + 1 605 760 = 1 605 920"),
]
RIGHT_DEEP = [
    ("avec trois couches", "avec une seule couche"),
    ('layers = [1, 3, 5], computation = "32', 'layers = [1], computation = "32'),
    ("layers = [8]", "layers = [4]"),
    ("32 * (3 * 3) = 288", "32 * (3 * 3 + 1) = 320"),
    ("(32 * 3 * 3) * 256 = 294 912", "(14 * 14 * 32) * 256 + 256 = 1 605 888"),
    ("(288 * 3) + 294 912 = 295 776", "320 + 1 605 888 = 1 606 208"),
]


def review_of_example(held: object) -> list[Check]:
    found = [checks(code, held, "exemple") for code in (LAYER, TOTAL)]  # type: ignore[arg-type]
    layers, totals = found
    return [*layers[:2], totals[0], *layers[2:], totals[1]]


def test_an_example_without_mistake_is_confirmed() -> None:
    found = review_of_example(grounds(*RIGHT_SHALLOW, *RIGHT_DEEP))
    assert {check.outcome for check in found} == {Outcome.TRUE}


@pytest.mark.parametrize(
    ("changes", "outcome", "shown"),
    [
        ([], Outcome.FALSE, "1 605 920 poids pour le CNN superficiel, 92 800 pour le CNN plus profond"),
        (RIGHT_DEEP, Outcome.TRUE, "1 605 920 poids pour le CNN superficiel, 1 606 208 pour le CNN plus"),
    ],
)
def test_the_example_shows_what_it_says_or_the_contrary(
    changes: list[tuple[str, str]], outcome: Outcome, shown: str
) -> None:
    (check,) = checks("conclusion-de-l-exemple", grounds(*changes))
    assert (check.outcome, bool(check.gist)) == (outcome, outcome is Outcome.FALSE)
    assert shown in spoken(check.sentence)
