"""What a page says of one model."""

import ast

import pytest

from experiments.results.schema import Result
from generator.sections.model import model_section, model_sections, without_docstring
from tests.generator.histories import FLAT, trained, trained_again
from tests.generator.one_page import render_text
from tests.generator.page_tree import parse
from tests.generator.samples import family, sample, sample_record
from tests.generator.seeds import with_seeds

PERFORMANCE = (
    '{% from "sections/model.md.j2" import performance with context %}{{ performance(model, path) }}'
)
HISTORY = '{% from "sections/model.md.j2" import history with context %}{{ history(model, path) }}'
PATH = "partie-2/pixels-bruts/mlp-raw-1.md"


def shown(text: str, result: Result) -> str:
    page = parse(render_text(text, model=model_section(result, None), path=PATH))
    return " ".join(page.text.split())


def test_each_model_is_compared_with_the_one_before() -> None:
    first, second = model_sections(family("mlp-raw"))
    assert (first.previous, first.changes) == ("", [])
    assert second.previous == "Modèle 1"
    assert len(second.changes) == 2


def test_a_penalised_loss_is_said() -> None:
    record = sample_record()
    assert not model_sections([Result.model_validate(record)])[0].penalised
    record["training"]["penalties"] = [
        {"layer": "dense", "variable": "kernel", "name": "L1", "arguments": {"l1": 0.1}, "value": 0.5}
    ]
    assert model_sections([Result.model_validate(record)])[0].penalised


def test_training_validation_and_test_come_in_order_and_say_their_images() -> None:
    section = model_sections(family("mlp-raw"))[0]
    assert [(score.split, score.count.value) for score in section.scores] == [
        ("train", 40),
        ("validation", 40),
        ("test", 40),
    ]
    assert section.scores[2].accuracy.sources == ("results/mlp-raw-1.json#/evaluation/test/accuracy",)


@pytest.mark.parametrize("intention", ["Une ligne.", "Deux\n    lignes.", 'Avec « des » \\"guillemets\\".'])
def test_the_code_is_shown_without_the_intention(intention: str) -> None:
    code = f'@experiment(epochs=3)\ndef f():\n    """{intention}"""\n    x = "reste"\n    return x'
    shown = without_docstring(code)
    assert shown == '@experiment(epochs=3)\ndef f():\n    x = "reste"\n    return x'
    ast.parse(shown)


def test_what_is_shown_of_one_training_among_several_says_which() -> None:
    """Once, the page told a mean of 218 errors first, and 200 errors below without a word."""
    one, among = sample("mlp-raw-1"), with_seeds(sample("mlp-raw-1"), [{0: "1"}, {}])
    assert "Matrice de confusion sur le test : en ligne" in shown(PERFORMANCE, one)
    assert "Nombre d’erreurs sur le test : " in shown(PERFORMANCE, one)
    page = shown(PERFORMANCE, among)
    assert "Matrice de confusion sur le test, graine 1 : en ligne" in page
    assert "Nombre d’erreurs sur le test, au premier entraînement (graine 1) : " in page


def test_an_end_is_that_of_one_training_among_several() -> None:
    result = trained(FLAT, patience=3)
    assert "L’entraînement s’est arrêté après" in shown(HISTORY, result)
    assert "Le premier entraînement (graine 1) s’est arrêté" in shown(HISTORY, trained_again(result, FLAT))
    assert "Le premier entraînement (graine 1) a duré" in shown(HISTORY, trained_again(trained(FLAT), FLAT))


@pytest.mark.parametrize(
    ("patience", "caption"), [(None, "Scores en fin d’entraînement"), (3, "Scores à l’époque gardée")]
)
def test_an_epoch_is_said_to_be_kept_only_by_early_stopping(patience: int | None, caption: str) -> None:
    page = shown(PERFORMANCE, trained(FLAT, patience=patience))
    assert f"{caption}, graine 1" in page
    assert "modèle gardé" not in page


def test_the_page_says_that_the_training_curve_is_not_measured_as_the_scores_are() -> None:
    """Once, two curves met on a page that said the losses to be apart, and nothing explained it."""
    assert "moyenne prise pendant l’époque" in shown(HISTORY, trained(FLAT))
