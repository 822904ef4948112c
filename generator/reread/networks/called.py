"""What reports call their networks, and the number of weights that each has or is said to have."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.passage import cells
from generator.reread.documents.place import Place
from generator.reread.networks.large import LEAST_TOTAL, SIZED
from generator.reread.networks.stated import StatedNetwork
from generator.reread.networks.statement import TOTAL, WEIGHTS

# What networks are called, by the same name whatever the word.
NAMES = (
    ("raw", re.compile(r"\b(?:raw|brute?s?|pixels?)\b", re.I)),
    ("hog", re.compile(r"\b(?:hog|histogram\w*|histogrammes?)\b", re.I)),
    (
        "deep",
        re.compile(
            r"\b(?:CNNs?|convnets?|convolut\w+|r[ée]seaux? profonds?|deep\w*|mod[èe]les? profonds?)\b", re.I
        ),
    ),
    ("flat", re.compile(r"\b(?:MLPs?|shallow|perceptrons?|peu profonds?|superficiels?|denses?)\b", re.I)),
)
LETTERED = re.compile(
    r"\b(?:mod[èe]le?|r[ée]seau|network|net|mlp|cnn|hog|experiment|exp[ée]rience|essai|topologie)\s+"
    r"(?:n[°o]\s*)?((?-i:[A-H])|[1-9])\b",
    re.I,
)
# « Les couches denses » are no network.
LAYER = re.compile(r"\b(?:couches?|layers?|filtres?|filters?|maps?|cartes?)\b", re.I)
NETWORK = re.compile(r"\b(?:CNNs?|MLPs?|perceptrons?|r[ée]seaux?|networks?|mod[èe]le?s?)\b", re.I)
ORDINALS = (
    (re.compile(r"^(?:premi[èe]re?|first)$"), "1"),
    (re.compile(r"^(?:deuxi[èe]me|seconde?)$"), "2"),
    (re.compile(r"^(?:troisi[èe]me|third)$"), "3"),
)
# What any title may hold, or any sentence.
COMMON = re.compile(
    r"mod[èe]le?s?|r[ée]seaux?|networks?|partie?s?|sections?|rapport|report|poids|weights?|param\w*|"
    r"dans|avec|with|from|pour|for|the|les?|des|une?|this|that|cette|has|have|plus|more|than|que|donc|therefore|"
    r"cnns?|mlps?|convolut\w+|deep\w*|shallow|perceptrons?|denses?|profonds?|and|sur|our|notre|aux?|its?"
)


LEAD = re.compile(r"^[\s>*_]*(?:\*\*|__|[*_])?[^\W\d][^\n:]{0,60}(?:[.:]\s*[*_]|[*_]{1,2}\s*[.:]|:\s*$)")
_WHOLE = rf"((?<![\w.,]){NUMBER})(?![^\W\d]|\s*[x×*·+/])(?!\s*{SIZED})"
TOTALS = (
    re.compile(rf"\b(?:total|en tout|altogether)\b\W{{0,4}}(?:(?:of|de|est|is)\W{{1,3}})?{_WHOLE}", re.I),
    re.compile(
        rf"{_WHOLE}\s+(?:poids|weights|param[èe]tres|parameters)?\s*(?:in total|en tout|au total)", re.I
    ),
    re.compile(rf"{_WHOLE}\s+(?:poids|weights|param[èe]tres|parameters)\b", re.I),
)
# What counts a layer, or compares two networks, gives the weights of neither.
APART = re.compile(
    r"\b(?:couches?|layers?|conv|dense|sortie|output|hidden|fois|times|que|than|contre|rapport|half|moiti[ée])\b|"
    r"\bconv\w*\s?\d|%|\d\s*[x×*·]\s*\d",
    re.I,
)
BESIDE = re.compile(
    rf"\(\s*({NUMBER})\s*(?:poids|weights|param\w+)?\s*\)|((?<![\w.,]){NUMBER})(?!\s*{SIZED})\s+"
    r"(?:poids|weights|param\w+|d[ue]s?\b|of\b)",
    re.I,
)
# What would be is of no network of the report.
SUPPOSED = re.compile(r"\b(?:si|if|would|aurait|pourrait|could)\b", re.I)
_CLAUSE = re.compile(r"[,;:.]\s|\b(?:while|whereas|tandis que|alors que|contre|against)\b", re.I)
MOST = 200


@dataclass(frozen=True)
class Titled:
    """A network, and the title of its section, empty before the first one."""

    network: StatedNetwork
    section: Section


@dataclass(frozen=True)
class Called:
    """A number of weights, what its network is called, and the section and the place that give it.

    Attributes
    ----------
    stated : bool
        Whether a sentence gives it, rather than the network itself.
    """

    total: int
    names: frozenset[str]
    section: Section
    place: Place
    stated: bool = True


def names(text: str) -> frozenset[str]:
    """Return the names of networks that a text has."""
    found = {name for name, pattern in NAMES if pattern.search(text)}
    if {"deep", "flat"} <= found or (LAYER.search(text) and not NETWORK.search(text)):
        found -= {"deep", "flat"}
    return frozenset(found | {each[1] for each in LETTERED.finditer(text)})


def called(sections: Sequence[Section], networks: Sequence[Titled]) -> Iterator[Called]:
    """Go through the numbers of weights of networks: those that are stated, then those that are said."""
    for titled in networks:
        deep = titled.network.convolves
        said = names(titled.section.title) - {"deep", "flat"} | {"deep" if deep else "flat"}
        others = [each.section.title for each in networks if each.section is not titled.section]
        own = words(titled.section.title).difference(*map(words, others))
        if titled.network.total:
            yield Called(
                titled.network.total,
                frozenset(said | own),
                titled.section,
                titled.network.place,
                stated=False,
            )
    for section in sections:
        title = names(section.title)
        for block in section.blocks:
            if block.kind is Kind.TABLE:
                yield from _of_rows(block, section)
                yield from _of_last_row(block, title, section)
            elif block.kind is not Kind.CODE:
                yield from _of_lines(block, title, section)


def meant(text: str, known: Sequence[Called], section: Section) -> set[int]:
    """Return the numbers of weights that some words give, or else those of the networks that they name."""
    given = {count for each in BESIDE.finditer(text) if (count := _count(each[1] or each[2]))}
    if given:
        return given if len(given) == 1 else set()
    every = frozenset[str]().union(*(each.names for each in known))
    kinds, own = names(text), words(text) & every
    found = [each for each in known if kinds | own and kinds <= each.names and own <= each.names]
    if not found and kinds:
        found = [each for each in known if kinds <= each.names]
    beside = [each for each in found if each.section is section and not each.stated]
    stated = [each for each in found if not each.stated]
    return {each.total for each in beside or stated or found}


def words(text: str) -> set[str]:
    """Return the words that tell one thing from another; ordinals as numbers."""
    found: set[str] = set()
    for word in re.findall(r"[^\W_]+(?![^\W_]|['’])", text):
        lower = word.lower()
        ordinal = next((number for pattern, number in ORDINALS if pattern.match(lower)), None)
        if ordinal or len(word) > 2 or word in "BCDEFGH123456789":
            found |= {ordinal or lower} if not COMMON.fullmatch(lower) else set()
    return found


def _of_lines(block: Block, title: frozenset[str], section: Section) -> Iterator[Called]:
    lead = title
    for line in block.lines:
        begins = LEAD.match(line.text)
        if begins and not title and names(begins[0]):
            lead = names(begins[0])
        text = plain(line.text)
        for rank, pattern in enumerate(TOTALS if not SUPPOSED.search(text) else ()):
            found = [(each, count) for each in pattern.finditer(text) if (count := _count(each[1]))]
            if len({count for _, count in found}) == 1 and (rank < 2 or not _is_apart(text, found[0][0])):
                each, count = found[0]
                own = names(text[: each.start()]) or lead
                if own:
                    yield Called(count, own, section, line.place)
                break


def _is_apart(text: str, found: re.Match[str]) -> bool:
    """Tell whether the clause of a number counts a layer, or compares two networks."""
    cuts = [0, *(cut.end() for cut in _CLAUSE.finditer(text)), len(text)]
    start = max(cut for cut in cuts if cut <= found.start())
    stop = min(cut for cut in cuts if cut >= found.end())
    return APART.search(text[start:stop]) is not None


def _of_rows(block: Block, section: Section) -> Iterator[Called]:
    """Go through the counts of a table that has a network on each row."""
    heads = [plain(cell) for cell in cells(block.lines[0].text)]
    columns = [rank for rank, head in enumerate(heads) if WEIGHTS.search(head)]
    if len(columns) != 1 or len(heads) < 2 or LAYER.search(heads[1]):
        return
    for line in block.lines[1:MOST]:
        row = [plain(cell).strip(" \x1e*_`") for cell in cells(line.text)]
        count = _count(row[columns[0]]) if len(row) == len(heads) else None
        if count and names(row[1]):
            yield Called(count, names(row[1]), section, line.place)


def _of_last_row(block: Block, title: frozenset[str], section: Section) -> Iterator[Called]:
    """Go through the total under the counts of the layers of a network."""
    line = block.lines[-1]
    row = [plain(cell).strip(" \x1e*_`") for cell in cells(line.text)]
    counts = [count for cell in row if (count := _count(cell))]
    if title and TOTAL.search(line.text) and len(counts) == 1:
        yield Called(counts[0], title, section, line.place)


def _count(text: str) -> int | None:
    """Return a whole number that may count the weights of a network."""
    found = whole(text) if re.fullmatch(NUMBER, text) else None
    return found if found and found >= LEAST_TOTAL else None
