"""LaTeX to MathML while the pages are written: no script renders formulas in the browser."""

import html
import re
from functools import cache

from math_core import LatexError, LatexToMathML

from experiments.errors import LabError
from generator.formulas.markup import Markup

_CONVERTER = LatexToMathML(fancy_error=False)

_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%")
_TEXT = re.compile(r">([^<>]+)<")
# What Markdown could read as emphasis, code, link, table cell, heading or escape in the text of a formula.
_MARKDOWN_SIGNS = re.compile(r"[\\`*_\[\]|~^=!#]")

_THOUSANDS = re.compile(r'<mn>(\d{1,3})</mn>((?:<mspace width="0\.16666667em"/><mn>\d{3}</mn>)+)')
_GROUP = re.compile(r'<mspace width="0\.16666667em"/><mn>(\d{3})</mn>')
# The decimals of a number that is squared are inside the power.
_DECIMAL_COMMA = re.compile(r'<mn>([\d\u202f]+)</mn><mo rspace="0">,</mo>((?:<msup>)?<mn>)(\d+</mn>)')


class FormulaError(LabError):
    """A formula is not LaTeX that can be converted."""


@cache
def inline(latex: str) -> Markup:
    r"""Convert `latex` to MathML that sits inside a line of text.

    Parameters
    ----------
    latex : str
        Formula without its dollar signs. Numbers are written ``401\,920`` and ``3{,}14``.

    Returns
    -------
    Markup
        One line of HTML that Markdown leaves alone, also at the start of a paragraph or in a table cell.

    Raises
    ------
    FormulaError
        If the formula is empty, not valid, or holds a comment.
    """
    # A line that starts with <math> would be taken for a block of HTML and lose its paragraph.
    return Markup('<span class="formula">{}</span>').format(_convert(latex, displaystyle=False))


@cache
def display(latex: str) -> Markup:
    """Convert `latex` to MathML that stands on a line of its own; see `inline`."""
    return _convert(latex, displaystyle=True)


def _convert(latex: str, *, displaystyle: bool) -> Markup:
    if not latex.strip():
        raise FormulaError("Formule vide\u202f: le gabarit doit fournir une expression LaTeX.")
    if _COMMENT.search(latex):
        raise FormulaError(
            f"Formule {latex}\u202f: le signe «\u202f%\u202f» cacherait tout ce qui le suit\u202f; "
            "écrivez «\u202f\\%\u202f»."
        )
    try:
        markup = _CONVERTER.convert_with_local_state(latex, displaystyle=displaystyle)
    except LatexError as error:
        raise FormulaError(
            f"Formule {latex}\u202f: LaTeX non valide (position, puis cause selon math-core)\u202f: {error}"
        ) from error
    markup = _DECIMAL_COMMA.sub(r"\2\1,\3", _THOUSANDS.sub(_one_number, markup))
    markup = _TEXT.sub(lambda text: f">{_escape(text[1])}<", markup)
    # The search index would otherwise hold the letters of every formula.
    markup = markup.replace("<math", '<math data-search-exclude="true"', 1)
    return Markup(markup)  # noqa: S704 (the converter and `_escape` have escaped every text)


def _one_number(groups: re.Match[str]) -> str:
    """Join ``401``, thin space, ``920`` so that the number is spaced, and read aloud, as one."""
    return "<mn>" + groups[1] + _GROUP.sub("\u202f\\1", groups[2]) + "</mn>"


def _escape(text: str) -> str:
    """Write the Markdown signs and named entities of `text` as numeric character references."""
    escaped = html.escape(html.unescape(text), quote=False)
    return _MARKDOWN_SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", escaped)
