"""Another laboratory, in English, is rendered by the same machine: the machine knows nothing of this one."""

import importlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from experiments.errors import ResultError
from experiments.results.files import read_results, write_result
from experiments.results.schema import Result
from generator.report.build import render
from generator.rules.decision import VOCABULARY, Rule
from generator.rules.selection import selection
from generator.rules.speaker import Speaker
from generator.rules.wording import SHARED, Shared, Wording, names_in, read_shared
from tests.another_lab.lab import LAB
from tests.another_lab.results import DEEP_TRAINING, WIDE_TRAINING, garden_record, write_garden
from tests.generator.page_tree import Element, parse
from tests.site.built_site import build

PROJECT = Path(__file__).parents[2]
# What the copy without this project's laboratory holds.
COPIED = (
    "experiments",
    "generator",
    "tests/another_lab",
    "tests/generator/sample_layers.py",
    "tests/generator/sample_optimizers.py",
    "tests/generator/stub_plots.py",
)
RENDER = """
import sys
from pathlib import Path
from generator.report.build import render
from generator.report.writing import write
from tests.another_lab.lab import LAB
write(render(LAB, Path(sys.argv[1])), Path("docs"))
print(*(module.__file__ for name, module in sys.modules.items() if name.startswith("generator.")), sep="\\n")
"""
FRENCH = re.compile(
    r"[À-ÖØ-öø-ÿœŒ«»]|\b(le|la|les|un|une|des|du|de|en|et|ou|est|pour|avec|sur|par|pas|poids|oui|non|classe)\b",
    re.IGNORECASE,
)
OVERRIDDEN = sorted(path.stem for path in (Path(__file__).parent / "wordings").glob("*.toml"))
RULES = [importlib.import_module(f"generator.rules.{name}").RULE for name in OVERRIDDEN if name != "shared"]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_garden(tmp_path_factory.mktemp("garden") / "results")


@pytest.fixture(scope="module")
def pages(results: Path) -> dict[str, bytes]:
    return render(LAB, results)


@pytest.fixture(scope="module")
def site(pages: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Element]:
    """Return what the laboratory wrote in each page that MkDocs built."""
    folder = build(tmp_path_factory.mktemp("site"), pages)
    built = {name: folder / name for name in ("index.html", "garden/index.html")}
    return {name: parse(path.read_text("utf-8")).find("article")[0] for name, path in built.items()}


def conclusions(page: str) -> dict[str, str]:
    """Return the sentence of each conclusion of a page, with its label, by the code of its rule."""
    found = re.findall(r'data-rule="([^"]+)".*?(<strong class="verdict-label">.*?)</p>', page)
    return {code: unescape(re.sub(r"<[^>]+>", "", text)) for code, text in found}


def test_the_pages_read_as_english(site: dict[str, Element]) -> None:
    for name, article in site.items():
        labels = " ".join(x.attributes["aria-label"] for x in article.find(attribute="aria-label"))
        assert FRENCH.findall(f"{article.text} {labels}") == [], name
    proofs = site["garden/index.html"].find("summary", attribute="aria-label")
    assert {proof.attributes["aria-label"] for proof in proofs} == {"How do we know?"}
    for text in ("Irises and lilies", "End of training, as it is read: 3 epochs", "test flowers"):
        assert text in site["garden/index.html"].text


def test_the_same_texts_in_the_words_of_the_machine_would_be_seen_to_be_french() -> None:
    for rule in RULES:
        for text in texts(Speaker(), rule):
            if len(text.split()) > 4:
                assert FRENCH.search(text), text


def test_each_question_has_an_answer_that_leads_to_what_it_rests_on(site: dict[str, Element]) -> None:
    lines = {line.text.split("?")[0]: line for line in site["index.html"].find("li")}
    assert list(lines) == ["Which network do we keep", "Is the second better than the first"]
    assert "The garden network 2 is kept" in lines["Which network do we keep"].text
    anchors = {element.attributes["id"] for element in site["garden/index.html"].find(attribute="id")}
    for line in lines.values():
        (link,) = line.find("a")
        page, _, anchor = link.attributes["href"].partition("#")
        assert (page, anchor in anchors) == ("garden/", True)


def test_a_model_is_linked_to_its_section_and_has_its_plots(site: dict[str, Element]) -> None:
    page = site["garden/index.html"]
    (link,) = [a for a in page.find("a") if a.text == "garden network 2"]
    assert link.attributes["href"].partition("#")[2] == "garden-2"
    assert len(page.find("figure", css="chart")) == 4


def test_the_six_conclusions_follow_the_results(pages: dict[str, bytes], tmp_path: Path) -> None:
    said = conclusions(pages["garden.md"].decode())
    turned = conclusions(render(LAB, write_garden(tmp_path / "results", turned=True))["garden.md"].decode())
    starts = {
        "kept-network": (
            "A clear choice. The garden network 2 is",
            "A clear choice. The garden network 1 is",
        ),
        "better": ("Yes. The garden network 2 names", "No, on the contrary. The garden network 1 names"),
        "known-accuracy": ("Yes. The garden network 2 names", "No. From 1"),
        "finished": ("Yes. Over the last 3 epochs", "Not yet. Over the last 3 epochs"),
        "cheaper": ("Yes. Beside the garden network 1", "No, it costs more. Beside the garden network 1"),
        "more-weights": ("No, here never. Whenever", "The trained networks do not tell. None"),
    }
    assert set(said) == set(turned) == set(starts)
    for code, (before, after) in starts.items():
        assert said[code].startswith(before) and turned[code].startswith(after), (said[code], turned[code])


def texts(speaker: Speaker, rule: Rule) -> Iterator[str]:
    """Go through everything that the texts of a rule may put into a page."""
    wording = speaker.wording(rule)
    yield from (wording.title, wording.method, wording.question)
    for case in wording.cases.values():
        yield from (case.label, case.sentence)
    for forms in wording.phrases.values():
        yield from forms
    yield from wording.evidence.values()


def test_six_rules_are_worded_in_all_their_cases() -> None:
    speaker = Speaker(LAB.wordings)
    assert len(RULES) == 6
    for rule in RULES:
        assert speaker.wording(rule).file == f"{rule.name}.toml"
        assert set(speaker.wording(rule).cases) == set(rule.cases)
        assert [text for text in texts(speaker, rule) if FRENCH.search(text)] == []


def test_phrases_and_labels_are_those_of_the_machine_and_use_their_values() -> None:
    assert LAB.wordings is not None
    own, machine = read_shared(LAB.wordings / "shared.toml"), read_shared(SHARED)
    assert set(own.words) == set(machine.words)
    found: list[tuple[Shared | Wording, Shared | Wording]] = [(own, machine)]
    found += [(Speaker(LAB.wordings).wording(rule), Speaker().wording(rule)) for rule in RULES]
    for ours, theirs in found:
        assert (set(ours.phrases), set(ours.evidence)) == (set(theirs.phrases), set(theirs.evidence))
        for name, forms in ours.phrases.items():
            assert names_in("".join(forms)) <= names_in("".join(theirs.phrases[name])) | {*VOCABULARY}, name
        for name, label in ours.evidence.items():
            assert names_in(label) <= names_in(theirs.evidence[name]) | {*VOCABULARY}, name


def test_an_enumeration_is_joined_by_the_word_of_the_laboratory() -> None:
    records = [garden_record(rank, *WIDE_TRAINING) for rank in (1, 3)]
    choice = selection([Result.model_validate(r) for r in (*records, garden_record(2, *DEEP_TRAINING))])
    assert "over the garden network 1 and the garden network 3." in Speaker(LAB.wordings).say(choice).sentence


def test_a_result_that_no_page_shows_is_refused(tmp_path: Path) -> None:
    folder = write_garden(tmp_path / "results")
    write_result(folder, read_results(folder)[0].model_copy(update={"id": "cactus-1", "family": "desert"}))
    with pytest.raises(
        ResultError, match=r"results/cactus-1\.json : aucune page ne montre la famille desert"
    ):
        render(LAB, folder)


def test_it_is_rendered_without_the_laboratory_of_this_project(
    results: Path, pages: dict[str, bytes], tmp_path: Path
) -> None:
    for name in COPIED:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(PROJECT / name, target)
    shutil.rmtree(tmp_path / "generator" / "lab")
    command = [sys.executable, "-c", RENDER, str(results)]
    finished = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    assert all(Path(file).is_relative_to(tmp_path) for file in finished.stdout.split())
    for path, content in pages.items():
        assert (tmp_path / "docs" / path).read_bytes() == content, path
