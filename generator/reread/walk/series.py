"""Sizes of several layers told in a row, against those of the network: « 32, 64 et 64 filtres »."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Section
from generator.reread.documents.sentence import Sentence
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.networks.signatures import completed
from generator.reread.networks.stated import Origin, StatedNetwork
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.own import IsOther, own_sentences
from generator.reread.walk.trait import Trait

_SQUARE = re.compile(r"\s+(?:(?:de|of)\s+(?:taille\s+|size\s+)?)?\(?(\d{1,2})\s*[x×]\s*\1(?!\s*[x×]|\d)")
NUMBERS = re.compile(r"\d+")


def series_findings(
    section: Section, networks: Sequence[StatedNetwork], grammar: Grammar, is_other: IsOther
) -> Iterator[Finding]:
    """Find sizes in a row that are not, in order, those of the only network; see `own_sentences`."""
    if len({network.layers for network in networks}) != 1 or not networks[0].complete:
        return
    for sentence in own_sentences(section, grammar, is_other):
        yield from _of_sentence(sentence, networks[0], grammar)
        yield from _windows(sentence, networks[0], grammar)


def _of_sentence(sentence: Sentence, network: StatedNetwork, grammar: Grammar) -> Iterator[Finding]:
    for trait, pattern in grammar.series.items():
        right = _sizes(Trait[trait], network)
        # A network may be told without its output.
        known = [right, right[:-1]] if trait == Trait.NEURONS.name else [right]
        for found in pattern.finditer(sentence.text):
            numbers = [int(each) for each in NUMBERS.findall(next(filter(None, found.groups())))]
            said = numbers[::2] if trait == Trait.KERNEL.name else numbers
            beside = trait == Trait.KERNEL.name and numbers[::2] != numbers[1::2]
            if beside or len(said) < 2 or said in known or len(said) not in map(len, known) or None in right:
                continue
            told = next(each for each in known if len(each) == len(said))
            code, words = Trait[trait].value
            yield Finding(
                code,
                sentence.place(found.start()),
                quoted(sentence.text),
                Verdict.FALSE,
                f"Le texte dit {', '.join(map(str, said))} {words}, et {network.origin.value} a "
                f"dans l’ordre "
                f"{', '.join(map(str, told))}.",
                "",
                ", ".join(map(str, told)),
                wrong=", ".join(map(str, said)),
            )


def _windows(sentence: Sentence, network: StatedNetwork, grammar: Grammar) -> Iterator[Finding]:
    """« 32 and 64 filters of 5 × 5 »: the window of all of them."""
    right = {*_sizes(Trait.KERNEL, network)}
    for found in grammar.series["FILTERS"].finditer(sentence.text) if len(right) == 1 else ():
        after = _SQUARE.match(sentence.text, found.end())
        side = next(iter(right))
        if after and side is not None and int(after[1]) != side:
            code, words = Trait.KERNEL.value
            yield Finding(
                code,
                sentence.place(after.start()),
                quoted(sentence.text),
                Verdict.FALSE,
                f"Le texte dit {after[1]} {words}, et {network.origin.value} en a {side}.",
                "",
                str(side),
                wrong=after[1],
            )


def _sizes(trait: Trait, network: StatedNetwork) -> list[int | None]:
    if trait is Trait.NEURONS:
        return [*network.units]
    convolutions = [layer for layer in network.layers if layer.type == "Conv2D"]
    if trait is Trait.FILTERS:
        return [layer.output_shape[-1] if layer.output_shape else None for layer in convolutions]
    coded = network.origin is Origin.CODE
    windows = [completed(layer.type, layer.settings).get("kernel_size") for layer in convolutions]
    return [
        each[0] if coded and isinstance(each, tuple) and each[0] == each[-1] else None for each in windows
    ]
