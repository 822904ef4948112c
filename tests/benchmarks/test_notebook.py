"""The notebooks that the project is timed against train what it trains."""

import ast
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.notebook import code_of, notebook_of
from benchmarks.notebook_data import UnknownDataError, data_cell
from experiments.data.chest_xray import VARIABLE, ChestXray, ChestXrayByPatient
from experiments.data.datasets import SPLITS, Silence
from experiments.data.mnist import MnistImages, MnistVectors
from experiments.data.mnist_hog import MnistHog
from experiments.data.mnist_npz import read_archive
from experiments.engine.catalogue import Experiment, discover
from experiments.project import ROOT
from tests.experiments.data.chest_xray_samples import write_folder

PARTS = dict(zip(("train", "val", "test"), SPLITS, strict=True))
EXPERIMENTS = discover()
IMAGES = 200


@pytest.fixture
def radiographs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "chest_xray"
    write_folder(folder)
    monkeypatch.setenv(VARIABLE, str(folder))
    monkeypatch.setenv("LABO_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def few_images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, np.ndarray]:
    """Work in a folder whose MNIST has few images."""
    arrays = {name: array[:IMAGES] for name, array in read_archive().items()}
    (tmp_path / "data").mkdir()
    np.savez(tmp_path / "data" / "mnist.npz", **arrays)
    monkeypatch.chdir(tmp_path)
    for module in ("mnist", "mnist_hog"):
        monkeypatch.setattr(f"experiments.data.{module}.read_mnist", lambda: arrays)
    monkeypatch.setenv("LABO_CACHE", str(tmp_path / "cache"))
    return arrays


def cells(experiment: Experiment, epochs: int = 1) -> list[str]:
    return code_of(notebook_of(experiment, ROOT, epochs))


def arguments_of(call: str, code: str) -> dict[str, str]:
    (found,) = (
        node
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(call)
    )
    return {keyword.arg or "": ast.unparse(keyword.value) for keyword in found.keywords}


@pytest.mark.usefixtures("radiographs")
@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda each: each.id)
def test_fits_with_the_settings_of_the_experiment(experiment: Experiment) -> None:
    settings = experiment.settings
    *_, fit, _ = cells(experiment, settings.epochs)
    given = arguments_of(".fit", fit)
    assert given["batch_size"] == str(settings.batch_size)
    assert given["epochs"] == str(settings.epochs)
    assert given["validation_data"] == "(x_val, y_val)"
    assert ("class_weight" in given) == settings.balanced
    assert ("callbacks" in given) == (settings.patience is not None)


@pytest.mark.usefixtures("radiographs")
@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda each: each.id)
def test_needs_nothing_of_the_project(experiment: Experiment) -> None:
    modules = {
        name.partition(".")[0]
        for cell in cells(experiment)
        for node in ast.walk(ast.parse(cell))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert "keras" in modules
    assert modules <= {"keras", "numpy", "skimage", "sklearn", "PIL", "pathlib", "re"}


@pytest.mark.training
@pytest.mark.usefixtures("radiographs")
@pytest.mark.parametrize("experiment", EXPERIMENTS, ids=lambda each: each.id)
def test_builds_the_model_of_the_experiment(experiment: Experiment) -> None:
    names: dict[str, Any] = {}
    exec(cells(experiment)[0], names)

    def config(part: Any) -> dict[str, Any]:
        # Keras numbers the names, and draws the seeds.
        return {key: value for key, value in part.get_config().items() if key not in ("name", "seed")}

    mine, theirs = names[experiment.function](), experiment.build()()
    assert [config(layer) for layer in mine.layers] == [config(layer) for layer in theirs.layers]
    assert config(mine.optimizer) == config(theirs.optimizer)
    assert mine.loss == theirs.loss


@pytest.mark.parametrize("data", [MnistVectors(), MnistImages(), MnistHog(8, 4), MnistHog(16, 7)], ids=repr)
@pytest.mark.usefixtures("few_images")
def test_reads_the_same_digits(data: Any) -> None:
    names = read_by_notebook(data)
    splits = data.load(Silence())
    for part, split in PARTS.items():
        expected = getattr(splits, split)
        assert names[f"x_{part}"].dtype == expected.inputs.dtype == np.float32
        np.testing.assert_allclose(names[f"x_{part}"], expected.inputs, atol=1e-6)
        np.testing.assert_array_equal(names[f"y_{part}"], expected.labels)


@pytest.mark.parametrize("data", [ChestXray(), ChestXrayByPatient(validation_share=0.5)], ids=repr)
@pytest.mark.usefixtures("radiographs")
def test_reads_the_same_radiographs(data: Any) -> None:
    names = read_by_notebook(data)
    splits = data.load(Silence())
    for part, split in PARTS.items():
        expected = getattr(splits, split)
        assert names[f"x_{part}"].shape[1:] == expected.inputs.shape[1:]
        assert names[f"x_{part}"].dtype == np.float32
        assert 0 <= names[f"x_{part}"].min() <= names[f"x_{part}"].max() <= 1
    for part in ("train", "val", "test") if data == ChestXray() else ("test",):
        counts = np.bincount(getattr(splits, PARTS[part]).labels)
        np.testing.assert_array_equal(np.bincount(names[f"y_{part}"]), counts)
    both = len(names["y_train"]) + len(names["y_val"])
    assert both == len(splits.train.labels) + len(splits.validation.labels)


def read_by_notebook(data: Any) -> dict[str, Any]:
    names: dict[str, Any] = {"np": np}
    exec(data_cell(data), names)
    return names


@pytest.mark.training
@pytest.mark.parametrize("identifier", ["mlp-raw-1", "mlp-hog-4", "cnn-4"])
@pytest.mark.usefixtures("few_images")
def test_a_notebook_runs_from_its_first_cell_to_its_last(identifier: str) -> None:
    (experiment,) = (each for each in EXPERIMENTS if each.id == identifier)
    names: dict[str, Any] = {}
    for cell in cells(experiment):
        exec(cell, names)
    assert len(names["history"].history["val_loss"]) == 1
    assert names["x_train"].shape == (IMAGES * 9 // 10, *experiment.build()().input_shape[1:])
    assert names["y_train"].shape == (IMAGES * 9 // 10, 10)
    assert 0 <= names["accuracy"] <= 1


@pytest.mark.training
@pytest.mark.usefixtures("radiographs")
def test_a_notebook_on_radiographs_weighs_the_classes() -> None:
    (experiment,) = (each for each in EXPERIMENTS if each.id == "cnn-pneumonia")
    names: dict[str, Any] = {}
    for cell in cells(experiment):
        exec(cell, names)
    counts = np.bincount(names["y_train"])
    assert names["class_weight"] == pytest.approx({c: counts.sum() / (2 * counts[c]) for c in range(2)})


def test_says_which_data_no_notebook_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    (experiment,) = (each for each in EXPERIMENTS if each.id == "cnn-pneumonia")
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(UnknownDataError) as refusal:
        cells(experiment)
    assert str(refusal.value) == "LABO_CHEST_XRAY ne désigne pas le dossier des radiographies"
