"""Sizes that sentences give to the layers of a network: neurons, filters, sides of a kernel, dropout."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import Sentence, sentences


class Size(Enum):
    """What is sized, as a finding names it: its code and its words."""

    NEURONS = ("neurones", "neurones")
    FILTERS = ("filtres", "filtres")
    KERNEL = ("noyau", "pixels de côté pour un filtre")
    DROPOUT = ("dropout", "de dropout")


@dataclass(frozen=True)
class Sized:
    """A size that a sentence gives."""

    size: Size
    number: Fraction
    text: str
    place: Place


_NEURON = r"(?:neurones?|neurons?|units|unités)"
_FILTER = r"(?:filtres?|filters?)"
_KERNEL = r"(?:filtres?|filters?|kernels?|noyaux?)"
_NUMBER = r"(?<![\w.,'’×x*/-])(\d{1,5})"
# The same number twice, and nothing more to count with: « 9 filtres : 9*9+9 » counts weights.
_SQUARE = r"\(?\s*(\d{1,2})\s*(?:[x×*]|,\s)\s*\1(?!\d|\s*[x×*,+]\s*\d)"
_PATTERNS = (
    (Size.NEURONS, rf"{_NUMBER}[\s-]*(?:hidden\s|dense\s)?{_NEURON}\b"),
    (Size.NEURONS, rf"{_NUMBER}\s*(?:et|and|puis|then|,)\s*\d{{1,5}}\s+{_NEURON}\b"),
    (Size.NEURONS, rf"\b{_NEURON}(?:\s\w+){{0,4}}\s*[:=]\s*(\d{{1,5}})\b(?![.,x×*]\d)"),
    (Size.FILTERS, rf"{_NUMBER}\s+{_FILTER}\b"),
    (Size.FILTERS, rf"\b{_FILTER}\s*[:=]\s*(\d{{1,5}})\b(?!\s*[x×*,.])"),
    (Size.KERNEL, rf"\b{_KERNEL}(?:\s(?:size|de|of|taille|sizes?|carrés?)){{0,3}}\s*[:=]?\s*{_SQUARE}"),
    (Size.KERNEL, r"(?<![\w.,×*])(\d{1,2})\s?[x×]\s?\d{1,2}\s+(?:kernels?|filters?|filtres?|noyaux?)\b"),
    (
        Size.DROPOUT,
        r"\bdropout(?:\s(?:de|of|rate|layer|taux|à|with|at)){0,3}\s*[:=(]?\s*(0?[.,]\d{1,20}|\d{1,2}\s?%)",
    ),
)
_COMPILED = tuple((size, re.compile(pattern, re.I)) for size, pattern in _PATTERNS)
# From one number to another: the second one is that of the network.
_CHANGE = re.compile(
    rf"\b(?:de|from)\s+(?P<old>\d{{1,5}})(?:\s+{_NEURON}|\s+{_FILTER})?(?:\s\w+){{0,4}}?\s+(?:à|to)\s+"
    r"(?P<new>\d{1,5})\b",
    re.I,
)
_NAMED = {
    Size.NEURONS: re.compile(rf"\b{_NEURON}\b", re.I),
    Size.FILTERS: re.compile(rf"\b{_FILTER}\b", re.I),
}
# A sentence that may be about another network than that of its part.
ELSEWHERE = re.compile(
    r"\b(?:tr(?:y|ied|ies|ying)|tests?|test(?:ed|é\w*|ons|ing)|essa\w+|instead|au lieu|plutôt|rather|"
    r"pr[ée]c[ée]\w+|previous\w*|initial\w*|origin\w*|d[ée]part|avant|before|earlier|would|could|might|may|can|"
    r"peut|pourr\w+|aur(?:ai|on)\w*|serai\w*|devr\w+|should|if|si|e\.g|exemples?|ex[ae]mples?|imagin\w+|"
    r"suppos\w+|compar\w+|contre|against|than|que|vs|autres?|other|others|another|vari\w+|diff[ée]ren\w+|"
    r"increas\w+|augment\w+|r[ée]du\w+|diminu\w+|decreas\w+|low\w+|pass(?:ant|é\w*|ed)|was|were|[ée]tai\w+|avai\w+|"
    r"avions|next|suivante?s?|ensuite|later|plus\s+(?:de|grand\w*|petit\w*|que)|moins|more|less|over|"
    r"under|jusqu\w+|up to|between|entre|"
    r"shallow|base|default|défaut|notebook|every|par|per|only|extra|ajout\w+|add\w*)\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:next|suivante?s?|ensuite|later|then|would|could|aurai\w*|pourrai\w*|essa\w+|tr(?:y|ied))\b", re.I
)
LONGEST = 600


def sizes(section: Section) -> Iterator[Sized]:
    """Go through the sizes that the sentences of a section give to its own network."""
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            for sentence in sentences(passage):
                if len(sentence.text) <= LONGEST and not sentence.text.rstrip().endswith("?"):
                    yield from _sizes(sentence)


def _sizes(sentence: Sentence) -> Iterator[Sized]:
    changes = [*_CHANGE.finditer(sentence.text)]
    if changes:
        if not _AHEAD.search(sentence.text):
            yield from _changed(sentence, changes)
        return
    if ELSEWHERE.search(sentence.text):
        return
    for size, pattern in _COMPILED:
        for found in pattern.finditer(sentence.text):
            yield Sized(size, _value(found[1]), sentence.text, sentence.place(found.start(1)))


def _changed(sentence: Sentence, changes: Sequence[re.Match[str]]) -> Iterator[Sized]:
    """Go through what changes to which number: the words that name it stand before, or within."""
    before = 0
    for change in changes:
        said = sentence.text[before : change.end()]
        named = [size for size, pattern in _NAMED.items() if pattern.search(said)]
        if len(named) == 1:
            yield Sized(named[0], Fraction(change["new"]), sentence.text, sentence.place(change.start("new")))
        before = change.end()


def _value(written: str) -> Fraction:
    number = Fraction(written.rstrip(" %").replace(",", "."))
    return number / 100 if "%" in written else number
