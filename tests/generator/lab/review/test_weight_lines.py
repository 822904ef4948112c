"""Counts by hand: each layer, each total, through every outcome."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.lab.review.arithmetic import Calculation, calculation_in, parse
from generator.lab.review.layer_line import LayerLine
from generator.lab.review.stated_network import StatedLayer, lay_out
from generator.lab.review.weight_lines import (
    RIGHT_FIRST,
    RIGHT_NEXT,
    layer_check,
    model_lines,
    total_check,
    weightless_check,
)
from generator.rules.verdict import Outcome
from generator.sections.network import formula_layers
from tests.generator.lab.review.seed_samples import convolutions, dense_layer, seed_result
from tests.generator.lab.review.text import words

LAYERS = lay_out(
    (784,),
    [
        StatedLayer("Dense", {"units": 512}),
        StatedLayer("Dropout", {"rate": 0.5}),
        StatedLayer("Dense", {"units": 10}),
    ],
)
LINES = (
    "Pour la première couche: (784 * 512) + 512 = 401'920",
    "La couche dropout ne possède pas de paramètres à entraîner.",
    "Pour la seconde couche: (512 * 10) + 10 = 5'130",
)


def terms(*texts: str) -> list[Calculation]:
    return [found for text in texts if (found := calculation_in(text))]


def test_right_lines_are_confirmed_with_the_formula() -> None:
    findings = model_lines(LINES, LAYERS, 0)
    assert [finding.quotation for finding in findings] == list(LINES)
    checks = [check for finding in findings for check in finding.checks]
    assert [check.outcome for check in checks] == [Outcome.TRUE] * 3
    assert [check.label for check in checks] == ["Juste"] * 3
    assert checks[0].sentence in RIGHT_FIRST and checks[2].sentence in RIGHT_NEXT
    assert [[equation.value for equation in check.workings] for check in checks] == [[401920], [], [5130]]


def test_sentences_vary_from_one_model_to_the_next() -> None:
    said = {model_lines(LINES, LAYERS, rank)[0].checks[0].sentence for rank in range(len(RIGHT_FIRST))}
    assert said == set(RIGHT_FIRST)


def test_a_wrong_line_shows_the_right_count() -> None:
    (finding, *_) = model_lines(("x: (784 * 100) + 100 = 78'500", *LINES[1:]), LAYERS, 0)
    (check,) = finding.checks
    assert (check.outcome, check.slips, check.gist) == (
        Outcome.FALSE,
        ("autre-couche",),
        "calcul d’une autre couche",
    )
    assert [equation.value for equation in check.workings] == [401920]


def test_a_line_is_needed_for_each_layer() -> None:
    with pytest.raises(ValueError, match="zip"):
        model_lines(LINES[:2], LAYERS, 0)


def test_a_layer_with_weights_is_not_weightless() -> None:
    check = weightless_check(LAYERS[0], 0)
    assert (check.outcome, words(check.sentence)) == (Outcome.FALSE, "Cette couche a 401 920 poids.")
    assert weightless_check(LAYERS[1], 0).outcome is Outcome.TRUE


def test_each_right_count_of_several_layers_is_shown_once() -> None:
    calculation = calculation_in("32 * (3 * 3) = 288")
    assert calculation is not None
    check = layer_check(LayerLine(calculation, convolutions(32, 3, 3)), RIGHT_FIRST[0])
    assert [equation.value for equation in check.workings] == [320, 9248]


def test_a_size_that_fits_by_chance_is_told_apart() -> None:
    (window,) = convolutions(32, 3, 1)
    layer = dense_layer(288, 256)
    calculation = Calculation(parse("288 * 256 + 256"), 73984)
    check = layer_check(LayerLine(calculation, (layer,), window, (3, 3, 32)), RIGHT_FIRST[0])
    assert check.outcome is Outcome.TRUE
    assert "c’est un hasard" in check.sentence


SENTENCE = "on additionne les poids de toutes les couches, ce qui nous done {} poids."


@pytest.mark.parametrize(
    ("quotation", "summed", "slips", "expected"),
    [
        (SENTENCE.format("407'050"), LINES, (), "C’est bien la somme des couches."),
        (
            SENTENCE.format("407'051"),
            LINES,
            ("somme-fausse",),
            "Les termes sont justes, mais leur somme est 407 050, et non 407 051.",
        ),
        (
            SENTENCE.format("402'000"),
            (LINES[0], "10 * 8 = 80"),
            ("termes-faux",),
            "L’addition est juste, mais ce qu’elle additionne est faux : le total serait de 407 050.",
        ),
        (
            SENTENCE.format("407'050"),
            (LINES[0], "10 * 8 = 80"),
            ("somme-fausse", "termes-faux"),
            "Le total est le bon, mais la somme des termes écrits est 402 000.",
        ),
        (
            "le total serait 401920 + 80 = 1",
            (),
            ("somme-fausse", "termes-faux"),
            "La somme des termes est 402 000, et non 1 ; de plus, ces termes sont faux : le total serait de "
            "407 050.",
        ),
    ],
)
def test_totals(quotation: str, summed: tuple[str, ...], slips: tuple[str, ...], expected: str) -> None:
    check = total_check(quotation, terms(*summed), LAYERS)
    assert (check.slips, words(check.sentence)) == (slips, expected)
    assert check.outcome is (Outcome.FALSE if slips else Outcome.TRUE)
    assert [equation.value for equation in check.workings] == [407050]


def test_what_was_assumed_is_said() -> None:
    check = total_check("1 + 1 = 2", (), LAYERS, assumption="avec une image de MNIST")
    assert words(check.sentence).endswith("le total serait de 407 050 (avec une image de MNIST).")


@pytest.mark.parametrize("quotation", ["on additionne tout.", SENTENCE.format("407'050")])
def test_a_total_of_nothing_cannot_be_checked(quotation: str) -> None:
    assert total_check(quotation, (), LAYERS).outcome is Outcome.INCONCLUSIVE


@given(st.integers(1, 2000), st.integers(1, 2000))
def test_any_right_total_is_confirmed(inputs: int, units: int) -> None:
    layers = lay_out((inputs,), [StatedLayer("Dense", {"units": units}), StatedLayer("Dense", {"units": 10})])
    counts = [f"0 + {layer.parameters} = {layer.parameters}" for layer in layers]
    quotation = SENTENCE.format(sum(layer.parameters for layer in layers))
    assert total_check(quotation, terms(*counts), layers).outcome is Outcome.TRUE


def test_the_numbers_of_our_own_layers_keep_their_sources() -> None:
    layers = formula_layers(seed_result("mlp-raw-2"))
    checks = [check for finding in model_lines(LINES, layers, 0) for check in finding.checks]
    total = total_check(SENTENCE.format("407'050"), terms(*LINES), layers)
    assert "Keras" in total.sentence
    for equation in (*checks[0].workings, *total.workings):
        assert equation.sources
        assert all(source.startswith("results/mlp-raw-2.json#/model/layers/") for source in equation.sources)
