"""How many weights sentences, and what programs print, say that a model has which no table weighs."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.labelled import LEVEL
from generator.reread.documents.outline import Outline
from generator.reread.networks.large import LEAST_TOTAL

_W = r"(?:poids|param[èe]tres|params|weights|parameters)"
_HAS = r"(?:a|ont|has|have|compte|totalise|poss[èe]de|contient|contains|needs|uses)"
# Neither of one layer, nor a difference.
_WHOLE = (
    r"(?![^.;]{0,40}\b(?:couches?|layers?|cach\w+|hidden|sortie|output|dense\w*|conv\w*|flatten|"
    r"moins|plus|fewer|more|less)\b)"
)
# « total : 416 + 650 = 1 066 »
_TOTAL = re.compile(rf"^\W*(?:total|somme|sum)\b[^=:]{{0,20}}[:=]?(?:[^=:]*=)?\s*({NUMBER})\W*$", re.I)


def said_weights(label: str, outline: Outline) -> int | None:
    """Return the only number of weights that a report gives a model, None for none or for several."""
    found = {count for section in outline.sections for count in _counts(label, section)}
    return found.pop() if len(found) == 1 else None


def _counts(label: str, section: Section) -> Iterator[int]:
    name = rf"(?<![\w-]){re.escape(label)}(?![\w-])"
    printed = re.compile(rf"^\s*{name}.*\b(?:total|params)\W{{1,4}}({NUMBER})(?:\s|$)", re.I)
    patterns = (
        # « K1 : 240 + 10 416 + 810 = 11 466 »
        re.compile(
            rf"(?:^|[.;]\s)\W*{name}\W{{0,3}}[:=]\s*[\d\s'’.,+*×x·()=]*=\s*({NUMBER})(?=\s*(?:{_W})?\s*(?:[.;](?!\d)|$))"
        ),
        re.compile(rf"{name}\s+{_HAS}\s+(?:donc\s+|en tout\s+|exactly\s+)?({NUMBER})\s+{_W}\b{_WHOLE}"),
    )
    own = section.heading is not None and section.heading.level == LEVEL
    # The first label of a part is what it is about.
    about = own and re.match(rf"\W*\w+\s+{re.escape(label)}(?:,|$)", section.title) is not None
    for block in section.of(Kind.PROSE, Kind.OUTPUT):
        for line in block.lines:
            text = plain(line.text).replace("\x1e", " ")
            if block.kind is Kind.OUTPUT:
                told = [printed.search(text)]
            else:
                told = [found for pattern in patterns for found in pattern.finditer(text)]
                told.append(_TOTAL.match(text) if about else None)
            counts = (whole(each[1]) for each in told if each)
            yield from (count for count in counts if count and count >= LEAST_TOTAL)
