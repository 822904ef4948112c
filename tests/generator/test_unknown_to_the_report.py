"""What the report does not know blocks no page, and is never described as something else."""

import re
from pathlib import Path

import pytest

from generator.lab.lab import LAB
from generator.report.build import render
from tests.generator.sample_losses import loss
from tests.generator.samples import sample_record, write_samples


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the pages of a lab where a model has a layer, an optimiser and a loss that no file describes."""
    record = sample_record("mlp-raw-2")
    record["model"]["layers"][0]["type"] = "LSTM"
    record["training"].update(loss=loss("hinge"))
    record["training"]["optimizer"].update(name="Lion")
    folder: Path = tmp_path_factory.mktemp("unknown") / "results"
    rendered = render(LAB, write_samples(folder, record))
    return {
        path: re.sub("[\u202f\xa0]", " ", re.sub(r"<[^>]*>", "", page.decode("utf-8", "replace")))
        for path, page in rendered.items()
    }


def test_every_page_is_there(pages: dict[str, str], made_up_pages: dict[str, bytes]) -> None:
    assert set(pages) == set(made_up_pages)


def test_a_layer_is_shown_as_keras_counted_it(pages: dict[str, str]) -> None:
    page = pages["partie-2/pixels-bruts.md"]
    assert (
        "dense : LSTM, 51 poids. Ce rapport ne dit pas d’où viennent les poids d’une couche LSTM : Keras "
        "les a comptés." in page
    )
    assert "LSTM de" not in page


def test_its_work_is_said_to_be_unknown(pages: dict[str, str]) -> None:
    assert "inconnu" in pages["partie-2/pixels-bruts.md"]
    assert "inconnu" not in pages["partie-2/hog.md"]


def test_an_optimiser_has_its_arguments_and_no_step(pages: dict[str, str]) -> None:
    page = pages["partie-1.md"]
    assert "Les équations de Lion ne sont pas écrites dans ce rapport." in page
    assert "Arguments de keras.optimizers.Lion" in page
    # RMSprop and Adam.
    assert page.count("Un pas, en vrai.") == page.count("Source : ") == 2


def test_a_loss_has_its_name_and_no_equation(pages: dict[str, str]) -> None:
    page = pages["partie-1.md"]
    assert "La fonction de perte est hinge pour ce modèle : " in page
    assert "L’équation de hinge n’est pas écrite dans ce rapport." in page
    assert "hinge" in pages["resume.md"]
