"""« 96 % of the weights are in the dense layers »: against the layers of the networks of the report."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.documents.block import Section
from generator.reread.documents.sentence import Sentence
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.networks.called import Titled
from generator.reread.networks.stated import StatedNetwork
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "part-des-poids"
_PERCENT = re.compile(r"(?<![\w.,])(?P<percent>\d{1,2}(?:[.,]\d{1,2})?)\s?%")
_WEIGHTS = re.compile(r"\b(?:poids|param[èe]tres|weights|parameters|params)\b", re.I)
PARTS = {
    "Dense": re.compile(r"\b(?:dense|denses|fully[\s-]connected|enti[èe]rement\s+connect[ée]e?s?)\b", re.I),
    "Conv": re.compile(r"\bconv(?:olution\w*|olutive?s?|s)?\b", re.I),
}
# Another share, or another number of the same weights.
_OTHER = re.compile(
    r"\b(?:dropout|accuracy|exactitude|erreurs?|errors?|moins|plus|fewer|more|less|fois|times|than|que|hog|validation|"
    r"test|si|if|would|could|aurai\w*|recall|rappel|pr[ée]cision)\b",
    re.I,
)
_SLACK, _LOOSE = Fraction(1, 100), Fraction(4, 100)


def part_findings(sentence: Sentence, section: Section, networks: Sequence[Titled]) -> Iterator[Finding]:
    """Find shares of the weights that no layers of a kind have, in any network that convolves."""
    text = sentence.text
    said, parts = [*_PERCENT.finditer(text)], [kind for kind, words in PARTS.items() if words.search(text)]
    deep = [x for x in networks if x.network.convolves and x.network.total and x.network.complete]
    own = [x.network for x in deep if x.section is section] or [x.network for x in deep]
    if len(said) != 1 or not parts or not own or not _WEIGHTS.search(text):
        return
    if _OTHER.search(text) or NEGATION.search(text) or text.rstrip().endswith("?"):
        return
    percent = said[0]["percent"]
    value = Fraction(percent.replace(",", ".")) / 100
    slack = _LOOSE if NEARLY.search(text[: said[0].start()][-20:]) else _SLACK
    if any(abs(value - each) <= slack for network in own for each in _shares(network)):
        return
    whole = {share(network, kind) for network in own for kind in parts[:1]}
    right = rounded(100 * max(whole), ".3g")
    yield Finding(
        CODE,
        sentence.place(said[0].start()),
        quoted(text),
        Verdict.FALSE if len({network.total for network in own}) == 1 else Verdict.DOUBT,
        f"Les couches de ce genre ont {right} % des {shown(own[-1].total or 0)} poids, et non {percent} %.",
        "",
        right,
        wrong=percent,
    )


def share(network: StatedNetwork, kind: str) -> Fraction:
    """Return which part of the weights of a network the layers of a kind have."""
    counts = [layer.parameters or 0 for layer in network.layers if layer.type.startswith(kind)]
    return Fraction(sum(counts), network.total or 1)


def _shares(network: StatedNetwork) -> Iterator[Fraction]:
    """Go through the shares of layers that follow each other, and of those of a kind."""
    counts = [layer.parameters or 0 for layer in network.layers]
    for start in range(len(counts)):
        for end in range(start + 1, len(counts) + 1):
            yield Fraction(sum(counts[start:end]), network.total or 1)
    yield from (share(network, kind) for kind in PARTS)
