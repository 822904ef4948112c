"""What a page says of one model."""

import ast

import pytest

from experiments.results.schema import Result
from generator.sections.model import model_sections, without_docstring
from tests.generator.samples import family, sample_record


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
