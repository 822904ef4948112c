"""Numbers as reports write them: every value that a notation may stand for, the likeliest first."""

import re
from fractions import Fraction
from functools import lru_cache

from generator.reread.arithmetic.plain import KEPT
from generator.reread.arithmetic.span import Span

# Thousands cut by an apostrophe, a space, a comma, a point or an underscore; by the same all along.
_CUTS = " \u00a0\u202f\u2009'’´,._"
_GROUPS = "|".join(
    rf"(?:{re.escape(cut)}\d{{3}})+(?!\d)(?:[{re.escape('.,'.replace(cut, ''))}]\d+(?![\d.,]))?"
    for cut in _CUTS
)
_GROUPED = rf"(?<![\d.,])[1-9]\d{{0,2}}(?:{_GROUPS})"
_CUT = re.compile(
    rf"(?P<whole>[1-9]\d{{0,2}}(?P<cut>[{_CUTS}])\d{{3}}(?:(?P=cut)\d{{3}})*)(?P<decimals>[.,]\d+)?"
)
_PLAIN = r"(?:\d+(?:[.,]\d+)?|\.\d+)(?:[eE][-+]?\d{1,2}(?!\w))?"
NUMBER = rf"(?:{_GROUPED}|{_PLAIN})(?:\s?%|[kKM](?![\w/]))?"
_KNOWN = re.compile(NUMBER)
_SCALES = {"k": 1_000, "K": 1_000, "M": 1_000_000}
LONGEST = 40
_SPACES = frozenset(" \u00a0\u202f\u2009")


@lru_cache(KEPT)
def readings(text: str, *, after_words: bool = False) -> tuple[Span, ...]:
    """Return what a number may be worth, the likeliest first; empty when it is too long, or none.

    Parameters
    ----------
    text : str
    after_words : bool
        Whether words stand before: « couche 1 512 » may end with 512.
    """
    body = text.rstrip()
    if len(text) > LONGEST or not _KNOWN.fullmatch(body):
        return ()
    if body.endswith("%"):
        whole = readings(body[:-1].rstrip(), after_words=after_words)
        return (*(x / Span.exact(100) for x in whole), *whole)
    if body[-1] in _SCALES:
        scale, spans = _SCALES[body[-1]], readings(body[:-1])
        # « 121k » is rounded: to its last figure.
        half = _half(body[:-1])
        likely = [span for span in spans if not span.is_exact] or spans
        return tuple(Span.around(x.middle * scale, (x.high - x.middle + half) * scale) for x in likely)
    grouped = _CUT.fullmatch(body)
    if grouped is None:
        return (_plain(body.replace(",", ".")),)
    cut, decimals = grouped["cut"], (grouped["decimals"] or "").replace(",", ".")
    groups = grouped["whole"].split(cut)
    found = [_plain("".join(groups) + decimals)]
    if cut in ".," and len(groups) == 2 and not decimals:
        found.append(_plain(body.replace(",", ".")))
    if cut == "." and not decimals:
        found.append(Span.exact(_product(groups)))
    if cut in _SPACES and after_words:
        found.append(_plain("".join(groups[1:]) + decimals))
    return tuple(found)


def figures(text: str) -> int:
    """Return the whole number that figures are, whatever cuts their thousands."""
    return int("".join(figure for figure in text if figure.isdecimal()))


def whole(text: str) -> int | None:
    """Return the whole number that a text writes, None for any other one."""
    found = readings(text)
    return int(found[0].low) if found and found[0].is_exact and found[0].low.denominator == 1 else None


def _product(groups: list[str]) -> Fraction:
    product = Fraction(1)
    for group in groups:
        product *= Fraction(group)
    return product


def _half(text: str) -> Fraction:
    """Return half a unit of the last decimal of a number, for one without decimals too."""
    _, _, decimals = text.replace(",", ".").partition(".")
    return Fraction(1, 2 * 10 ** len(decimals))


def _plain(text: str) -> Span:
    value = Fraction(text)
    if "." not in text or re.search("[eE]", text):
        return Span.exact(value)
    return Span.around(value, _half(text))
