"""Formulas reach the page unharmed: numbers in one piece, nothing for Markdown to misread."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config

from experiments import language
from experiments.errors import LabError
from generator.formulas import mathml

PROJECT = Path(__file__).parents[3]

FORMULAS = (
    r"\begin{aligned} 784 \times 512 + 512 &= 401\,920 \\ 512 \times 10 + 10 &= 5\,130 \end{aligned}",
    r"w_{t+1} = w_t - \frac{\eta}{\sqrt{E[g^2]_t} + \varepsilon}\, \frac{\partial \mathcal{L}}{\partial w_t}",
    r"\left\lfloor \frac{28 - 2}{2} \right\rfloor + 1 = 14",
    r"\operatorname*{arg\,max}_k \hat{y}_k",
    r"\mathcal{L} = -\sum_{k=1}^{10} y_k \log \hat{y}_k",
    r"\hat p \pm z \sqrt{\frac{\hat p (1 - \hat p)}{n}} \quad 97{,}3\,\%",
    r"\begin{cases} x & x > 0 \\ 0 & \text{sinon} \end{cases}",
    r"a * b * c \mid x_1 y_2 \backslash | \text{VP\_x, VP\_y, *gras*, [lien](x), 1 < 2}",
)
CONTEXTS = (
    "{}",
    "{} commence la phrase.",
    "Dans *la* phrase, {}, puis _la_ suite.",
    "- {}\n- {} encore",
    "| a | b |\n| - | - |\n| {} | fin |",
    "## Titre {}",
    "<div>\n<p>{}</p>\n</div>",
)


def parsed(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(html.unescape(markup.replace("&lt;", "‹").replace("&gt;", "›")))


def words(markup: str) -> str:
    """Return what a reader sees of the formulas in `markup`."""
    formulas = re.findall(r"<math.*?</math>", markup, flags=re.DOTALL)
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", formula)) for formula in formulas)


@pytest.fixture(scope="module")
def page_writer() -> markdown.Markdown:
    config = load_config(str(PROJECT / "mkdocs.yml"))
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("latex", FORMULAS)
def test_markdown_leaves_formulas_alone(page_writer: markdown.Markdown, latex: str, context: str) -> None:
    formula = mathml.inline(latex)
    page = page_writer.reset().convert(context.replace("{}", formula))
    assert words(page) == words(formula) * context.count("{}")
    assert page.count("<math") == context.count("{}")


@pytest.mark.parametrize("latex", FORMULAS)
def test_markdown_copies_a_displayed_formula_as_it_is(page_writer: markdown.Markdown, latex: str) -> None:
    block = f'<div class="derivation">{mathml.display(latex)}</div>'
    page = page_writer.reset().convert(f"Avant.\n\n{block}\n\nAprès.")
    assert re.sub(r"\n+", "\n", page) == f"<p>Avant.</p>\n{block}\n<p>Après.</p>"


@pytest.mark.parametrize("latex", FORMULAS)
def test_formulas_are_well_formed_single_lines(latex: str) -> None:
    for markup in (mathml.inline(latex), mathml.display(latex)):
        assert "\n" not in markup
        parsed(markup)


def test_a_paragraph_may_start_with_a_formula(page_writer: markdown.Markdown) -> None:
    page = page_writer.reset().convert(f"{mathml.inline('x')} est *petit*.")
    assert page.startswith("<p>")
    assert "<em>petit</em>" in page


def test_only_displayed_formulas_are_blocks() -> None:
    assert parsed(mathml.display("x")).get("display") == "block"
    assert parsed(mathml.inline("x")).find("math").get("display") is None  # type: ignore[union-attr]


def test_formulas_stay_out_of_the_search_index() -> None:
    assert parsed(mathml.display("x")).get("data-search-exclude") == "true"


@given(st.integers(min_value=0, max_value=10**14))
def test_a_grouped_integer_is_one_number_with_thin_spaces(value: int) -> None:
    root = parsed(mathml.display(language.latex_number(value)))
    assert [child.tag for child in root] == ["mn"]
    groups = (root[0].text or "").split("\u202f")
    assert "".join(groups) == str(value)
    assert all(len(group) == 3 for group in groups[1:])


@given(st.integers(min_value=0, max_value=999_999), st.from_regex(r"[0-9]{1,6}", fullmatch=True))
def test_a_decimal_number_is_one_number_with_a_tight_comma(whole: int, decimals: str) -> None:
    root = parsed(mathml.display(language.latex_number(whole) + "{,}" + decimals))
    assert [child.tag for child in root] == ["mn"]
    assert (root[0].text or "").replace("\u202f", "") == f"{whole},{decimals}"


def test_a_list_of_numbers_stays_a_list() -> None:
    numbers = [child.text for child in parsed(mathml.display("3, 14")).iter("mn")]
    assert numbers == ["3", "14"]


def test_a_spaced_product_is_not_a_grouped_number() -> None:
    numbers = [child.text for child in parsed(mathml.display(r"2\,32")).iter("mn")]
    assert numbers == ["2", "32"]


@pytest.mark.parametrize(
    ("latex", "message"),
    [
        (
            r"\frac{1}",
            "Formule \\frac{1}\u202f: LaTeX non valide (position, puis cause selon math-core)\u202f: "
            "8: Expected argument but reached end of input.",
        ),
        (
            r"a \inconnue b",
            "Formule a \\inconnue b\u202f: LaTeX non valide (position, puis cause selon math-core)\u202f: "
            '2: Unknown command "\\inconnue".',
        ),
        (
            r"97{,}3 % de réussite",
            "Formule 97{,}3 % de réussite\u202f: le signe «\u202f%\u202f» cacherait tout ce qui le suit"
            "\u202f; écrivez «\u202f\\%\u202f».",
        ),
        ("  ", "Formule vide\u202f: le gabarit doit fournir une expression LaTeX."),
    ],
)
@pytest.mark.parametrize("convert", [mathml.inline, mathml.display])
def test_an_unusable_formula_is_named(convert: Callable[[str], str], latex: str, message: str) -> None:
    with pytest.raises(LabError) as failure:
        convert(latex)
    assert str(failure.value) == message
