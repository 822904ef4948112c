"""What the report does not know blocks no page, and is never described as something else."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from generator.lab.lab import LAB
from generator.report.build import render
from tests.generator.sample_losses import loss
from tests.generator.samples import sample_record, write_samples


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the pages of a lab where a model has a layer, an optimiser and a loss that no file describes."""
    record = sample_record("mlp-raw-2")
    record["model"]["layers"][0]["type"] = "MaCouche"
    record["training"].update(loss=loss("maperte"))
    record["training"]["optimizer"].update(name="Ftrl")
    folder: Path = tmp_path_factory.mktemp("unknown") / "results"
    rendered = render(LAB, write_samples(folder, record))
    return {
        path: re.sub("[\u202f\xa0]", " ", re.sub(r"<[^>]*>", "", page.decode("utf-8", "replace")))
        for path, page in rendered.items()
    }


def test_every_page_is_there(pages: dict[str, str], made_up_pages: dict[str, bytes]) -> None:
    assert set(pages) == set(made_up_pages)


def test_a_layer_is_shown_as_keras_counted_it(pages: dict[str, str]) -> None:
    page = pages["partie-2/pixels-bruts/mlp-raw-2.md"]
    assert "dense : MaCouche. 51 poids, comptés par Keras." in page
    assert "MaCouche de" not in page


def test_its_work_is_said_to_be_unknown(pages: dict[str, str]) -> None:
    assert "inconnu" in pages["partie-2/pixels-bruts.md"]
    assert "inconnu" not in pages["partie-2/hog.md"]


def test_an_optimiser_has_its_arguments_and_no_step(pages: dict[str, str]) -> None:
    page = pages["partie-1.md"]
    assert "Ftrl n’a pas d’équation connue du rapport : Keras calcule ses pas, repris tels quels." in page
    assert "Arguments de keras.optimizers.Ftrl" in page
    # RMSprop and Adam.
    assert page.count("Un pas, en vrai") == page.count("Source : ") == 2


def test_a_loss_has_its_name_and_no_equation(pages: dict[str, str]) -> None:
    page = pages["partie-1.md"]
    assert "Dans Keras : maperte." in page
    assert (
        "maperte n’a pas d’équation connue du rapport : Keras en calcule la valeur, reprise telle quelle."
        in page
    )
    assert "maperte" in pages["index.md"]


def learned(folder: Path, *records: dict[str, Any]) -> str:
    """Return the page on learning, as one reads it, with these results in place of the usual ones."""
    page = render(LAB, write_samples(folder / "results", *records))["partie-1.md"].decode()
    return html.unescape(re.sub("[\u202f\xa0]", " ", re.sub(r"<[^>]*>", "", page)))


def test_what_keras_contradicts_is_said_for_that_model_only(tmp_path: Path) -> None:
    record = sample_record("mlp-raw-1")
    record["training"]["loss"] = loss("mean_squared_error")
    record["worked_step"]["weight_after"] += 0.01
    page = learned(tmp_path, record)
    assert page.count("Équation non montrée.") == 2
    assert "L’équation de mean_squared_error n’est pas montrée pour le MLP 1 sur les pixels" in page
    assert "Les équations de RMSprop ne sont pas montrées pour le MLP 1 sur les pixels" in page
    # The other five models share an equation, and the update of one of them is shown.
    assert "Prenons un poids du MLP 2 sur les pixels" in page
    assert "La perte d’un exemple a été vérifiée sur 40 exemples réels" in page


def test_a_schedule_known_or_not_and_a_rate_that_changes(tmp_path: Path) -> None:
    known, unknown = sample_record("mlp-hog-1"), sample_record("cnn-1")
    decay = {"initial_learning_rate": 0.002, "decay_steps": 30, "decay_rate": 0.5, "staircase": False}
    for record, name, config in ((known, "ExponentialDecay", decay), (unknown, "MonTaux", {})):
        rate = {"class_name": name, "config": config}
        record["training"]["optimizer"]["arguments"]["learning_rate"] = rate
        record["history"]["learning_rate"] = [0.002, 0.0015, 0.001]
    page = learned(tmp_path, known, unknown)
    assert "Équation non montrée." not in page
    assert "Le taux est multiplié par un même facteur à chaque période." in page
    assert "Keras avait le taux 0,001000000." in page
    assert "MonTaux n’a pas d’équation connue du rapport" in page
    assert page.count("Taux d’apprentissage par époque") == 4  # titles and captions of two plots
    assert "RMSprop à un taux qui change (ExponentialDecay)" in page or "MonTaux" in page


def test_penalties_are_shown_apart_from_the_loss(tmp_path: Path) -> None:
    record = sample_record("cnn-2")
    record["training"]["penalties"] = [
        {"layer": "conv2d", "variable": "kernel", "name": "L2", "arguments": {"l2": 0.01}, "value": 0.25},
        {"layer": "dense", "variable": "kernel", "name": "Mienne", "arguments": {}, "value": 0.5},
    ]
    record["samples"] |= {"penalty": 0.75, "total": record["samples"]["total"] + 0.75}
    page = learned(tmp_path, record)
    assert "Équation non montrée." not in page
    assert "Pénalité du CNN 2." in page
    assert "La pénalité L2 retient surtout les grands poids." in page
    assert "Mienne n’a pas d’équation connue du rapport : Keras calcule sa pénalité" in page
    assert "Keras obtient 0,8553605." in page
