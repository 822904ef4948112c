"""Every number that a page shows comes with the result it was read in or computed from."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.lab.lab import METHODS
from tests.generator.built_report import BuiltReport, article
from tests.generator.page_numbers import names, texts, unsourced_numbers
from tests.generator.page_tree import Element, parse

# Phrases with digits that no result decides of, with the reason.
PHRASES: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("reviewed_phrases.toml").read_text(encoding="utf-8")
)["phrases"]


def known(report: BuiltReport) -> set[str]:
    """Return what may hold a digit without a source in the pages of a report: the references, too."""
    return names(report.trained()) | set(PHRASES) | set(METHODS)


def test_every_number_of_a_page_has_a_source(report: BuiltReport) -> None:
    phrases = known(report)
    found = [
        f"{path}: {text}"
        for path, page in report.pages().items()
        for text in unsourced_numbers(article(page), phrases)
    ]
    assert not found, "\n".join(["", *found])


def test_every_reviewed_phrase_is_on_a_page(made_up_report: BuiltReport, real_report: BuiltReport) -> None:
    pages = [article(page) for report in (made_up_report, real_report) for page in report.pages().values()]
    shown = " ".join(" ".join(text.split()) for page in pages for text in texts(page))
    assert [phrase for phrase in PHRASES if phrase not in shown] == []
    assert all(reason.strip(" ….") for reason in PHRASES.values())


TYPED = [
    "Il atteint 97,3 % sur le test.",
    "3 chiffres",
    "Le CNN 12 lit mieux.",
    "un réseau de 1,2 million",
    "(F12)",
]
PLACES = [
    "<p>{}</p>",
    "<p>Un mot, <em>{}</em> encore</p>",
    "<caption>{}</caption>",
    "<th scope='col'>{}</th>",
]
PLACES += [
    "<img alt='{}'>",
    "<div class='verdict' data-rule='x'><p>{}</p></div>",
    "<svg><text>{}</text></svg>",
]


@pytest.fixture(scope="module")
def made_up_phrases(made_up_report: BuiltReport) -> set[str]:
    return known(made_up_report)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("typed", TYPED)
def test_a_number_typed_in_a_page_is_seen(
    made_up_report: BuiltReport, made_up_phrases: set[str], place: str, typed: str
) -> None:
    page = article(made_up_report.page("partie-3/index.html"))
    before = unsourced_numbers(page, made_up_phrases)
    page.children.append(parse(place.format(typed)))
    assert unsourced_numbers(page, made_up_phrases) == [*before, typed]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda page: re.sub(r'<data class="quantity"[^>]*>([^<]*)</data>', r"\1", page, count=1),
        lambda page: re.sub(r'(<td class="diagonal")[^>]*>', r"\1>", page, count=1),
        lambda page: page.replace("</h1>", " 12</h1>"),
    ],
)
def test_a_number_that_loses_its_source_is_seen(
    made_up_report: BuiltReport, made_up_phrases: set[str], spoil: Callable[[str], str]
) -> None:
    path = "partie-2/cnn/cnn-2/index.html"
    before = unsourced_numbers(article(made_up_report.page(path)), made_up_phrases)
    page = spoil((made_up_report.site / path).read_text(encoding="utf-8"))
    assert len(unsourced_numbers(article(parse(page)), made_up_phrases)) == len(before) + 1


@pytest.mark.parametrize(
    "page",
    [
        "<p>Le <a>CNN 2</a> lit <data data-source='a#/b'>12</data> images.</p>",
        "<p>Le modèle 1 prend un 2 pour un 3.</p>",
        "<pre>Dense(10)</pre><p><code>rho=0.9</code><math><mn>3</mn></math></p>",
        "<svg data-source='a#/b'><text>0,5</text></svg><table><tr><th scope='row'>3</th></tr></table>",
        "<blockquote class='seed-quote'>640 * 10</blockquote><p class='recomputed'>(64 × 10) + 10</p>",
    ],
)
def test_names_code_and_quotations_are_no_measures(made_up_phrases: set[str], page: str) -> None:
    assert unsourced_numbers(parse(page), made_up_phrases) == []


@pytest.mark.parametrize(
    "text", ["Les modèles 12", "Le 2,5", "CNN 11", "CNN 1,5", "Modèle 1000", "les 3 modèles"]
)
def test_a_number_that_only_begins_like_a_name_is_seen(made_up_phrases: set[str], text: str) -> None:
    assert unsourced_numbers(Element("p", {}, [text]), made_up_phrases) == [text]
