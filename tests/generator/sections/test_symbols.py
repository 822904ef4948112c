"""Symbols under equations: each explained once, each by words of its own."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pytest

from generator.formulas.activations import ACTIVATIONS, activation_equation
from generator.formulas.equation import Equation, Symbol
from generator.formulas.expression import Value
from generator.formulas.hog_cell import cell_steps
from generator.formulas.losses.catalogue import losses
from generator.formulas.losses.example import Example
from generator.sections.symbols import notations, symbol_lines

PROBABILITIES = (0.2, 0.5, 0.3)
# Arguments that change what the equations of losses are made of.
SWITCHES = (
    {},
    {"from_logits": True},
    {"label_smoothing": 0.1},
    {"from_logits": True, "label_smoothing": 0.1},
)


def explained(equations: Iterable[Equation]) -> list[tuple[str, str]]:
    return [(line.latex, line.meaning) for line in symbol_lines(equations)]


def twice(lines: list[tuple[str, str]]) -> list[str]:
    return [meaning for meaning, times in Counter(meaning for _, meaning in lines).items() if times > 1]


def test_what_an_index_alone_tells_apart_is_explained_once_with_its_index() -> None:
    softmax = activation_equation("softmax", PROBABILITIES)
    assert softmax
    assert explained([softmax]) == [
        ("z_{k}", "ce que le softmax reçoit pour la classe k"),
        ("K", "nombre de classes"),
    ]
    assert explained(cell_steps([0.3, 0.1, 0.0]).shown) == [
        ("h_{k}", "force moyenne des gradients de la cellule dans l’orientation k"),
        ("o", "nombre d’orientations par histogramme"),
        (r"\varepsilon", "petite constante qui évite de diviser par zéro, 1 × 10⁻⁵"),
        ("v_{k}", "la même, ramenée à la norme de la cellule"),
        ("c_{k}", "la précédente, écrêtée"),
    ]


def test_different_letters_and_different_words_are_both_explained() -> None:
    neuron, output = (
        Value("h_{j}", 1.0, "ce que donne le neurone j"),
        Value("h_{k}", 1.0, "ce que donne la sortie k"),
    )
    assert len(explained([Equation("y", neuron * output)])) == 2
    assert len(explained([Equation("y", neuron * Value("g_{j}", 1.0, neuron.meaning))])) == 2


@pytest.mark.parametrize("name", sorted(losses()))
@pytest.mark.parametrize("switch", SWITCHES)
@pytest.mark.parametrize("outputs", [PROBABILITIES, (0.7,)])
def test_no_two_symbols_of_a_loss_have_one_meaning(
    name: str, switch: dict[str, object], outputs: tuple[float, ...]
) -> None:
    loss = losses()[name]
    assert loss.steps
    (target,) = loss.encoded(np.array([0]), len(outputs)).tolist()
    found = loss.steps(Example(tuple(np.ravel(target)), outputs, switch))
    assert twice(explained([found.loss, *found.definitions])) == []


@pytest.mark.parametrize("name", ["softmax", *ACTIVATIONS])
def test_no_two_symbols_of_an_activation_have_one_meaning(name: str) -> None:
    equation = activation_equation(name, PROBABILITIES)
    assert equation
    assert twice(explained([equation])) == []


def test_notations_tell_what_is_computed_and_what_brackets_mean() -> None:
    height, cell = Value("H", 28, "hauteur"), Value("p", 4, "côté")
    left = Symbol("n", "nombre de cellules")
    assert [each.latex for each in notations([Equation("n", height // cell)], [left])] == [
        *("n", "H", "p", r"\lfloor x \rfloor"),
    ]
    assert [each.latex for each in notations([Equation("n", height * cell)], [left])] == ["n", "H", "p"]
