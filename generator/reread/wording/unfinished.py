"""What a report leaves empty, or notes for later."""

import re
from collections.abc import Iterator

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.finding import Finding, Verdict, quoted

EMPTY, NOTE, MISSING = "partie-vide", "note-oubliee", "resume-annonce"
CAPITALS = re.compile(r"(?<!\w)(?:[AÀ] V[EÉ]RIFIER|[AÀ] COMPL[EÉ]TER|[AÀ] FAIRE|TODO|FIXME)(?!\w)")
ANNOUNCED = re.compile(r"(?:ci-dessous|suivant|below|following)[^.\n]{0,80}(?:r[ée]sum[ée]|summary)", re.I)
SHOWN = re.compile(r"!\[|<img\b|Param #|Total params|includegraphics", re.I)


def unfinished_findings(outline: Outline) -> Iterator[Finding]:
    """Go through empty parts, notes of the authors, and summaries announced that do not follow."""
    for rank, section in enumerate(outline.sections):
        if section.heading is None:
            continue
        (line,) = section.heading.lines
        text = "\n".join(block.text for block in section.blocks)
        following = outline.sections[rank + 1].title if rank + 1 < len(outline.sections) else ""
        alone = len(next(outline.scopes(rank))) == 1 and not CAPITALS.search(following)
        if not section.blocks and alone:
            yield Finding(EMPTY, line.place, quoted(line.text), Verdict.UNFINISHED, "Rien ne suit ce titre.")
        if ANNOUNCED.search(text) and not SHOWN.search(text):
            first = section.blocks[0].lines[0]
            yield Finding(
                MISSING,
                first.place,
                quoted(first.text) or quoted(text),
                Verdict.UNFINISHED,
                "Un résumé est annoncé, et aucun ne suit.",
            )
    for section in outline.sections:
        for block in (*([section.heading] if section.heading else []), *section.of(Kind.PROSE, Kind.TABLE)):
            for line in block.lines:
                said = plain(line.text)
                if CAPITALS.search(said):
                    yield Finding(
                        NOTE,
                        line.place,
                        quoted(said),
                        Verdict.UNFINISHED,
                        "Une note des auteurs est restée dans le texte.",
                    )
