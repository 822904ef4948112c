"""Numbers of values that sentences give to flattened maps, against the network of their part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from generator.reread.arithmetic.number import NUMBER, readings
from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.passage import passage, passages
from generator.reread.documents.place import Place
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.networks.sizes import ELSEWHERE, LONGEST
from generator.reread.networks.stated import StatedNetwork
from generator.reread.networks.summary import HEAD

CODE = "taille-aplatie"
_FLAT = r"\b(?:flat(?:ten\w*)?|aplati\w*)\b"
_UNIT = (
    r"(?:valeurs|values|features?|caract[ée]ristiques|[ée]l[ée]ments?|entr[ée]es|inputs|composantes|components|"
    r"dimensions?|nombres|numbers|entries)\b"
)
_GAP = r"[\s\x1e]*"
_PRODUCT = rf"\d{{1,5}}(?:{_GAP}[x×*·∙]{_GAP}\d{{1,5}}){{1,3}}"
_SIZE = (
    rf"(?:(?P<product>{_PRODUCT})(?:{_GAP}={_GAP}(?P<result>{NUMBER}))?|(?P<number>{NUMBER}))"
    rf"(?![.,]?\d|{_GAP}[x×*·∙+=/-]{_GAP}\d)"
)
AFTER = re.compile(rf"{_FLAT}(?P<between>[^\d.;]{{0,60}}?){_SIZE}(?P<unit>{_GAP}{_UNIT})?", re.I)
BEFORE = re.compile(
    rf"(?<![\w.,]){_SIZE}(?P<unit>{_GAP}{_UNIT})?(?P<between>\s+(?:[^\W\d]+['’\s]+){{0,3}}){_FLAT}", re.I
)
# Between the word and the number, another layer is named, or another thing counted.
OTHER = re.compile(
    r"dense|connect|cach|hidden|output layer|sortie|neuro|conv|filt|poids|weight|param|pool|"
    r"cartes|maps",
    re.I,
)
# Of one network still, step after step.
SEQUENCE = re.compile(r"\b(?:ensuite|next|later|que)\b", re.I)
# « aplatit les cartes pour obtenir »: what comes next is what flattening leads to.
RESULT = re.compile(
    r"\b(?:obten\w+|obtien\w+|donn\w+|produi\w+|get|gives?|giving|into|yields?|results? in)\b", re.I
)
LABEL = re.compile(r"[\s\x1e]*(?:layer|couche)?[\s\x1e()\]]*[:=→|>-]+[\s\x1e(]*")
WEIGHTS = re.compile(rf"{_GAP}(?:poids|weights|param\w*)\b", re.I)
LEAST = 2
MAPS = 3


@dataclass(frozen=True)
class _Flat:
    size: int
    text: str
    place: Place


def flattened_findings(section: Section, networks: Sequence[StatedNetwork]) -> Iterator[Finding]:
    """Find sizes of flattened maps that no network of a part has."""
    layers = [layer for network in networks for layer in network.layers if layer.type == "Flatten"]
    known = {prod(layer.output_shape): layer.input_shape for layer in layers if layer.output_shape}
    if (
        not layers
        or len(layers) > sum(bool(x.output_shape) for x in layers)
        or not all(n.complete for n in networks)
    ):
        return
    for block in section.of(Kind.PROSE, Kind.TABLE):
        for said in _said(block):
            if said.size in known:
                continue
            right, shape = next(iter(known.items()))
            maps = " × ".join(map(str, shape or ()))
            yield Finding(
                CODE,
                said.place,
                quoted(said.text),
                Verdict.FALSE,
                f"D’après {networks[-1].origin.value}, les cartes aplaties ont "
                f"{' ou '.join(map(shown, known))} valeurs, et non {shown(said.size)}.",
                f"{maps} = {shown(right)}" if maps and len(known) == 1 else "",
                shown(right) if len(known) == 1 else "",
            )


def _said(block: Block) -> Iterator[_Flat]:
    if block.kind is Kind.TABLE:
        for line in block.lines if not HEAD.search(block.lines[0].text) else ():
            text = " : ".join(cell.strip() for cell in passage([line]).text.split("|") if cell.strip())
            yield from (_Flat(size, text, line.place) for size, _ in _sizes(text))
        return
    for each in passages(block):
        for sentence in sentences(each):
            if len(sentence.text) <= LONGEST and not sentence.text.rstrip().endswith("?"):
                for size, start in _sizes(sentence.text):
                    yield _Flat(size, sentence.text, sentence.place(start))


def _sizes(text: str) -> Iterator[tuple[int, int]]:
    """Go through the sizes of a text, each with its position."""
    for pattern in (AFTER, BEFORE):
        for found in pattern.finditer(text):
            between = RESULT.split(found["between"])[-1]
            label = pattern is AFTER and LABEL.fullmatch(between) is not None
            if (
                OTHER.search(between)
                or ELSEWHERE.search(SEQUENCE.sub("", text[: found.end()]))
                or WEIGHTS.match(text, found.end())
            ):
                continue
            size = _size(found, label=label)
            if size is not None and size >= LEAST:
                yield size, found.start("product" if found["product"] else "number")


def _size(found: re.Match[str], *, label: bool) -> int | None:
    """Return the size that a text means, None where it may mean something else."""
    factors = [int(factor) for factor in re.findall(r"\d+", found["product"] or "")]
    if not factors:
        return _whole(found["number"]) if found["unit"] or label else None
    if found["result"]:
        # A wrong equality is told as such.
        return prod(factors) if _whole(found["result"]) == prod(factors) else None
    return prod(factors) if found["unit"] or (label and len(factors) >= MAPS) else None


def _whole(text: str) -> int | None:
    found = readings(text)
    return int(found[0].low) if found and found[0].is_exact and found[0].low.denominator == 1 else None
