"""A template shows what rules decided: it compares no values, and types no number."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import generator

FOLDER = Path(generator.__file__).parent
TEMPLATES = sorted(FOLDER.rglob("*.j2"))
# What may be compared with a number: how many things there are to show, the level of a heading.
COUNTS = re.compile(r"\blength\b|\blevel\b|loop\.")
MARKUP = re.compile(r"<[^>]*>|\{ #.*?\}|&#?\w+;|^#+|\]\([^)]*\)", re.MULTILINE)
# Titles and references: what holds a digit and describes no result.
TITLES = re.compile(
    r"Partie \d|Practical Work 04|RMSprop|\(\d{4}\)|, \d{4}\)|CC BY(-SA)? \d\.\d|entre 0 et 1|F1\b|L2-Hys"
    r"|(FORCE|FULL)=1"
)


def comparisons(text: str) -> Iterator[str]:
    """Go through the comparisons of values that a template makes."""
    for node in Environment().parse(text).find_all(nodes.Compare):
        ordered = [operand for operand in node.ops if operand.op in ("gt", "lt", "gteq", "lteq")]
        line = text.splitlines()[node.lineno - 1]
        if ordered and not COUNTS.search(line):
            yield line


def typed_numbers(text: str) -> Iterator[str]:
    """Go through the numbers that a template types in its prose."""
    for node in Environment().parse(text).find_all(nodes.TemplateData):
        yield from re.findall(r"[^\s>]*\d[^\s<]*", TITLES.sub("", MARKUP.sub(" ", node.data)))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.relative_to(FOLDER).as_posix())
def test_a_template_judges_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert list(comparisons(text)) == []
    assert ".outcome" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.relative_to(FOLDER).as_posix())
def test_a_template_types_no_number(path: Path) -> None:
    # Inside a tag that spans several pieces of the template there may be an attribute: those are no prose.
    text = re.sub(r"<[^>{]*(\{\{.*?\}\}[^>{]*)*>", " ", path.read_text(encoding="utf-8"))
    assert list(typed_numbers(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "{% if page.accuracy > other.accuracy %}mieux{% endif %}",
        "{{ 'haut' if score.value >= 0.9 else 'bas' }}",
    ],
)
def test_a_judgement_would_be_seen(text: str) -> None:
    assert list(comparisons(text)) != []


@pytest.mark.parametrize("text", ["<p>Il atteint 97,3 %.</p>", "Les 11 modèles", "un facteur ×9"])
def test_a_typed_number_would_be_seen(text: str) -> None:
    assert list(typed_numbers(text)) != []


def test_counting_what_is_shown_is_no_judgement() -> None:
    assert list(comparisons("{% if page.models | length > 1 %}tous{% endif %}")) == []
