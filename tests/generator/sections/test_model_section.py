"""What a page says of one model."""

import ast

import pytest

from generator.sections.model_section import history_chart, model_sections, without_docstring
from tests.generator.samples import family, sample


def test_each_model_is_compared_with_the_one_before() -> None:
    first, second = model_sections(family("mlp-raw"))
    assert (first.previous, first.changes) == ("", [])
    assert second.previous == "Modèle 1"
    assert len(second.changes) == 2


def test_validation_comes_before_test_and_both_say_their_images() -> None:
    section = model_sections(family("mlp-raw"))[0]
    assert [(score.split, score.images.value) for score in section.scores] == [
        ("validation", 40),
        ("test", 40),
    ]
    assert section.scores[1].accuracy.sources == ("results/mlp-raw-1.json#/evaluation/test/accuracy",)


def test_the_history_is_drawn_under_its_own_name() -> None:
    result = sample()
    chart = history_chart(result, "loss")
    curves = {series.name: series.values for series in chart.series}
    assert curves == {"entraînement": result.history.loss, "validation": result.history.val_loss}
    assert chart.alternative == (
        "Perte sur l’entraînement : de 1,50 à 0,500 ; sur la validation : de 1,25 à 1,00, "
        "minimum de 0,875 à l’époque 2."
    )
    assert history_chart(result, "accuracy").alternative == (
        "Exactitude sur l’entraînement : de 0,250 à 0,750 ; sur la validation : de 0,375 à 0,500, "
        "maximum de 0,625 à l’époque 2."
    )


@pytest.mark.parametrize("intention", ["Une ligne.", "Deux\n    lignes.", 'Avec « des » \\"guillemets\\".'])
def test_the_code_is_shown_without_the_intention(intention: str) -> None:
    code = f'@experiment(epochs=3)\ndef f():\n    """{intention}"""\n    x = "reste"\n    return x'
    shown = without_docstring(code)
    assert shown == '@experiment(epochs=3)\ndef f():\n    x = "reste"\n    return x'
    ast.parse(shown)
