"""Size of a HOG descriptor, from the settings that the same section gives."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Kind, Line
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import named_values
from generator.reread.features.assigned import apart, named_rows
from generator.reread.features.descriptor import descriptor_size
from generator.reread.features.settings_table import row_sizes
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.stated import StatedNetwork
from generator.reread.networks.statement import OTHERS

CODE = "taille-hog"
# What stands between a setting and its value: « : », « qui vaut », « tested values: ».
_IS = r"(?:\s*[=:(]|\s+(?:de|of|à|is|est|to|qui|vaut|values?|test\w+|valeurs?|size|taille))*\s*\(?\s*"
_CELL = r"(?:pix(?:el)?s?_?(?:p|per)_cell|pix(?:el)?s?\s+(?:per|par)\s+(?:cell|cellule)s?|pixel_p_cell|ppc)"
# Values that are tried one after the other.
_MORE = r"\b(?:\s*(?:and|et|or|ou|/)\s*(\d{1,3})\b(?!\s*[\w%]))?"
ORIENTATIONS = re.compile(
    rf"\b(?:n_?)?orient(?:ations?)?(?:\s+count)?\b{_IS}(\d{{1,3}})(?!\s*(?:px|pixel)){_MORE}|"
    r"\b(\d{1,3})\s+(?:bins?\s+)?(?:d['’]\s*)?(?:different\s+)?orientations?\b",
    re.I,
)
CELL = re.compile(
    rf"\b{_CELL}\b{_IS}(\d{{1,2}})\b{_MORE}|"
    r"\b(?:cellules?|cells?)\s+(?:de|of)\s+(?:size\s+|taille\s+)?\(?(\d{1,2})(?:\s*[x×*,]\s*\d{1,2}|\s*px|\s*pixels?)|"
    r"\b(?:cellules?|cells?)\W{1,3}(\d{1,2})(?:\s*[x×*]\s*\d{1,2})?\s*(?:px|pixels?)\b|"
    r"\b(\d{1,2})(?:\s*[x×]\s*\d{1,2})?[\s-](?:px|pixels?)\s+cells?\b|"
    r"\bcell(?:_?size)?\s*=\s*\(?(\d{1,2})\b|"
    rf"\b(\d{{1,2}})(?:\s*[x×]\s*\d{{1,2}})?\s+{_CELL}\b|\b(\d{{1,2}})\s+pix(?:el)?s?/cell",
    re.I,
)
# Cells of that many pixels, or as many cells: other settings must tell.
SQUARE_CELLS = re.compile(
    r"(?<![\w.,])(\d{1,2})\s*[x×]\s*\1\s+(?:cells?|cellules?)\b(?!\s+(?:per|par|in)\b)", re.I
)
BLOCK = re.compile(
    r"\b(?:cells?|cellules?)[\s_]+(?:per|par)[\s_]+(?:block|bloc)s?\b[^\d\n.;]{0,12}(\d{1,2})|"
    r"\bblo(?:cks?|cs?)\s+(?:of|de)\s+(\d{1,2})\s*[x×]|(?<![\w.,×x*])(?<![x×*]\s)(\d{1,2})\s*[x×]\s*\d{1,2}\s+blo(?:ck|c)s?\b|"
    r"\bblo(?:ck|c)(?:_?size)?\s*=\s*\(?(\d{1,2})\b",
    re.I,
)
_VECTOR = r"(?:vecteur|vector|descript\w+)"
_LENGTH = r"(?:dimension|taille|longueur|length|size)"
EACH = r"each|per|par|chacune?|(?:pour|dans|de|for|in|of)\s+(?:chaque|each|une|a)\b"
# No operand of a product.
_WHOLE = r"(\d{2,5})\b(?!\s*[x×*·∙/+])"
SIZE = re.compile(
    r"\bhog_?\s?size\b\s*(?:=|:|est|is|de|of|vaut)*\s*(\d{2,5})\b(?!\s*[x×*/+])|"
    r"\bhog\s+features?\s*[(:=]\s*[≈~]?\s*(\d{2,5})\b|"
    rf"\b{_LENGTH}\s+(?:du|of the)\s+(?:hog\s+)?{_VECTOR}\s*[:=]\s*{_WHOLE}|"
    r"\b(?:inputs?|entr[ée]e?s)(?:\s+layer)?\s*[:=]\s*[≈~]?\s*(\d{2,5})\b(?!\s*[x×*])|"
    rf"\b(?:vecteur|vector)(?:\s+(?:de|of|size|taille))+\s+{_WHOLE}|"
    r"\b(\d{2,5})\s+(?:hog\s+)?(?:features?|caract[ée]ristiques|descripteurs?|valeurs hog|inputs?|"
    r"entr[ée]es)\b|"
    rf"\b{_VECTOR}\b[^.;\d]{{0,40}}?\b{_LENGTH}\s+(?:de\s+|of\s+|est\s+|is\s+)?{_WHOLE}|"
    rf"\b{_LENGTH}\s+(?:du|of the|de ce|of this)\s+(?:hog\s+)?{_VECTOR}\s+(?:hog\s+)?"
    rf"(?:est|is|vaut|equals|[:=])\s+(?:de\s+)?{_WHOLE}|"
    rf"\b{_VECTOR}\s+(?:de|[àa]|of|with)\s+(\d{{2,5}})\s+(?:[ée]l[ée]m\w*|val\w*|comp\w*)\b|"
    rf"(?<![\w.,’'=×x*])(?<![=×x*]\s)(\d{{3,5}})\s+(?:valeurs|values)\b(?!\s+(?:{EACH}))|"
    rf"\b(?:{_VECTOR}|hog)\b[^.;=]{{0,60}}\d\s*[x×*·]\s*\d{{1,2}}\s*=\s*{_WHOLE}",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s")
# A setting that is told by its change is not known.
UNTOLD = re.compile(r"\b(?:doubl\w+|halv\w+|moiti[ée]|tripl\w+|respectivement|respectively)\b", re.I)
# Blocks that are one trial among others.
TRIED = re.compile(r"\b(?:essay\w+|tri(?:ed|al)|tr(?:y|ies)|tent\w+|finally|enfin|also|aussi)\b", re.I)
SETTINGS = re.compile(rf"hog|orientation|cell|features?\b|{_VECTOR}", re.I)
VALUES = re.compile(r"^\d+\s+val", re.I)
TALKS_OF_HOG = re.compile(r"(?<![a-z])hog(?![a-z])|hog_size|histogram|orientation", re.I)
CONVOLUTIONS = re.compile(r"(?<![a-z])cnns?(?![a-z])|conv|pooling|flatten|aplati", re.I)


def hog_findings(
    outline: Outline, rank: int, networks: Sequence[StatedNetwork], side: int, cases: str
) -> Iterator[Finding]:
    """Find sizes of a descriptor that none of its settings gives.

    Parameters
    ----------
    outline : Outline
    rank : int
        Of the section where sizes are looked for.
    networks : sequence of StatedNetwork
        Those of the same section.
    side : int
        Height and width of what is described, in pixels, unless it is said to have others.
    cases : str
        What is described, as a regular expression without groups.
    """
    lines = _lines(outline, range(rank, rank + 1))
    text = "\n".join(line.text for line in lines)
    own = outline.sections[rank].title
    if not TALKS_OF_HOG.search(f"{outline.title(rank)}\n{text}") or CONVOLUTIONS.search(own):
        return
    heading = outline.sections[rank].heading
    titled = [*(heading.lines if heading else ()), *lines]
    sides = settings_of(_side(cases), titled)
    if len(sides) > 1:
        return
    side = next(iter(sides), side)
    right = right_sizes(titled, side) or right_sizes(_around(outline, rank, side), side)
    if not right or 0 in right:
        return
    tried = any(settings_of(BLOCK, [each]) and TRIED.search(each.text) for each in lines)
    told = {size for block in outline.sections[rank].of(Kind.TABLE) for _, _, size in row_sizes(block, side)}
    for line in lines:
        about = SETTINGS.search(line.text)
        if not about and CONVOLUTIONS.search(text):
            continue
        for sentence in _SENTENCE.split(plain(line.text)):
            sizes = _of_sentence(Line(sentence, line.place), titled, side) or right
            said = [(int(next(filter(None, found.groups()))), found) for found in SIZE.finditer(sentence)]
            # What is not described may stand beside.
            beside = {side * side} if any(size in sizes for size, _ in said) else set[int]()
            if tried and not settings_of(BLOCK, [Line(sentence, line.place)]):
                beside |= {descriptor_size(side, bins, cell, 1) for bins, cell, _ in sizes.values()}
            for size, found in said:
                if VALUES.search(found[0]) and not SETTINGS.search(sentence):
                    continue
                if size not in {*sizes, *told, *beside} and (size != side * side or about):
                    told.add(size)
                    yield _finding(Line(sentence, line.place), size, sizes, side)
    for network in networks:
        inputs = _inputs(network)
        if inputs is not None and inputs not in {*right, *told} and inputs != side * side:
            yield _finding(Line(network.layers[0].label, network.layers[0].place), inputs, right, side)
            return


@cache
def _side(cases: str) -> re.Pattern[str]:
    """Return what reads the height and width of what is described."""
    return re.compile(
        rf"\b(?:{cases})\b(?:(?!cell)[^.;:=\n]){{0,30}}?(?<![\w.,])(\d{{2,3}})\s*[x×*]\s*\1(?!\d|\s*[x×*])"
        rf"|(?<![\w.,])(\d{{2,3}})\s*[x×*]\s*\2\s*(?:px\s+|pixels?\s+)?(?:{cases})\b",
        re.I,
    )


def _lines(outline: Outline, ranks: range) -> list[Line]:
    found: list[Line] = []
    for block in (block for rank in ranks for block in outline.sections[rank].blocks):
        # A table of settings says each beside its name.
        named = (
            {each.lines[0].place: each for each in named_values(block)} if block.kind is Kind.TABLE else {}
        )
        lines = [*named_rows(block.lines)] if block.kind is Kind.CODE else block.lines
        found += (apart(named[x.place].lines[0] if x.place in named else x) for x in lines)
    return found


def _around(outline: Outline, rank: int, side: int) -> list[Line]:
    """Return the lines of the nearest part about the descriptor of one model, none if there is none."""
    for scope in outline.scopes(rank):
        if outline.holds_models(scope):
            break
        lines = _lines(outline, scope) if len(scope) > 1 else []
        # Another aspect of one model may hold its settings.
        aspect = outline.is_of_one_thing(scope) and right_sizes(lines, side)
        if lines and (aspect or TALKS_OF_HOG.search(outline.sections[scope.start].title)):
            return lines
    return []


def _of_sentence(sentence: Line, lines: Sequence[Line], side: int) -> dict[int, tuple[int, int, int]]:
    """Return the sizes for the cells that a sentence gives, none where it gives none."""
    told = settings_of(CELL, [sentence])
    if not told and OTHERS.search(sentence.text):  # « we tried 4 × 4 cells »: of so many pixels, or so many
        told = {cell for n in settings_of(SQUARE_CELLS, [sentence]) if n for cell in (n, side // n)}
    cells = {cell for cell in told if 0 < cell <= side}
    settings = [
        settings_of(pattern, [sentence]) or settings_of(pattern, lines) or default
        for pattern, default in ((ORIENTATIONS, set[int]()), (BLOCK, {1}))
    ]
    every = product(sorted(settings[0]), sorted(cells), sorted(settings[1]))
    return {descriptor_size(side, *setting): setting for setting in every}


def right_sizes(lines: Sequence[Line], side: int) -> dict[int, tuple[int, int, int]]:
    """Return the size that each of the settings of some lines gives: orientations, cell and block."""
    if UNTOLD.search("\n".join(line.text for line in lines)):
        return {}
    # What would be is beside what is.
    found = _sizes([*_told(lines)], side)
    return found and found | _sizes(lines, side)


def _told(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        kept = (each for each in _SENTENCE.split(line.text) if not OTHERS.search(each))
        yield Line(" ".join(kept), line.place)


def _sizes(lines: Sequence[Line], side: int) -> dict[int, tuple[int, int, int]]:
    told = settings_of(CELL, lines)
    # « 4 × 4 cells » of 7 pixels are so many.
    squares = settings_of(SQUARE_CELLS, lines) - {side // cell for cell in told if cell}
    cells = {cell for cell in (told | squares if told else ()) if 0 < cell <= side}
    settings = product(
        sorted(settings_of(ORIENTATIONS, lines)), sorted(cells), settings_of(BLOCK, lines) or {1}
    )
    return {descriptor_size(side, *setting): setting for setting in settings}


def settings_of(pattern: re.Pattern[str], lines: Sequence[Line]) -> set[int]:
    """Return the values that some lines give to a setting."""
    return {
        int(group)
        for line in lines
        for found in pattern.finditer(plain(line.text.replace("_", "\u2017")).replace("\u2017", "_"))
        for group in found.groups()
        if group
    }


def _inputs(network: StatedNetwork) -> int | None:
    """Return how many values the first dense layer reads, from its weights when nothing else tells."""
    first = network.layers[0]
    if first.type != "Dense" or not first.output_shape or not first.parameters:
        return None
    return first.parameters // first.output_shape[-1] - 1


def _finding(line: Line, size: int, right: dict[int, tuple[int, int, int]], side: int) -> Finding:
    counts, settings = [], []
    for count, (orientations, cell, block) in right.items():
        cells = f"({side} // {cell})" if block == 1 else f"({side} // {cell} − {block} + 1)"
        blocks = "" if block == 1 else f" × {block}²"
        counts.append(f"{cells}²{blocks} × {orientations} = {shown(count)}")
        grouped = "" if block == 1 else f", en blocs de {block} × {block}"
        settings.append(f"{orientations} orientations et des cellules de {cell} × {cell} pixels{grouped}")
    return Finding(
        CODE,
        line.place,
        quoted(plain(line.text)),
        Verdict.FALSE,
        f"Avec {', ou '.join(settings)}, le descripteur HOG a {' ou '.join(map(shown, right))} valeurs, "
        f"et non {shown(size)}.",
        " ; ".join(counts),
        shown(next(iter(right))) if len(right) == 1 else "",
        wrong=shown(size),
    )
