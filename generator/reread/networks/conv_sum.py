"""Weights of successive convolutions, added: each that of a layer which reads what the one before makes."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, shown

CODE = "poids-de-couche"
_SUM = re.compile(
    rf"(?<![\w.,+×x*/^(])(?<![+×x*/^(]\s)({NUMBER}(?:\s*\+\s*{NUMBER}){{1,7}})(?!\s*[+×x*/^(]|[\d.,]*\d|\w)"
)
_CONVOLUTIONS = r"(?:conv(?:s|olutions?|olutifs?|olutives?|olutional)?(?:2d)?s?)\b"
_AFTER = re.compile(
    rf"^\s*(?:=\s*{NUMBER}\s*)?(?:poids|weights|param\w+)?\s*(?:pour|for|dans|in|from|by|des|of)"
    rf"\s+(?:[^\W\d]+\s+|\d\s+){{0,2}}?{_CONVOLUTIONS}",
    re.I,
)
_BEFORE = re.compile(rf"\b{_CONVOLUTIONS}(?:\s+layers?)?[^.;+=\d]{{0,40}}$", re.I)
# A sum with other layers in it.
_OTHERS = re.compile(r"\b(?:dense|fc|total|flatten|sortie|output|norm\w*|fully|bias|biais)\b", re.I)
# Layers that weigh otherwise.
_STRANGE = re.compile(r"\bbatch[\s_-]?norm|s[ée]parable|depthwise|transpos", re.I)
WINDOWS = (1, 2, 3, 4, 5, 7, 9, 11)
CHANNELS = (1, 3)


def conv_sum_findings(section: Section) -> Iterator[Finding]:
    """Find « 80 + 1 168 + 1 168 for the convolutions », where no third layer on 16 maps weighs so."""
    for block in section.blocks:
        if block.kind is Kind.PROSE or (block.kind is Kind.OUTPUT and not block.printed):
            for passage in passages(block):
                for sentence in sentences(passage):
                    yield from _of_sentence(sentence)


def _of_sentence(sentence: Sentence) -> Iterator[Finding]:
    for found in _SUM.finditer(sentence.text):
        lead = _BEFORE.search(sentence.text[: found.start()])
        told = _AFTER.search(sentence.text[found.end() :]) or (lead and not _OTHERS.search(lead[0]))
        if not told or _STRANGE.search(sentence.text):
            continue
        terms = [whole(each.strip()) for each in re.split(r"\s*\+\s*", found[1])]
        counts = [each for each in terms if each]
        wrong = first_wrong(counts) if len(counts) == len(terms) else None
        if wrong is not None:
            rank, maps = wrong
            yield Finding(
                CODE,
                sentence.place(found.start()),
                quoted(sentence.text),
                Verdict.FALSE,
                f"La convolution n° {rank + 1} lit {' ou '.join(map(str, sorted(maps)))} cartes : "
                f"aucune fenêtre "
                f"carrée ne lui donne {shown(counts[rank])} poids.",
                f"filtres × (côté² × {' ou '.join(map(str, sorted(maps)))} + 1)",
                wrong=str(counts[rank]),
            )


def first_wrong(counts: Sequence[int]) -> tuple[int, set[int]] | None:
    """Return the rank of the first weights that no convolution on the maps before has, and these maps.

    Nothing is returned where the first ones are not those of a convolution on a picture either: then other
    maps come in, or biases are left out of some.
    """
    wrong = [_of_bias(counts, bias) for bias in (1, 0)]
    found = wrong[0] if None not in wrong else None
    return found if found and found[0] > 0 else None


def _of_bias(counts: Sequence[int], bias: int) -> tuple[int, set[int]] | None:
    read = {*CHANNELS}
    for rank, count in enumerate(counts):
        weights = (
            (side * side * maps + bias)
            for maps in read
            for side in WINDOWS
            if bias or (side > 2 and side % 2)
        )
        made = {count // weight for weight in weights if count % weight == 0 and count > weight}
        if not made:
            return rank, read
        read = made
    return None
