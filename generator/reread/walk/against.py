"""What words say of layers, against the network that a part states: neurons, filters, windows, values."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import prod

from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.passage import passage, passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.networks.grounds import accepted
from generator.reread.networks.stated import StatedNetwork
from generator.reread.networks.statement import OTHERS, Computed
from generator.reread.networks.summary import HEAD
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.layer import LayerKind, Mention
from generator.reread.walk.mention import mentions
from generator.reread.walk.trait import COUNTED, COUNTS, OUTS, SIDES, STRIDES, UNITS, Trait, known_numbers

# A sentence that may be about another network than that of its part.
ELSEWHERE = re.compile(
    r"\b(?:tr(?:y|ied|ies|ying)|tests?|test(?:ed|é\w*|ons|ing)|essa\w+|instead|au lieu|plutôt|rather|"
    r"pr[ée]c[ée]\w+|previous\w*|initial\w*|origin\w*|d[ée]part|avant|before|earlier|would|could|might|may|can|"
    r"peut|pourr\w+|aur(?:ai|on)\w*|serai\w*|devr\w+|\w+[eiud]rai(?:t|ent)|should|if|si|e\.g|exemples?|ex[ae]mples?|imagin\w+|"
    r"suppos\w+|compar\w+|contre|against|than|que|vs|autres?|other|others|another|vari\w+|diff[ée]ren\w+|"
    r"increas\w+|augment\w+|r[ée]du\w+|diminu\w+|decreas\w+|low\w+|pass(?:ant|é\w*|ed)|was|were|[ée]tai\w+|avai\w+|"
    r"avions|next|suivante?s?|ensuite|later|moins|more|less|over|"
    r"plus\s+(?:de|grand\w*|petit\w*|que|gros\w*|profond\w*|l[ée]g\w+|simple\w*|complexe\w*)|"
    r"(?:bigg|larg|deep|small|simpl|heavi|light|wid)er|"
    r"under|jusqu\w+|up to|between|entre|"
    r"shallow|base|default|défaut|notebook|every|par|per|only|extra|ajout\w+|add\w*)\b|"
    # « La seconde a trois convolutions »: of two networks, and no layer.
    r"^\W*(?:l[ae]|the|m(?:on|a|y)|notre|our)\s+(?:seconde?|deuxi[èe]me|troisi[èe]me|quatri[èe]me|second|third|fourth)\s+"
    r"(?:(?:mod[èe]le?|network|r[ée]seau|architecture|essai|version|variante?|cnn|mlp)\b|"
    r"(?:one\s+)?(?:a|has|comp(?:te|orte|rend)|utilise|uses|contient|contains|ajoute|adds|empile|stacks)\s+"
    r"(?:[\w-]+\s+){1,2}(?:convolutions?|couches|layers|blocs|blocks|conv\w*)\b)",
    re.I,
)
# What the only network is called where it has few layers, and another one where it has many.
SHALLOW = re.compile(r"\bshallow\b", re.I)
# Of one network still, step after step.
SEQUENCE = re.compile(r"\b(?:ensuite|next|later|que)\b", re.I)
# « Ten outputs, one per class »
ONE_EACH = re.compile(r"\b(?:une?|one)\s+(?:par|per|pour\s+chaque|for\s+each)\s+\w+", re.I)
AHEAD = re.compile(
    r"\b(?:next|suivante?s?|ensuite|later|then|would|could|aurai\w*|pourrai\w*|essa\w+|tr(?:y|ied))\b", re.I
)
# A sentence that goes on with the next layers.
FIRST = re.compile(r"^\W*(?:ensuite|next|then|puis)\b(?!\s+(?:we|nous|on|model|mod[èe]le))", re.I)
# From one number to another: the second one is that of the network.
CHANGE = re.compile(
    r"\b(?:de|from)\s+(?P<old>\d{1,5})(?:\s+[^\W\d]+){0,5}?\s+(?:à|to)\s+(?P<new>\d{1,5})\b", re.I
)
# « A dropout that cuts 40 % of the neurons » gives no share of the number that it stands beside.
SHARED = re.compile(r"\bdropout\b[^.;%]{0,40}\d\s?%", re.I)
LONGEST = 600
DECIMAL = re.compile(r"(?<![\d.,])0\.\d+(?![\d.,])")
Places = Callable[[int], Place]


@dataclass(frozen=True)
class Said:
    """A number that words give to a layer."""

    trait: Trait
    number: Fraction
    rank: int
    text: str
    place: Place
    # Of the convolution whose window this is.
    filters: int | None = None


def against_findings(
    section: Section,
    networks: Sequence[StatedNetwork],
    grammar: Grammar,
    is_other: Callable[[str], bool],
    counted: Sequence[Computed] = (),
) -> Iterator[Finding]:
    """Find what no layer of the networks of a part has.

    Parameters
    ----------
    section : Section
    networks : sequence of StatedNetwork
    grammar : Grammar
    is_other : callable
        Tells whether a text is about another network.
    counted : sequence of Computed
        What the section computes.
    """
    if not networks or not all(network.complete for network in networks):
        return
    known = {trait: [*known_numbers(trait, networks, 0)] for trait in Trait}
    seen: set[tuple[Trait, Fraction, Place]] = set()
    tried = {each for block in section.of(Kind.TABLE) for each in DECIMAL.findall(block.text)}
    own = SHALLOW if all(map(_is_shallow, networks)) else grammar.place
    for said in _said(section, grammar, is_other, own):
        right = known[said.trait]
        if said.filters and None not in right:
            right = [*known_numbers(said.trait, networks, 0, said.filters)] or right
        if said.rank and None not in right:
            right = [*known_numbers(said.trait, networks, said.rank)] or right
        told = (said.trait, said.number, said.place)
        if not right or said.number in right or told in seen:
            continue
        if _is_counted(said.number, counted) and any(_is_counted(each, counted) for each in right if each):
            # The layers of both are counted: of another network, whose code is not shown.
            continue
        if _means_more(said, networks) or _written(said.number).replace(",", ".") in tried:
            continue
        seen.add(told)
        code, words = said.trait.value
        yield Finding(
            code,
            said.place,
            quoted(said.text),
            Verdict.FALSE,
            f"Le texte dit {_written(said.number)} {words}, et {networks[-1].origin.value} "
            f"{'en a' if len(right) == 1 or said.trait in COUNTS else 'n’en a pas de tel :'} "
            f"{', '.join(map(_written, right))}.",
            "",
            _written(right[0]) if len(right) == 1 else "",
        )


def _is_counted(number: Fraction, counted: Sequence[Computed]) -> bool:
    return any(c.right and c.form and c.form.biased and c.form.units == number for c in counted)


def _means_more(said: Said, networks: Sequence[StatedNetwork]) -> bool:
    """Tell whether a number may be that of something else: several layers, maps, a share of the neurons."""
    if said.trait is Trait.WEIGHTS:
        return any(said.number in accepted(network) for network in networks)
    if said.trait in (Trait.KERNEL, Trait.POOL):
        # « 64 filters of 5 × 5 » is no size of maps.
        of_filters = rf"\b{said.filters}\s+[^\W\d]+\s+(?:de\s+taille|of\s+size|de|of)\s+{said.number}\s*[x×]"
        return said.number in _map_sides(networks) and not re.search(of_filters, said.text)
    share = (
        "%" in SHARED.sub("", said.text)
        or _is_share(said, networks)
        or said.number in _others(networks, ranked=said.rank != 0)
    )
    return said.trait is Trait.NEURONS and share


def _is_share(said: Said, networks: Sequence[StatedNetwork]) -> bool:
    """Tell whether a number is a share of the neurons of a layer: « cuts 30 % of them, so 24 neurons »."""
    shares = {int(each) for each in re.findall(r"(\d{1,2})\s?%", said.text)}
    units = {each for network in networks for each in network.units}
    return any(100 * said.number in (each * own, (100 - each) * own) for each in shares for own in units)


def _is_shallow(network: StatedNetwork) -> bool:
    return len(network.units) <= 2 and not network.convolves


def _said(
    section: Section, grammar: Grammar, is_other: Callable[[str], bool], own_words: re.Pattern[str]
) -> Iterator[Said]:
    """Go through what the sentences of a section say of its own network."""
    for block in section.of(Kind.PROSE, Kind.TABLE):
        for text, places in _texts(block, is_other):
            if len(text) > LONGEST or text.rstrip().endswith("?"):
                continue
            changes = [*CHANGE.finditer(text)]
            if changes and block.kind is Kind.PROSE and not AHEAD.search(text):
                yield from _changed(text, changes, places, grammar)
            rest = ONE_EACH.sub("", FIRST.sub("", own_words.sub("", grammar.place.sub("", text))))
            own = not changes and block.kind is Kind.PROSE and not ELSEWHERE.search(rest)
            named = [*mentions(text, grammar)]
            for layer in named:
                here = not OTHERS.search(text) and not ELSEWHERE.search(SEQUENCE.sub("", text[: layer.end]))
                for trait, number in traits(layer):
                    if own or (here and trait is Trait.FLAT):
                        filters = layer.units if trait is Trait.KERNEL else None
                        yield Said(trait, number, layer.rank, text, places(layer.position), filters)


def _texts(block: Block, is_other: Callable[[str], bool]) -> Iterator[tuple[str, Places]]:
    if block.kind is Kind.TABLE:
        for line in block.lines if not HEAD.search(block.lines[0].text) else ():
            text = " : ".join(cell.strip() for cell in passage([line]).text.split("|") if cell.strip())
            yield text, partial(_always, line.place)
        return
    for each in (kept for kept in passages(block) if not is_other(kept.text)):
        yield from ((sentence.text, sentence.place) for sentence in sentences(each))


def _always(place: Place, _: int) -> Place:
    return place


def traits(layer: Mention) -> Iterator[tuple[Trait, Fraction]]:
    """Go through the numbers that words give to a layer."""
    said = {
        UNITS.get(layer.kind): layer.units,
        Trait.HIDDEN if layer.hidden else COUNTED.get(layer.kind): layer.times if layer.times != 1 else None,
        SIDES.get(layer.kind): layer.side,
        OUTS.get(layer.kind): layer.size,
        STRIDES.get(layer.kind): layer.stride,
        Trait.DROPOUT: layer.rate,
        Trait.WEIGHTS: layer.count if layer.kind in UNITS and layer.count else None,
        Trait.FLAT: layer.depth if layer.kind is LayerKind.FLAT else None,
    }
    yield from ((trait, Fraction(number)) for trait, number in said.items() if trait and number is not None)


def _changed(text: str, changes: Sequence[re.Match[str]], places: Places, grammar: Grammar) -> Iterator[Said]:
    """Go through what changes to which number: the words that name it stand before, or within."""
    before = 0
    for change in changes:
        kinds = {layer.kind for layer in mentions(text[before : change.end()], grammar)} & {*UNITS}
        if len(kinds) == 1:
            yield Said(UNITS[kinds.pop()], Fraction(change["new"]), 0, text, places(change.start("new")))
        before = change.end()


def _map_sides(networks: Sequence[StatedNetwork]) -> set[int]:
    return {(layer.output_shape or (0,))[0] for network in networks for layer in network.layers}


def _others(networks: Sequence[StatedNetwork], *, ranked: bool) -> set[int]:
    """Return what else may stand beside a dense layer: weights; other sizes too, if it has no rank."""
    found = {layer.parameters or 0 for network in networks for layer in network.layers}
    # « The flattening has 144 outputs »
    flat = (layer for network in networks for layer in network.layers if layer.type == "Flatten")
    found |= {layer.output_shape[-1] for layer in flat if layer.output_shape}
    for network in networks if not ranked else ():
        for layer in network.layers:
            for shape in (layer.input_shape, layer.output_shape):
                if shape:
                    found |= {*shape, prod(shape)}
        units, first = network.units, network.layers[0]
        found |= {sum(units), sum(units[:-1])}
        if first.type == "Dense" and first.parameters and first.output_shape:
            found.add(first.parameters // first.output_shape[-1] - 1)
    return found


def _written(number: Fraction) -> str:
    return shown(number) if number.denominator == 1 else rounded(number, "g")
