"""The numbers that a sentence holds, each still with where it comes from: what `Quantity.__html__` wrote."""

import re
from dataclasses import dataclass
from html import unescape

from experiments.language import typeset
from generator.facts.quantity import Quantity
from generator.facts.together import together
from generator.formulas.markup import Markup

WRITTEN = re.compile(
    r'<data class="quantity" value="([^"]*)" data-source="([^"]*)"(?: data-formula="([^"]*)")?'
    r'(?: data-aim="[^"]*")?>(.*?)</data>',
    re.DOTALL,
)
TAG = re.compile("<[^>]*>")


@dataclass(frozen=True)
class Passage:
    """A sentence as it reads, and its numbers, in order.

    Attributes
    ----------
    text : str
    values : tuple of Quantity
    """

    text: str
    values: tuple[Quantity, ...]


def passage(sentence: Markup) -> Passage:
    """Take a sentence apart."""
    sentence = Markup(together(sentence))  # noqa: S704 (its numbers alone are written again)
    # Not by `striptags`, which makes plain spaces of those that hold numbers together.
    text = unescape(TAG.sub("", typeset(sentence)))
    return Passage(text, tuple(map(_quantity, WRITTEN.finditer(sentence))))


def _quantity(written: re.Match[str]) -> Quantity:
    value, sources, formula, text = (unescape(part or "") for part in written.groups())
    number = int(value) if re.fullmatch(r"-?\d+", value) else float(value)
    return Quantity(number, text, tuple(sources.split()), formula)
