"""Formulas of pages are read as they are seen: fractions, powers and roots, line after line."""

import pytest

from generator.reread.documents.html import html_blocks

FRACTION = "<mfrac><mrow><mn>388</mn><mo>+</mo><mn>169</mn></mrow><mn>624</mn></mfrac>"


def shown(markup: str) -> list[str]:
    lines = [line.text.strip() for block in html_blocks(markup, "page.html") for line in block.lines]
    return [line for line in lines if line]


@pytest.mark.parametrize(
    ("formula", "latex"),
    [
        (FRACTION, r"\frac{388 + 169}{624}"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x^{2}"),
        ("<msubsup><mi>g</mi><mi>t</mi><mn>2</mn></msubsup>", "g_{t}^{2}"),
        ("<msqrt><mi>v</mi><mo>+</mo><mi>ε</mi></msqrt>", r"\sqrt{v + ε}"),
        ("<mroot><mn>8</mn><mn>3</mn></mroot>", r"\sqrt[3]{8}"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>x</mi>", "∑_{i}^{n} x"),
        ("<mn>2</mn><mo>&#x2062;</mo><mi>n</mi>", "2 n"),
        # Its author's own words, where the page holds them.
        (
            '<semantics><mn>1</mn><annotation encoding="application/x-tex">a \\cdot</annotation></semantics>',
            r"a \cdot",
        ),
        ("<mfrac><mn>1</mn></mfrac>", "1"),
        ("<mrow><mn>1</mn></mi></mrow><mo>+</mo><mn>2</mn>", "1 + 2"),
        ("<mrow><mn>1</mn><mo>+</mo>", "1 +"),
    ],
)
def test_a_formula_is_read_as_it_is_seen(formula: str, latex: str) -> None:
    assert shown(f"<p>Soit <math>{formula}</math>.</p>") == [f"Soit  ${latex}$ ."]


def test_a_displayed_formula_has_its_line() -> None:
    one, other = "<mi>n</mi><mo>=</mo><mn>1</mn>", "<mo>=</mo><mn>1</mn>"
    first, second = f"<mtd><mi>n</mi></mtd><mtd>{other}</mtd>", f"<mtd></mtd><mtd>{other}</mtd>"
    rows = f"<mtable><mtr>{first}</mtr><mtr>{second}</mtr></mtable>"
    page = f'<p>Soit :</p><math display="block">{one}</math><math display="block">{rows}</math>'
    assert shown(page)[-2:] == ["$n = 1$", r"$n & = 1 \\  & = 1$"]


def test_a_formula_deeper_than_any_is_read_as_text() -> None:
    deep = 100_000
    (line,) = shown("<p><math>" + "<msup>" * deep + "<mn>7</mn>" + "</msup>" * deep + "</math></p>")
    assert line == "$7$"
