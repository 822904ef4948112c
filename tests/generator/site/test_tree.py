"""HTML becomes a tree and comes back the same."""

from xml.etree.ElementTree import Element

from hypothesis import given
from hypothesis import strategies as st

from generator.site.tree import VOID, parents, read, take_out, text_of, write

TEXTS = st.text(st.characters(categories=("L", "N", "P", "Sm", "Zs")), max_size=8)
NAMES = st.sampled_from(["p", "div", "span", "em", "td", "math", "svg", "br", "img"])


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> Element:
    """Draw an element with its text, its attributes and what it holds."""
    element = Element(draw(NAMES), draw(st.dictionaries(st.sampled_from(["id", "class", "href"]), TEXTS)))
    element.tail = draw(TEXTS)
    if element.tag not in VOID:
        element.text = draw(TEXTS)
        if depth:
            element.extend(draw(st.lists(elements(depth - 1), max_size=3)))
    return element


@given(elements())
def test_what_is_written_is_read_the_same(element: Element) -> None:
    text = write(element)
    assert write(read(text)[0]) == text


def test_a_page_may_leave_tags_open_and_close_what_is_not() -> None:
    page = read(
        '<!doctype html><html lang="fr"><body><p>a<br>b<b>c</p></i>d<svg viewBox="0 0 1 1"><path/></svg>'
    )
    assert page.tag == "html"
    assert write(page[0]) == ('<body><p>a<br>b<b>c</b></p>d<svg viewbox="0 0 1 1"><path></path></svg></body>')


def test_the_text_that_follows_stays_when_an_element_goes_or_is_replaced() -> None:
    page = read("<p>a<b>1</b>b<i>2</i>c</p>")[0]
    holding = parents(page)
    first, second = list(page)
    take_out(holding[second], second)
    assert write(page) == "<p>a<b>1</b>bc</p>"
    take_out(holding[first], first, Element("hr"))
    assert write(page) == "<p>a<hr>bc</p>"
    take_out(page, page[0])
    assert write(page) == "<p>abc</p>"


def test_the_text_of_an_element_is_on_one_line() -> None:
    assert text_of(read("<h2>Poids\n <em>du</em>  modèle</h2>")[0]) == "Poids du modèle"
