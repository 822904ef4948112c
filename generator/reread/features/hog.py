"""Size of a HOG descriptor, from the settings that the same section gives."""

import re
from collections.abc import Iterator, Sequence

from generator.formulas.hog import HogSettings, descriptor_size
from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Kind, Line, Section
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.stated import StatedNetwork

CODE = "taille-hog"
ORIENTATIONS = re.compile(
    r"\b(?:n_?)?orientations?(?:\s+count)?\b(?:\s+(?:de|of|à|is|est))?\s*[=:]?\s*(\d{1,3})\b(?!\s*(?:px|pixel))|"
    r"\b(\d{1,3})\s+(?:bins?\s+d['’]\s*)?orientations?\b",
    re.I,
)
CELL = re.compile(
    r"\b(?:pix(?:el)?s?_(?:p|per)_cell|pix(?:el)?s?\s+(?:per|par)\s+(?:cell|cellule)s?|pix_p_cell)\b"
    r"(?:\s+(?:de|of|à|is|est))?\s*[=:]?\s*\(?\s*(\d{1,2})\b|"
    r"\b(?:cellules?|cells?)\s+(?:de|of)\s+(?:size\s+|taille\s+)?(\d{1,2})\s*[x×*]\s*\d{1,2}|"
    r"\b(\d{1,2})\s+pix(?:el)?s?\s+(?:per|par)\s+cell",
    re.I,
)
SIZE = re.compile(
    r"\bhog_?\s?size\b\s*(?:=|:|est|is|de|of|vaut)*\s*(\d{2,5})\b|"
    r"\b(\d{2,5})\s+(?:hog\s+)?(?:features?|caract[ée]ristiques|descripteurs?|valeurs hog|inputs?|"
    r"entr[ée]es)\b",
    re.I,
)
COMPARES = re.compile(r"\b(?:puis|ensuite|then|instead|au lieu|respectivement|respectively|vs)\b", re.I)
SETTINGS = re.compile(r"hog|orientation|cell", re.I)
TALKS_OF_HOG = re.compile(r"(?<![a-z])hog(?![a-z])|hog_size|histogram", re.I)


def hog_findings(
    section: Section, networks: Sequence[StatedNetwork], side: int, title: str
) -> Iterator[Finding]:
    """Find sizes of a descriptor that its settings do not give.

    Parameters
    ----------
    section : Section
    networks : sequence of StatedNetwork
        Those of the same section.
    side : int
        Height and width of what is described, in pixels.
    title : str
        Headings above the section.
    """
    lines = [line for block in section.blocks if block.kind is not Kind.HEADING for line in block.lines]
    text = "\n".join(line.text for line in lines)
    if not TALKS_OF_HOG.search(f"{title}\n{text}") or COMPARES.search(text):
        return
    bins, cells = _numbers(ORIENTATIONS, lines), _numbers(CELL, lines)
    if len(bins) != 1 or len(cells) != 1:
        return
    (orientations,), (cell,) = bins, cells
    if not 0 < cell <= side or not orientations:
        return
    right = int(descriptor_size(HogSettings((side, side), (cell, cell), orientations)).value)
    count = f"({side} // {cell})² × {orientations} = {shown(right)}"
    for line in lines:
        for found in SIZE.finditer(plain(line.text)):
            size = int(found[1] or found[2])
            raw = size == side * side and not SETTINGS.search(line.text)
            if size != right and not raw:
                yield _finding(line, size, right, orientations, cell, count)
                return
    for network in networks:
        inputs = _inputs(network)
        if inputs is not None and inputs not in (right, side * side):
            line = Line(network.layers[0].label, network.layers[0].place)
            yield _finding(line, inputs, right, orientations, cell, count)
            return


def _numbers(pattern: re.Pattern[str], lines: Sequence[Line]) -> set[int]:
    return {
        int(next(group for group in found.groups() if group))
        for line in lines
        for found in pattern.finditer(plain(line.text.replace("_", "\u2017")).replace("\u2017", "_"))
    }


def _inputs(network: StatedNetwork) -> int | None:
    """Return how many values the first dense layer reads, from its weights when nothing else tells."""
    first = network.layers[0]
    if first.type != "Dense" or not first.output_shape or not first.parameters:
        return None
    return first.parameters // first.output_shape[-1] - 1


def _finding(line: Line, size: int, right: int, orientations: int, cell: int, count: str) -> Finding:
    return Finding(
        CODE,
        line.place,
        quoted(plain(line.text)),
        Verdict.FALSE,
        f"Avec {orientations} orientations et des cellules de {cell} × {cell} pixels, le descripteur HOG a "
        f"{shown(right)} valeurs, et non {shown(size)}.",
        count,
        shown(right),
    )
