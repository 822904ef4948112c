"""How many values a picture laid flat has, where the text gives its height and width."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.slips import near
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.features.hog import CONVOLUTIONS, TALKS_OF_HOG
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.walk.grammar import Grammar
from generator.reread.walk.start import SMALLEST

CODE = "entrees-du-reseau"
SQUARE = re.compile(
    r"(?<![\w.,×])(\d{2,3})\s*(?:[x×*]|by|par|sur)\s*\1(?!\d|\s*[x×*]\s*(?!1\b)\d)(?=\s*[x×*]\s*1\b)?", re.I
)
SO = re.compile(
    r"^[^.;\d]{0,40}\b(?:so|donc|soit|thus|hence|therefore|that is|i\.e\.|c['’]est-[àa]-dire|"
    r"ce qui (?:fait|donne))[^.;\d]{0,40}$",
    re.I,
)
# « 784 inputs (28 × 28) »
TOLD = re.compile(rf"\s*(?:[^\W\d]+\s*)?\(\s*{SQUARE.pattern}", re.I)
LEAST = 100


def pixel_findings(section: Section, side: int, grammar: Grammar) -> Iterator[Finding]:
    """Find numbers of values that are a slip of those of the picture that their paragraph tells the size of.

    Parameters
    ----------
    section : Section
    side : int
        Height and width of a picture whose size is not told, in pixels.
    grammar : Grammar
    """
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            told = {int(found[1]) for found in SQUARE.finditer(passage.text) if int(found[1]) >= SMALLEST}
            sides = told or {side}
            # There, other values than those of the picture may be meant.
            others = TALKS_OF_HOG.search(passage.text) or (not told and CONVOLUTIONS.search(passage.text))
            if len(sides) != 1:
                continue
            right = next(iter(sides)) ** 2
            for sentence in sentences(passage):
                for found in grammar.laid.finditer(sentence.text):
                    said = int(next(group for group in found.groups() if group))
                    if others and not found[0].lower().endswith("pixels"):
                        continue
                    # « 28 x 28, so 728 inputs »
                    led = SQUARE.search(sentence.text[: found.start()])
                    so = led and SO.search(sentence.text[led.end() : found.start()]) and len(told) == 1
                    tied = so or TOLD.match(sentence.text, found.end())
                    if said >= LEAST and said != right and (tied or near(said, right)):
                        yield Finding(
                            CODE,
                            sentence.place(found.start()),
                            quoted(sentence.text),
                            Verdict.FALSE,
                            f"Un carré de {next(iter(sides))} × {next(iter(sides))} pixels a {shown(right)} "
                            f"valeurs, et non {shown(said)}.",
                            f"{next(iter(sides))}² = {shown(right)}",
                            shown(right),
                            wrong=str(said),
                        )
