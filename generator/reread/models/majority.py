"""« Most of the weights are in the convolutions »: against the layers of the networks of the part."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.documents.block import Section
from generator.reread.documents.sentence import Sentence
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.models.part import PARTS, share
from generator.reread.networks.called import Titled
from generator.reread.networks.stated import StatedNetwork
from generator.reread.wording.phrase import NEGATION

CODE = "part-des-poids"
_WEIGHTS = r"(?:poids|param[èe]tres|weights|parameters|params)"
_MOST = (
    r"(?:most|almost\s+all|nearly\s+all|the\s+majority|la\s+plupart|la\s+majorit[ée]|l['’]essentiel|"
    r"(?:presque|quasi(?:ment)?)\s+tou(?:s|t))"
)
_ARE = (
    r"(?:are|is|sit|lie|come|sont|est|se\s+trouve(?:nt)?|vien(?:t|nent)|provien(?:t|nent))\s+(?:[^\W\d]+\s+){0,2}?"
    r"(?:in|from|dans|des?|du|de\s+l)\b"
)
# « Most of the weights are in … », « the layer with the most weights is … »
_SAID = re.compile(
    rf"\b{_MOST}\s+(?:of\s+|des\s+|de\s+|d['’])?(?:(?:the|its|all|these|ces|les|ses|nos|our)\s+)?{_WEIGHTS}\s+"
    rf"(?:(?:of|de|du)\s+[^,.;]{{1,30}}?\s+)?{_ARE}|"
    rf"\b(?P<one>(?:la\s+couche|the\s+layer)\s+(?:qui\s+(?:a|compte|contient)|with|avec|that\s+has)\s+(?:le\s+plus\s+de|the\s+most)"
    rf"\s+{_WEIGHTS}\s+(?:est|is|reste)\b|"
    r"\b(?:la\s+couche\s+la\s+plus\s+lourde|the\s+heaviest\s+layer)\s+(?:est|is)\b)",
    re.I,
)
_END = re.compile(r"[,;:.(]|\b(?:car|because|since|puisque|and\s+not|et\s+non|mais|but|not|pas)\b", re.I)
_OTHER = re.compile(
    r"\b(?:si|if|would|could|aurai\w*|serai\w*|g[ée]n[ée]ral\w*|usually|often|souvent)\b", re.I
)


def majority_findings(sentence: Sentence, section: Section, networks: Sequence[Titled]) -> Iterator[Finding]:
    """Find layers said to have most of the weights, which have less than half of them in any network."""
    text = sentence.text
    said = _SAID.search(text)
    if (
        said is None
        or NEGATION.search(text[: said.end()])
        or _OTHER.search(text)
        or text.rstrip()[-1:] == "?"
    ):
        return
    deep = [x for x in networks if x.network.convolves and x.network.total and x.network.complete]
    own = [x.network for x in deep if x.section is section] or [x.network for x in deep]
    where = _END.split(text[said.end() :], maxsplit=1)[0]
    named = [kind for kind, words in PARTS.items() if words.search(where)]
    if len(named) != 1 or not own:
        return
    shares = [share(network, named[0]) for network in own]
    if max(shares) >= Fraction(1, 2) or (said["one"] and any(_is_first(x, named[0]) for x in own)):
        return
    yield Finding(
        CODE,
        sentence.place(said.start()),
        quoted(text),
        Verdict.FALSE if len({network.total for network in own}) == 1 else Verdict.DOUBT,
        f"Les couches de ce genre ont {rounded(100 * max(shares), '.3g')} % des "
        f"{shown(own[shares.index(max(shares))].total or 0)} poids.",
    )


def _is_first(network: StatedNetwork, kind: str) -> bool:
    """Tell whether a layer of a kind has the most weights of its network."""
    return max(network.layers, key=lambda layer: layer.parameters or 0).type.startswith(kind)
