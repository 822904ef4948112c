"""Which models answer, what the page says of the others, and what scripts are told."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiments.results.files import read_result
from experiments.results.schema import Result
from experiments.results.weights import write_weights
from generator.lab.demo import contenders as module
from generator.lab.demo.contenders import contenders, weight
from generator.lab.demo.description import as_attribute, description
from generator.lab.demo.page import DEMO_PAGE
from generator.lab.lab import LAB
from generator.report.build import render
from generator.report.kept_pages import KeptPages
from tests.generator.one_page import render_page
from tests.generator.page_tree import Element, parse
from tests.generator.samples import sample_record, write_samples
from tests.resealing import reseal

Change = Callable[[dict[str, Any]], object]


def made(identifier: str, change: Change = lambda record: None) -> Result:
    record = sample_record(identifier)
    change(record)
    return Result.model_validate(record)


RAW, HOG, CNN = ([made(f"{name}-{rank}") for rank in (1, 2)] for name in ("mlp-raw", "mlp-hog", "cnn"))


def answering(limit: int, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    monkeypatch.setattr(module, "LARGEST", limit)
    return [each.answering and each.answering.id for each in contenders([RAW, HOG, CNN])]


def test_the_selected_models_answer_while_they_fit_together(monkeypatch: pytest.MonkeyPatch) -> None:
    raw, hog, cnn = (weight(each.selected) for each in contenders([RAW, HOG, CNN]))
    assert raw >= hog > cnn
    assert answering(raw + hog + cnn, monkeypatch) == ["mlp-raw-2", "mlp-hog-2", "cnn-1"]
    # The heaviest gives way to the best that is lighter; to nobody if there is none.
    assert answering(raw + hog + cnn - 1, monkeypatch) == [None, "mlp-hog-2", "cnn-1"]
    assert answering(hog + cnn - 1, monkeypatch) == [None, "mlp-hog-1", "cnn-1"]
    assert answering(0, monkeypatch) == [None, None, None]


def test_the_page_says_who_answers_in_whose_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", weight(HOG[1]) + weight(CNN[0]) - 1)
    text = " ".join(parse(render_page(DEMO_PAGE, RAW, HOG, CNN)).text.split())
    said = r"Le {}, retenu, a trop de poids pour une page \([\d,  ×⁻]+ Mo\)(.*?)\."
    assert re.findall(said.format("MLP 2 sur les pixels"), text) == [
        ", et aucun autre modèle de son expérience n’y tient : il n’est pas ici"
    ]
    assert re.findall(said.format("MLP 2 sur HOG"), text) == [
        " : le MLP 1 sur HOG, le meilleur de ceux de son expérience qui y tiennent, répond à sa place"
    ]
    assert "Le CNN 1, retenu" not in text


def test_scripts_are_told_what_answers_are_computed_from() -> None:
    told = description(CNN[0])
    assert told["inputs"] == {"features": "image"}
    assert told["network"]["shape"] == [4, 4, 1]
    assert [call["type"] for call in told["network"]["layers"]] == [call.type for call in CNN[0].model.layers]
    assert told["network"]["variables"] == {
        call.name: [variable.name for variable in call.variables] for call in CNN[0].model.layers
    }
    assert told["network"]["logits"] is None
    assert told["samples"]["outputs"] == CNN[0].samples.outputs
    assert description(HOG[0])["inputs"]["pixels_per_cell"] == 2
    options = told["network"]["layers"][0]["config"]
    assert options["padding"] == "same"
    assert not [name for name in options if "initializer" in name or "regularizer" in name]


def test_a_loss_that_receives_logits_is_what_converts_them() -> None:
    def from_logits(record: dict[str, Any]) -> None:
        record["training"]["loss"]["arguments"]["from_logits"] = True

    assert description(made("mlp-raw-1", from_logits))["network"]["logits"] == "softmax"


def test_no_rule_of_typography_touches_what_scripts_read() -> None:
    assert as_attribute({"a": [1, "é : ;"]}) == '{"a":[1,"\\u00e9 : ;"]}'


class Report:
    """A report on made-up results, some of which have weights."""

    def __init__(self, folder: Path) -> None:
        self.results = write_samples(folder / "results")
        self.kept = folder / "pages"

    def keep_weights(self, identifier: str) -> Path:
        result = read_result(self.results / f"{identifier}.json")
        variables = [
            np.full(variable.shape, 0.5, np.float32)
            for call in result.model.layers
            for variable in call.variables
        ]
        examples = np.zeros((len(result.samples.indices), *result.model.input_shape), np.float32)
        write_weights(self.results, result, variables, examples)
        return self.results / "weights" / f"{identifier}.safetensors"

    def build(self) -> tuple[dict[str, bytes], list[str], set[str]]:
        """Return the files, what the report does without, and the pages made again."""
        said: list[str] = []
        kept = KeptPages(self.kept, "code")
        files = render(LAB, self.results, lambda fault: said.extend(str(fault).splitlines()), kept)
        return files, said, set(kept.made)


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return Report(tmp_path)


def demonstration(files: dict[str, bytes]) -> Element | None:
    page = parse(files[DEMO_PAGE.path].decode())
    return next((each for each in page.find("div") if each.attributes.get("id") == "demonstration"), None)


def test_the_page_offers_the_weights_that_are_there(report: Report) -> None:
    assert demonstration(report.build()[0]) is None
    path = report.keep_weights("mlp-raw-2")
    files, said, made_again = report.build()
    assert said == []
    assert made_again == {DEMO_PAGE.path}
    assert files["weights/mlp-raw-2.safetensors"] == path.read_bytes()
    found = demonstration(files)
    assert found is not None
    (model,) = json.loads(found.attributes["data-models"])
    assert model["weights"].startswith("../weights/mlp-raw-2.safetensors?")
    text = files[DEMO_PAGE.path].decode()
    assert "CNN 1</a> ne répond pas ici" in text
    assert "MLP 2 sur les pixels</a> ne répond pas ici" not in text
    # Kept, the page still comes with its files.
    again, _, made_again = report.build()
    assert made_again == set()
    assert again == files


def test_weights_of_another_training_are_not_offered(report: Report) -> None:
    report.keep_weights("mlp-raw-2")
    report.build()
    reseal(report.results / "mlp-raw-2.json", lambda record: record["samples"].__setitem__("total", 0.123))
    files, said, _ = report.build()
    assert said == []
    assert demonstration(files) is None
    assert "les poids présents sont ceux d’un autre entraînement" in files[DEMO_PAGE.path].decode()
    assert "weights/mlp-raw-2.safetensors" not in files


def test_damaged_weights_are_said_and_not_offered(report: Report) -> None:
    path = report.keep_weights("mlp-raw-2")
    path.write_bytes(path.read_bytes()[:-1])
    files, said, _ = report.build()
    assert said == [
        "Le rapport ne montre pas tout.",
        "results/weights/mlp-raw-2.safetensors : ce fichier de poids est tronqué ou endommagé. "
        "Rétablissez-le avec « git checkout -- results/weights/mlp-raw-2.safetensors » ; sinon, « make "
        "report FORCE=1 ONLY=mlp-raw-2 » réentraîne ce modèle et les écrit.",
        "Pages concernées : docs/essayer.md.",
    ]
    assert demonstration(files) is None
    assert "ce fichier de poids est tronqué ou endommagé" in files[DEMO_PAGE.path].decode()
