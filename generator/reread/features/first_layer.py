"""Find a first dense layer counted with other inputs than the descriptor of its part has values."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Kind, Line
from generator.reread.documents.outline import Outline
from generator.reread.features.hog import CONVOLUTIONS, SIZE, TALKS_OF_HOG, UNTOLD, right_sizes
from generator.reread.finding import Finding, Verdict, shown
from generator.reread.networks.grounds import quote
from generator.reread.networks.known import dense_inputs
from generator.reread.networks.stated import StatedNetwork
from generator.reread.networks.statement import Computed, Statements

CODE = "entrees-du-reseau"
# What a network without the descriptor is told by.
OTHER = re.compile(
    r"\b(?:raw|an?other|autres?|brute?s?|au lieu|instead|contre|versus|vs|compar\w*|against|contrairement|"
    r"unlike|alors que|whereas|sans|without|pr[ée]c[ée]den\w*|previous\w*)\b",
    re.I,
)
FIRST = re.compile(r"hidden|cach[ée]|premi[èe]r|first|neuron|entr[ée]e|input", re.I)
FEWEST = 16


def first_layer_findings(
    outline: Outline, rank: int, said: Statements, side: int, networks: Iterable[StatedNetwork] = ()
) -> Iterator[Finding]:
    """Find first layers that do not read what describes their input.

    Parameters
    ----------
    outline : Outline
    rank : int
        Of a section.
    said : Statements
        Of that section.
    side : int
        Height and width of what is described, in pixels.
    networks : iterable of StatedNetwork
        Those that code builds: descriptors that are read there are those of the report too.
    """
    read = {dense_inputs(network) for network in networks} - {side * side}
    part = _part(outline, rank)
    sizes = _sizes(part, side)
    for place, computed in enumerate(said.computed):
        layer = _layer(computed)
        if not layer:
            continue
        own = part or [
            Line(text, line.place)
            for text, line in zip(computed.passage.texts, computed.passage.lines, strict=True)
        ]
        text = "\n".join(line.text for line in own)
        if not TALKS_OF_HOG.search(text) and not part:
            continue
        if UNTOLD.search(text) or CONVOLUTIONS.search(computed.line if part else text):
            continue
        if not part:
            sizes = _sizes(own, side)
        inputs, units = layer
        if not sizes or 0 in sizes or inputs in sizes | read:
            continue
        if OTHER.search(computed.label + computed.line) or not _is_first(said.computed, place, inputs, units):
            continue
        if not _is_explained(inputs, own, side):
            yield _finding(computed, inputs, units, sizes, side)


def _part(outline: Outline, rank: int) -> list[Line]:
    """Return the lines of the widest part about the descriptor that a section is an aspect of."""
    found: list[Line] = []
    for scope in outline.own_scopes(rank):
        title = outline.sections[scope.start].title
        if TALKS_OF_HOG.search(title) and not OTHER.search(title) and not CONVOLUTIONS.search(title):
            blocks = (block for each in scope for block in outline.sections[each].blocks)
            found = [line for block in blocks if block.kind is not Kind.CODE for line in block.lines]
    return found


def _sizes(lines: Sequence[Line], side: int) -> set[int]:
    """Return how many values settings give, or else those that are said."""
    return {*right_sizes(lines, side)} or {*_stated(lines)}


def _stated(lines: Sequence[Line]) -> Iterator[int]:
    for line in lines:
        for found in SIZE.finditer(plain(line.text)):
            yield int(next(group for group in found.groups() if group))


def _layer(computed: Computed) -> tuple[int, int] | None:
    """Return the inputs and the neurons of a dense layer that is counted."""
    form = computed.form
    if form is None or len(form.factors) != 2:
        return None
    inputs, units = (form.inputs, form.units) if form.biased else form.factors
    return (inputs, units) if inputs >= FEWEST and (form.biased or computed.weights) else None


def _is_first(counted: Sequence[Computed], place: int, inputs: int, units: int) -> bool:
    """Tell whether no other layer comes before, and words or the next layer tell that this is one."""
    layers = [_layer(each) for each in counted]
    if any(each and each[1] == inputs for each in layers[:place]):
        return False
    follows = next((each for each in layers[place + 1 :] if each), None)
    return (follows is not None and follows[0] == units) or bool(
        FIRST.search(counted[place].label + counted[place].line)
    )


def _is_explained(inputs: int, lines: Sequence[Line], side: int) -> bool:
    """Tell whether a part speaks of that many inputs elsewhere than in operations."""
    number = rf"(?<![\w.,’']){inputs}(?![\w’']|[.,]\d)"
    operated = r"\s*\)?\s*[x×*·∙+]"
    said = (
        rf"{number}\s+(?:inputs?|entr[ée]es?|features?|attributs?|valeurs)|{number}\s*(?:→|[-–=]+>|-\s*\d)"
        if inputs == side * side
        else rf"{number}(?!{operated})"
    )
    return any(re.search(said, plain(line.text)) for line in lines)


def _finding(computed: Computed, inputs: int, units: int, sizes: set[int], side: int) -> Finding:
    right = min(sizes)
    alone = len(sizes) == 1
    return Finding(
        CODE,
        computed.place,
        quote(computed),
        # Other inputs than those without a descriptor may be those of settings that are told elsewhere.
        Verdict.FALSE if inputs == side * side else Verdict.DOUBT,
        f"Le descripteur de cette partie a {' ou '.join(map(shown, sorted(sizes)))} valeurs, et cette "
        f"première couche est comptée avec {shown(inputs)} entrées.",
        f"{shown(right)} × {units} + {units} = {shown(right * units + units)}" if alone else "",
        shown(right * units + units) if alone else "",
        wrong=shown(inputs),
    )
