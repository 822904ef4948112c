"""Dense networks drawn with arrows, « 784 → 300 relu → dropout 0.2 → 10 softmax », against the code."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.networks.stated import Origin, StatedNetwork
from generator.reread.networks.statement import CONVOLUTION, OTHERS
from generator.reread.walk.activations import NAMES, activations
from generator.reread.walk.against import ELSEWHERE
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.own import IsOther

UNITS, RATE, ACTIVATION = "neurones", "dropout", "activation-du-code"
_ACTIVATION = re.compile(
    "|".join(rf"(?<![\w-])(?P<{name}>{pattern})(?!\w)" for name, pattern in NAMES.items()), re.I
)
_ARROW = re.compile(r"\s*(?:→|➔|➜|⟶|[-–=]+>|\\to\b)\s*")
_DROPOUT = re.compile(r"\bdropout\b", re.I)
_SIZE = re.compile(r"(?<![\w.,×x])(\d{1,4})(?![\d.,]*\d|\s*[x×*%])")
_DECIMAL = re.compile(r"(?<![\w.,])(0?[.,]\d{1,3}|\d{1,2}\s?%)(?!\d)")
# What a step of a drawing holds; the last one ends there.
_STEP = re.compile(r"^[^.;:,\d]{0,40}(?:\d+(?:[.,]\d+)?)?[^.;:,\d→]{0,30}")


@dataclass(frozen=True)
class _Drawn:
    """A layer of a drawing: its neurons or its rate, and its activation if it is told."""

    units: int | None
    rate: Fraction | None
    activation: str
    text: str


def chain_findings(
    section: Section, networks: Sequence[StatedNetwork], grammar: Grammar, is_other: IsOther
) -> Iterator[Finding]:
    """Find layers drawn otherwise than in the only network of the code of a part; see `own_sentences`."""
    if not networks or not all(x.complete and x.origin is Origin.CODE for x in networks):
        return
    dense = [network for network in networks if not network.convolves]
    for passage in (each for block in section.of(Kind.PROSE, Kind.OUTPUT) for each in passages(block)):
        for text, line in zip(passage.texts, passage.lines, strict=True):
            steps = _ARROW.split(text)
            if len(steps) < 3 or CONVOLUTION.search(text) or is_other(passage.text):
                continue
            if ELSEWHERE.search(grammar.place.sub("", steps[0])) or OTHERS.search(steps[0]):
                continue
            drawn = [each for step in steps if (each := _drawn(step))]
            for code, said, right in _wrong(drawn, dense):
                yield Finding(
                    code,
                    line.place,
                    quoted(text),
                    Verdict.FALSE,
                    f"Le dessin donne {said}, et le code {right}.",
                    "",
                    right,
                    wrong=said,
                )


def _drawn(step: str) -> _Drawn | None:
    found = _STEP.match(step.strip())
    text = found[0] if found else ""
    named = _ACTIVATION.search(text)
    activation = next((name for name in NAMES if named and named[name]), "")
    rate = _DECIMAL.search(step) if _DROPOUT.search(step) else None
    if rate:
        value = Fraction(rate[1].replace(",", ".").rstrip("% ")) / (100 if "%" in rate[1] else 1)
        return _Drawn(None, value, "", step.strip())
    size = _SIZE.search(text)
    return _Drawn(int(size[1]), None, activation, text.strip()) if size else None


def _wrong(drawn: Sequence[_Drawn], networks: Sequence[StatedNetwork]) -> Iterator[tuple[str, str, str]]:
    """Go through what a drawing says otherwise than the only network that has most of its layers."""
    found = {network.layers: [*_against(drawn, network)] for network in networks if _is_near(drawn, network)}
    if len(found) == 1:
        yield from found.popitem()[1]


def _dense(drawn: Sequence[_Drawn], network: StatedNetwork) -> list[_Drawn]:
    """Return the dense layers of a drawing, without the input where it is drawn too."""
    dense = [each for each in drawn if each.units is not None]
    shape = network.layers[0].input_shape or (0,)
    read = dense and dense[0].units == prod(shape)
    return dense[1:] if read and len(dense) == len(network.units) + 1 else dense


def _is_near(drawn: Sequence[_Drawn], network: StatedNetwork) -> bool:
    dense, right = _dense(drawn, network), network.units
    agree = sum(each.units == units for each, units in zip(dense, right, strict=False))
    return len(dense) == len(right) > 1 and agree >= max(len(right) - 1, 2)


def _against(drawn: Sequence[_Drawn], network: StatedNetwork) -> Iterator[tuple[str, str, str]]:
    layers = zip(_dense(drawn, network), network.units, activations(network), strict=True)
    for each, units, activation in layers:
        if each.units != units:
            yield UNITS, str(each.units), str(units)
        if each.activation and activation and each.activation != activation:
            yield ACTIVATION, each.activation, activation
    rates = [each.rate for each in drawn if each.rate is not None]
    coded = [_rate(layer.settings.get("rate")) for layer in network.layers if layer.type == "Dropout"]
    if len(rates) == len(coded) and None not in coded:
        for said, own in zip(rates, coded, strict=True):
            if own is not None and said != own:
                yield RATE, f"{float(said):g}", f"{float(own):g}"


def _rate(written: object) -> Fraction | None:
    return Fraction(str(written)) if isinstance(written, int | float) else None
