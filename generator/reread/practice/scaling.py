"""The range that sentences say pixels are brought to, against the only one that the code brings them to."""

import re
from collections.abc import Iterator

from generator.reread.documents.block import Kind
from generator.reread.documents.companions import Companions
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.wording.phrase import NEGATION

CODE = "echelle-des-pixels"
UNIT, CENTRED, RAW = ("0", "1"), ("-1", "1"), ("0", "255")
# « From 0 to 255 to between 0 and 1 »
_ONE = re.compile(r"(?<![\d.,])1(?:[.,]0)?(?![\d.,]*\d)")
_CENTRED = re.compile(r"/\s*127\.5\)?\s*-\s*1|-\s*127\.5\)?\s*/\s*127\.5|127\.5\)?\s*,\s*offset\s*=\s*-\s*1")
_UNIT = re.compile(r"(?:/|/=)\s*255\b")
_SAID = re.compile(
    r"\b(?:normalis\w*|re-?scal\w*|scal\w*|ramen\w*|mis\w* [àa] l['’][ée]chelle|divis\w*)\b[^.;]{0,60}?"
    r"(?:\b(?:entre|between|dans|in|to|into|[àa]|de|from)\s+|\[|range\s*)\s*[\[(]?\s*(?P<low>[-−–]?\s?\d)(?:[.,]0)?\s*"
    r"(?:et|and|to|[àa]|,|;)\s*(?P<high>255|\d)(?:[.,]0)?(?![\d.,]*\d)",
    re.I,
)


def scaling_findings(outline: Outline, companions: Companions) -> Iterator[Finding]:
    """Find ranges that are not the one of the code, where all of it brings pixels to one range."""
    own = "\n".join(b.text for section in outline.sections for b in section.of(Kind.CODE))
    for rank, section in enumerate(outline.sections):
        right = _range(own) or _range(companions.code(rank))
        for passage in (
            (each for block in section.of(Kind.PROSE) for each in passages(block)) if right else ()
        ):
            for sentence in sentences(passage):
                said = _SAID.search(sentence.text)
                told = said and (re.sub(r"[−–\s-]+", "-", said["low"]), said["high"])
                wrong = told in (UNIT, CENTRED, RAW) and told != right
                wrong = wrong and not (told == RAW and _ONE.search(sentence.text))
                if said and wrong and not NEGATION.search(sentence.text):
                    low, high = right
                    yield Finding(
                        CODE,
                        sentence.place(said.start("low")),
                        quoted(sentence.text),
                        Verdict.FALSE,
                        f"Le code ramène les pixels entre {low.replace('-', '−')} et {high}.",
                        "",
                        f"[{low}, {high}]",
                    )


def _range(code: str) -> tuple[str, ...]:
    """Return the only range that code brings pixels to, empty where it is not told."""
    centred, unit = _CENTRED.search(code), _UNIT.search(code)
    return () if bool(centred) is bool(unit) else CENTRED if centred else UNIT
