"""What HTML marks in a line becomes the marks of Markdown, and nothing else of its text does."""

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.site.export.words import words
from generator.site.tree import read, text_of


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<data class="quantity" value="0.97" data-source="r#/a">97,1\u202f%</data> juste',
            "97,1\u202f% juste",
        ),
        ("<strong> Oui. </strong>Il <em>va</em>", " **Oui.** Il *va*".strip()),
        ("<code>a`b</code> et <code>c</code>", "``a`b`` et `c`"),
        ('<span class="tex">n_{1} \\cdot 2</span> poids', "$n_{1} \\cdot 2$ poids"),
        ('<a href="../hog/#x">HOG</a>, <a href="https://e.ch/a_b">e</a>', "HOG, [e](<https://e.ch/a_b>)"),
        ("Dense <small>650 poids</small>", "Dense (650 poids)"),
        ("a<br>b<svg><text>c</text></svg>", "a b"),
        ("5 * 3 < 2_000 | max_pooling _x_ $ #", "5 \\* 3 \\< 2_000 \\| max_pooling \\_x\\_ \\$ \\#"),
        ("<b></b><em> </em>rien", "rien"),
    ],
)
def test_a_line(html: str, expected: str) -> None:
    assert words(read(f"<p>{html}</p>")[0]) == expected


@example("\\>")
@given(st.text(st.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs")), min_size=1))
def test_a_text_reads_as_itself(text: str) -> None:
    paragraph = read("<p></p>")[0]
    paragraph.text = f"x{text}x"
    again = read(markdown.markdown(words(paragraph)))
    # This reader of Markdown leaves the escape of signs that are none of its own.
    said = text_of(again)
    for sign in "<|~^$":
        said = said.replace(f"\\{sign}", sign)
    assert said == text_of(paragraph)
