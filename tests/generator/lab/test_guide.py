"""The guide works: its blocks, applied to a copy of the project, train and build what they say."""

import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from generator.lab.guide import page as guide
from tests.generator.page_tree import parse
from tests.generator.project_copy import PROJECT, ProjectCopy

TEXT = Path(guide.__file__).with_name("guide.md").read_text(encoding="utf-8")
# A file, whole, at the end of one, or as what changes in it.
BLOCK = re.compile(r'^```(\w+) title="([^"]+?)( \(à la fin\))?"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
SIZES = {"train": 600, "t10k": 200}


def apply(root: Path, language: str, file: str, at_the_end: str, block: str) -> None:
    """Do to a file of the project what a block of the guide says."""
    path = root / file
    if language == "diff":
        lines = block.splitlines(keepends=True)
        old, new = ("".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +"))
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file} does not hold once:\n{old}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    elif at_the_end:
        path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{block}", encoding="utf-8")
    else:
        assert not path.exists(), file
        path.parent.mkdir(exist_ok=True)
        path.write_text(block, encoding="utf-8")


def write_clothes(folder: Path) -> None:
    """Write pictures of ten kinds that a network can tell apart, in the format and names of Fashion-MNIST."""
    draw = np.random.default_rng(1)
    folder.mkdir()
    for part, count in SIZES.items():
        labels = (np.arange(count) % 10).astype(np.uint8)
        images = draw.integers(0, 120, (count, 28, 28), dtype=np.uint8)
        for image, label in zip(images, labels, strict=True):
            image[2 * label : 2 * label + 8] += 100
        for kind, array in (("images-idx3", images), ("labels-idx1", labels)):
            header = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
            (folder / f"{part}-{kind}-ubyte.gz").write_bytes(gzip.compress(header + array.tobytes()))


@pytest.mark.project
@pytest.mark.training
def test_the_guide_adds_a_model_an_experiment_a_question_and_a_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = ProjectCopy(tmp_path / "project")
    shutil.copy(PROJECT / "rapport.toml", project.root)
    found = [match.groups(default="") for match in BLOCK.finditer(TEXT)]
    assert len(found) == TEXT.count("title=")
    for language, file, at_the_end, block in found:
        apply(project.root, language, file, at_the_end, block)
    python = [file for _, file, _, _ in found if file.endswith(".py")]
    for check in (["format", "--check"], ["check"]):
        command = [sys.executable, "-m", "ruff", *check, "--config", str(PROJECT / "pyproject.toml"), *python]
        subprocess.run(command, cwd=project.root, check=True)

    write_clothes(tmp_path / "clothes")
    monkeypatch.setenv("LABO_FASHION", str(tmp_path / "clothes"))
    monkeypatch.setenv("PYTHONWARNINGS", "default")
    for arguments in (["run", "--profile=smoke", "fashion"], ["figures", "--profile=smoke"]):
        command = [sys.executable, "-m", "experiments", *arguments]
        subprocess.run(command, cwd=project.root, check=True)
    listed = [sys.executable, "-m", "experiments", "list", "mlp-raw"]
    said = subprocess.run(listed, cwd=project.root, check=True, capture_output=True, encoding="utf-8")
    assert "mlp-raw-5" in said.stdout

    shutil.copytree(project.root / "build/smoke/results", project.results, dirs_exist_ok=True)
    built = project.run("site")
    assert (built.returncode, built.stderr) == (0, ""), built.stdout

    def boxes(path: str, name: str) -> set[str]:
        tree = parse((project.site / path).read_text(encoding="utf-8"))
        return {box.attributes.get(name, "") for box in tree.descendants()}

    assert "reponse-vetements" in boxes("vetements/index.html", "id")
    assert {"chaussures-entre-elles", "choix-du-modele"} <= boxes("vetements/index.html", "data-rule")
    assert "surapprentissage" in boxes("vetements/fashion-2/index.html", "data-rule")
    assert "chaussures-entre-elles" in boxes("regles/index.html", "id")
    assert "vetements/#reponse-vetements" in boxes("index.html", "href")
    assert "results/fashion-2.json#/evaluation/test/accuracy" in boxes("vetements/index.html", "data-source")
    assert "Commentaire des auteurs" in (project.site / "vetements/index.html").read_text(encoding="utf-8")
    assert "Groupe 7" in (project.site / "index.html").read_text(encoding="utf-8")

    for command, *arguments in (("pdf",), ("export", "--to", "build/export", "fashion-2")):
        done = project.run(command, *arguments)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert (project.root / "build/pdf/rapport.pdf").read_bytes().startswith(b"%PDF")
    assert [*(project.root / "build/export").glob("fashion-2*")]
