"""A number typed by hand is marked, and what only names, sizes or dates something is not."""

import re
from pathlib import Path

import pytest

from experiments.results.schema import Result
from tests.generator.page_tree import parse
from tests.generator.report.comments.desk import TOOLTIP, commented, results_of


@pytest.fixture(scope="module")
def results(made_up_results: Path) -> dict[str, Result]:
    return results_of(made_up_results)


def marked(text: str, results: dict[str, Result]) -> list[str]:
    comment = commented(text, results)
    assert comment.faults == ()
    found = parse(comment.html).find("span", "typed")
    assert {span.attributes["data-tooltip"] for span in found} <= {TOOLTIP}
    assert comment.typed == bool(found)
    return [re.sub("[\u00a0\u202f]", " ", span.text) for span in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il atteint 97,2 % puis 97.5% et 98\u202f%.", ["97,2 %", "97.5%", "98 %"]),
        ("407\u202f050 poids, 1 000 000 de lectures, 12’000 essais", ["407 050", "1 000 000", "12’000"]),
        ("Entre 3-5 époques, de −5 à +7", ["3", "5", "−5", "+7"]),
        ("Un taux de 1e-3, ou 0,001", ["1e-3", "0,001"]),
        ("**12** époques, *3* lots", ["12", "3"]),
        ("9**7**,2 %", ["9", "7", ",2 %"]),
        ("les 9 époques", ["9"]),
        ("| 1 | 2 |\n|---|---|\n| 3 | 4 |", ["1", "2", "3", "4"]),
        ("> 5", ["5"]),
        ("a\\_5 x5 5x conv2d_1 H2O", []),
    ],
)
def test_numbers_are_marked(text: str, expected: list[str], results: dict[str, Result]) -> None:
    assert marked(text, results) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Voir la Partie 2, la question 3 et la figure 4.",
        "## Nos 3 idées",
        "1. a\n2. b\n",
        "3) c",
        "un noyau de 4 × 4, de 28x28 ou de 4 × 4 × 2",
        "rendu le 3 mars 2026, le 1er mai ou en juin 2025",
        "le 2026-03-01 et le 1.3.2026",
        "(Zeiler et Fergus, 2014), depuis 2012, en 2019",
        "`Dense(512)` et `7`",
        "```\nx = 3\n```",
        "le 1 et le 3 ; un 2 ; les 2 et les 3 ; entre 1 et 3",
        "le chiffre 3, les chiffres 1, 2 et 3",
        "mlp-raw-1 et cnn-2",
        "Keras 3, Python 3.11, CC BY 4.0",
        "le CNN 1 et le MLP 12",
    ],
)
def test_what_names_something_is_not(text: str, results: dict[str, Result]) -> None:
    assert marked(text, results) == []


def test_the_name_of_a_model_is_not(results: dict[str, Result]) -> None:
    for result in results.values():
        assert marked(f"Le {result.names.model} ({result.id}).", results) == []


def test_an_inserted_value_is_not(results: dict[str, Result]) -> None:
    text = 'Ses {{ "mlp-raw-1".model.parameters }} poids et ses 5 couches.'
    assert marked(text, results) == ["5"]
