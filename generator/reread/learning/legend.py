"""Legends of the equation of an optimiser: its symbols, and the one that is missing."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Kind, Line, Section
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.learning.equation import ADAPTIVE, ANY_EPSILON, ROOT

MISSING, SQUARE = "legende-incomplete", "symbole-de-la-moyenne"
RATE = re.compile(r"^\W*(?:η|eta|α|alpha)\b.{0,20}\b(?:taux|rate)", re.I)
AVERAGE = re.compile(r"^\W*E\s*\[\s*g\s*\](?!\s*[²^]).{0,40}\b(?:carr[ée]s?|squared?)", re.I)
SYMBOL = re.compile(
    r"^\W{0,6}[^\W\d][\w\[\]^²/∂δ]{0,8}\W{0,4}\s(?:est|is|repr[ée]sente)\b|^\W{0,6}[δ∂]", re.I
)
LEAST_SYMBOLS = 3


def legend_findings(section: Section, title: str) -> Iterator[Finding]:
    """Find what is wrong with the symbols of a section, whose equation may be a picture."""
    lines = [line for block in section.of(Kind.PROSE) for line in block.lines]
    text = f"{title}\n" + "\n".join(block.text for block in section.blocks)
    if not ADAPTIVE.search(text):
        return
    for line in lines:
        if AVERAGE.search(_read(line)):
            yield Finding(
                SQUARE,
                line.place,
                quoted(line.text),
                Verdict.FALSE,
                "La moyenne des gradients au carré se note E[g²] : E[g] serait celle des gradients.",
                "",
                "E[g²]",
            )
    symbols = [line for line in lines if SYMBOL.search(_read(line))]
    rate = next((line for line in symbols if RATE.search(_read(line))), None)
    # An equation that is written is checked by itself.
    if rate and len(symbols) >= LEAST_SYMBOLS and not ANY_EPSILON.search(text) and not ROOT.search(text):
        yield Finding(
            MISSING,
            rate.place,
            quoted(rate.text),
            Verdict.DOUBT,
            "Aucun symbole n’est ε : l’équation l’ajoute au dénominateur, qui peut être nul sans lui.",
            "",
            "ε",
        )


def _read(line: Line) -> str:
    return plain(line.text.replace("$", "").replace("\\eta", "η").replace("\\alpha", "α"))
