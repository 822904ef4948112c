"""A page is made again when, and only when, something that it reads changed; then as if all were."""

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from experiments.results.files import read_result, write_replicate
from experiments.results.provenance import key_of
from experiments.results.replicate import Replicate
from experiments.results.replication import SEED, as_replicate
from generator.lab.families import HOG, PNEUMONIA, RAW
from generator.lab.lab import LAB
from generator.report.build import render
from generator.report.compiled_templates import CompiledTemplates
from generator.report.kept_pages import KeptPages
from generator.report.lab import Lab
from generator.rules.speaker import Speaker
from tests.generator.samples import write_samples
from tests.resealing import reseal

EVERY = {each.path for each in (*LAB.pages, *LAB.indexes)}
HOME, DATA, RULES, _ = (index.path for index in LAB.indexes)


class Report:
    """A report whose pages are kept in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.results = write_samples(folder / "results")
        self.kept = folder / "pages"
        self.pages: dict[str, bytes] = {}

    def made_again(self, lab: Lab = LAB, code: str = "code") -> set[str]:
        """Build, check the pages against those of a build that knows nothing, return those made again."""
        kept = KeptPages(self.kept, code)
        self.pages = render(lab, self.results, lambda fault: None, kept)
        assert self.pages == render(lab, self.results, lambda fault: None)
        return set(kept.made)

    def change(self, identifier: str, change: Callable[[dict[str, Any]], object]) -> None:
        """Change a result."""
        reseal(self.results / f"{identifier}.json", change)

    def texts(self) -> dict[str, str]:
        """Return the text of each page, with those of the pages of its models."""
        return {
            path: "\n".join(
                self.pages[each].decode()
                for each in sorted(self.pages)
                if each == path or each.startswith(f"{path.removesuffix('.md')}/")
            )
            for path in EVERY
        }


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a report built once."""
    folder = tmp_path_factory.mktemp("report")
    assert Report(folder).made_again() == EVERY
    return folder


@pytest.fixture
def report(first: Path, tmp_path: Path) -> Report:
    """Give each test a report that was built once."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    found = Report.__new__(Report)
    found.results, found.kept, found.pages = tmp_path / "results", tmp_path / "pages", {}
    return found


def resting_on(*families: str) -> set[str]:
    """Return the pages that rest on a family."""
    return {page.path for page in LAB.pages if not set(families).isdisjoint((*page.families, *page.beside))}


def slower(record: dict[str, Any]) -> None:
    record["provenance"]["seconds"] += 1


def test_nothing_is_made_again_when_nothing_changed(report: Report) -> None:
    assert report.made_again() == set()


@pytest.mark.parametrize(
    ("identifier", "family"), [("mlp-hog-2", HOG), ("mlp-raw-1", RAW), ("cnn-pneumonia-2", PNEUMONIA)]
)
def test_a_result_that_changes_concerns_the_pages_of_its_family(
    report: Report, identifier: str, family: str
) -> None:
    report.change(identifier, slower)
    assert report.made_again() == resting_on(family) | {DATA, HOME}
    assert report.made_again() == set()


def test_an_answer_that_changes_concerns_the_pages_that_repeat_it(report: Report) -> None:
    def rename(record: dict[str, Any]) -> None:
        record["names"]["family"] = "MLP renommé"

    report.change("mlp-hog-2", rename)
    report.change("mlp-hog-1", rename)
    before = report.made_again()
    assert before == resting_on(HOG) | {DATA, HOME}
    assert "MLP renommé" in report.texts()[HOME]


def test_a_replicate_that_comes_or_goes_concerns_the_pages_of_its_family(report: Report) -> None:
    record = as_replicate(read_result(report.results / "mlp-hog-1.json")).model_dump()
    components = {**record["provenance"]["components"], SEED: "77"}
    record["provenance"] |= {"components": components, "key": key_of(components)}
    write_replicate(report.results, Replicate.model_validate({**record, "seed": 77}))
    pages = resting_on(HOG) | {DATA, HOME}
    assert report.made_again() == pages
    (report.results / "replicates" / "mlp-hog-1-seed-77.json").unlink()
    assert report.made_again() == pages


@pytest.mark.parametrize("gone", ["svg", "pdf"])
def test_a_plot_that_changes_concerns_the_pages_that_show_it(report: Report, gone: str) -> None:
    report.made_again()
    showing = {path for path, text in report.texts().items() if "figures/mlp-hog-1/" in text}
    assert showing and showing < EVERY
    for plot in (report.results / "figures" / "mlp-hog-1").glob("*.svg"):
        plot.write_text(plot.read_text().replace("<title>", "<title>Autre : "))
    assert report.made_again() == showing
    for plot in (report.results / "figures" / "mlp-hog-1").glob(f"*.{gone}"):
        plot.unlink()
    assert report.made_again() == showing


def copied_template(path: str, folder: Path) -> tuple[Lab, Path]:
    """Return the laboratory with the template of a page elsewhere, and this template."""
    (page,) = (page for page in LAB.pages if page.path == path)
    shutil.copytree(page.folder, folder / page.folder.name)
    moved = replace(page, folder=folder / page.folder.name)
    lab = replace(LAB, pages=tuple(moved if each is page else each for each in LAB.pages))
    return lab, moved.template


def test_a_template_that_changes_concerns_its_page(report: Report, tmp_path: Path) -> None:
    lab, template = copied_template("partie-3.md", tmp_path / "lab")
    assert report.made_again(lab) == {"partie-3.md"}
    assert report.made_again(lab) == set()
    template.write_text(template.read_text() + "{# rien #}\n")
    assert report.made_again(lab) == {"partie-3.md"}


def test_a_template_that_is_included_concerns_the_page(report: Report, tmp_path: Path) -> None:
    lab, template = copied_template("partie-3.md", tmp_path / "lab")
    part = template.with_name("partie.md.j2")
    include = f'{{% include "{part}" ignore missing %}}'
    template.write_text(template.read_text().replace("{% block content %}", "{% block content %}" + include))
    report.made_again(lab)
    part.write_text("Une partie.\n")
    assert report.made_again(lab) == {"partie-3.md"}
    assert "Une partie." in report.texts()["partie-3.md"]
    part.write_text("Une autre.\n")
    assert report.made_again(lab) == {"partie-3.md"}
    part.unlink()
    assert report.made_again(lab) == {"partie-3.md"}


def test_the_texts_of_a_rule_concern_the_pages_that_use_it(report: Report, tmp_path: Path) -> None:
    lab = replace(LAB, wordings=tmp_path / "wordings")
    (tmp_path / "wordings").mkdir()
    assert report.made_again(lab) == set()
    (rule,) = (rule for rule in LAB.every_rule() if rule.name == "epoch_count")
    own = tmp_path / "wordings" / "epoch_count.toml"
    code = Speaker().wording(rule).code
    saying = {path for path, text in report.texts().items() if f'data-rule="{code}"' in text}
    assert saying and saying < EVERY
    own.write_text(rule.texts.read_text().replace('question = "', 'question = "En somme, '))
    assert report.made_again(lab) == saying | {RULES}
    own.unlink()
    assert report.made_again(lab) == saying | {RULES}


def test_a_word_concerns_the_pages_that_say_it(report: Report, tmp_path: Path) -> None:
    lab = replace(LAB, wordings=tmp_path)
    (tmp_path / "shared.toml").write_text('[words]\nunanswered = "sans réponse, ici"\n')
    assert report.made_again(lab) == set()
    (tmp_path / "shared.toml").write_text('[words]\nand = "et puis"\n')
    again = report.made_again(lab)
    assert {path for path, text in report.texts().items() if " et puis " in text} <= again < EVERY


def test_other_code_makes_every_page_again(report: Report) -> None:
    assert report.made_again(code="autre") == EVERY


def test_code_that_cannot_be_told_keeps_nothing(report: Report) -> None:
    assert report.made_again(code="") == EVERY
    assert report.made_again(code="") == EVERY
    assert report.made_again() == set()


def test_a_trial_makes_every_page_again(report: Report) -> None:
    report.change("mlp-hog-1", lambda record: record.update(profile="smoke"))
    assert report.made_again() == EVERY


@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: entry[: len(entry) // 2],
        lambda entry: b"",
        lambda entry: entry.replace(b"la", b"le", 1),
        lambda entry: b"\xff" + entry,
    ],
    ids=["cut", "empty", "edited", "not-text"],
)
def test_a_damaged_entry_is_no_entry(report: Report, damage: Callable[[bytes], bytes]) -> None:
    entry = report.kept / "partie-3.md.json"
    entry.write_bytes(damage(entry.read_bytes()))
    assert report.made_again() == {"partie-3.md"}
    assert report.made_again() == set()


def test_templates_that_were_compiled_and_damaged_are_compiled_again(report: Report) -> None:
    compiled = [path for path in (report.kept / "templates").rglob("*") if path.is_file()]
    assert compiled
    for path in compiled:
        path.write_bytes(path.read_bytes()[:-20])
    report.change("mlp-hog-1", slower)
    assert report.made_again() == resting_on(HOG) | {DATA, HOME}


def test_a_folder_that_cannot_be_written_prevents_no_page(tmp_path: Path) -> None:
    report = Report(tmp_path)
    report.kept.write_text("un fichier")
    assert report.made_again() == EVERY
    assert report.made_again() == EVERY


def test_what_is_wrong_with_a_result_is_said_then_forgotten(report: Report) -> None:
    path = report.results / "mlp-raw-2.json"
    before = path.read_bytes()
    path.write_bytes(before[:100])
    assert resting_on(RAW) <= report.made_again()
    assert report.made_again() <= resting_on(RAW) | {DATA, RULES, HOME}
    path.write_bytes(before)
    assert resting_on(RAW) <= report.made_again()


@pytest.mark.parametrize("seed", range(2))
def test_whatever_changes_the_pages_are_those_of_a_whole_build(report: Report, seed: int) -> None:
    draw = random.Random(seed)

    def other_seed(record: dict[str, Any]) -> None:
        record["training"]["seed"] += draw.randrange(1, 9)

    def other_loss(record: dict[str, Any]) -> None:
        record["history"]["loss"][0] *= 1 + draw.random()

    def other_intention(record: dict[str, Any]) -> None:
        record["names"]["model"] += draw.choice("*_<&é")

    for _ in range(4):
        result = draw.choice(sorted(report.results.glob("*.json")))
        if draw.random() < 0.2 and result.stem.endswith("-2"):
            result.unlink()
        else:
            report.change(result.stem, draw.choice([slower, other_seed, other_loss, other_intention]))
        if draw.random() < 0.3:
            draw.choice(sorted(report.results.glob("figures/*/*"))).unlink()
        report.made_again()
    assert report.made_again() == set()


def test_a_compiled_template_stays_with_its_code(tmp_path: Path) -> None:
    old, new = KeptPages(tmp_path, "old").compiled, KeptPages(tmp_path, "new").compiled
    assert isinstance(old, CompiledTemplates) and old.folder != new.folder
