"""Text that comes from a result is shown, never obeyed: neither by HTML, nor by Markdown, nor by Jinja."""

from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup
from mkdocs.config import load_config

from experiments.errors import LabError
from generator.report.address import links
from generator.report.figures import Figures
from generator.report.templates import attribute, environment, escape_text, fence
from generator.rules.speaker import Speaker
from tests.generator.built_report import article, build_report
from tests.generator.page_tree import parse
from tests.generator.samples import NETWORKS, evaluation, sample_record, write_samples

PROJECT = Path(__file__).parents[3]
TEMPLATES = environment(Speaker(), links({}), Figures(PROJECT / "results"))
HOSTILE = (
    "<script>alert(1)</script> & &amp; *gras* _souligné_ `code` **fort** [lien](javascript:alert(1)) "
    "![image](x.png) {{ 7 * 7 }} {% raw %} { .classe #ancre } | a | b | # titre ~~~ ^x^ <b>b</b> \"'\\"
)
CLASSES = ["<i>0</i>", "*un*", "[deux](javascript:alert(2))", "`trois` {{ 3 }} { .x }"]


@pytest.fixture(scope="module")
def markdown_writer() -> markdown.Markdown:
    config = load_config(str(PROJECT / "mkdocs.yml"))
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


PLACES = (
    "## Avant {}",
    "Avant {} après.",
    "- Avant {} après",
    '<p class="lead">Avant {} après</p>',
    "| a |\n| - |\n| Avant {} après |",
)
# Control characters and line ends are not part of the names and sentences of a result.
WORDS = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1)


@pytest.mark.parametrize("place", PLACES)
@given(text=WORDS)
@example(text=HOSTILE)
@example(text="{ .x }")
@example(text='l\'élève dit "oui"')
def test_any_text_is_read_as_it_was_written(
    markdown_writer: markdown.Markdown, place: str, text: str
) -> None:
    tree = parse(markdown_writer.reset().convert(place.replace("{}", str(escape_text(text)))))
    assert f"Avant {text}" in tree.text
    assert {element.tag for element in tree.descendants()} <= {"p", "ul", "li", "h2", "a", *TABLE}
    assert not [x for x in tree.descendants() if x.attributes.get("class", "") == "x"]


TABLE = ("div", "table", "thead", "tbody", "tr", "th", "td")


@given(WORDS)
@example(HOSTILE)
def test_no_text_leaves_an_attribute(text: str) -> None:
    rendered = TEMPLATES.from_string('<svg aria-label="{{ text }}"></svg>').render(text=text)
    (element,) = parse(rendered).elements
    assert element.attributes == {"aria-label": text}


def test_hostile_names_and_sentences_reach_the_built_page_literally(tmp_path: Path) -> None:
    record = sample_record("mlp-raw-1")
    record["intention"] = HOSTILE
    record["code"] = (
        record["code"]
        .replace("Essai 1 de mlp-raw.", "x")
        .replace("return model", '"""\n```\n"""\n    return m')
    )
    record["data"]["classes"] = CLASSES
    record["evaluation"]["test"] = evaluation({0: "1", 1: "0", 2: "3", 4: "3"})
    others = [sample_record(name) for name in NETWORKS if name != record["id"]]
    for other in others:
        other["data"]["classes"] = CLASSES
    results = write_samples(tmp_path / "results", record, *others)
    pages = build_report(tmp_path / "report", results).pages()
    page = article(pages["partie-2/pixels-bruts/mlp-raw-1/index.html"])
    # French spaces are the only thing that changes.
    text = page.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert " ".join(HOSTILE.split()) in " ".join(text.split())
    for name in CLASSES:
        assert [th.text for th in page.find("th") if th.text.replace("\u202f", " ") == name]
    assert f"« {CLASSES[0]} »" in text and f"« {CLASSES[1]} »" in text
    assert page.find("script") == page.find("i") == []
    assert not [a for a in page.find("a") if a.attributes.get("href", "").startswith("javascript")]
    assert not [x for x in page.descendants() if "classe" in x.classes or x.attributes.get("id") == "ancre"]
    assert '"""\n```\n"""\n    return m' in page.text


@pytest.mark.parametrize("value", [3, 0.5, None, [1], {"a": 1}])
def test_a_bare_value_cannot_be_inserted(value: Any) -> None:
    with pytest.raises(LabError) as failure:
        TEMPLATES.from_string("{{ value }}").render(value=value)
    assert str(failure.value) == (
        f"Un gabarit insère {value!r} : seuls un texte, une quantité avec sa source ou du code HTML peuvent "
        "l’être. Corrigez le gabarit, ou le modèle de la page."
    )


def test_a_missing_value_stops_the_page() -> None:
    with pytest.raises(UndefinedError, match="'dict object' has no attribute 'accuracy'"):
        TEMPLATES.from_string("{{ page.accuracy }}").render(page={})


def test_markup_passes_and_the_rest_does_not() -> None:
    template = TEMPLATES.from_string("{{ a }}{{ b }}")
    assert template.render(a=Markup("<b>"), b="<b>") == "<b>&#60;b&#62;"


@pytest.mark.parametrize("identifier", ["Modele", "a b", "x}", "", "é"])
def test_only_plain_identifiers_enter_an_attribute_list(identifier: str) -> None:
    with pytest.raises(LabError, match="n’est pas un identifiant"):
        attribute(identifier)


@given(st.lists(st.text(alphabet="`a\n ", max_size=12), max_size=4).map("\n".join))
def test_no_line_of_code_closes_its_block(code: str) -> None:
    block = str(fence(code, "python"))
    marks = block.split("python", maxsplit=1)[0]
    assert set(marks) == {"`"} and len(marks) >= 3
    assert marks not in code
    assert block == f"{marks}python\n{code}\n{marks}"
