"""Epochs and sizes of batches that sentences give, against those of the only training of the code."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block, Kind
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.networks.sizes import ELSEWHERE
from generator.reread.wording.phrase import NEGATION

CODE = "reglage-d-entrainement"
_NUMBER = r"(?<![\w.,])(?P<number>\d{1,5})(?![\w%]|[.,]\d)"
# What a setting is called, where the code gives it, and how a sentence does.
SETTINGS = (
    (
        "époques",
        re.compile(r"\b(?:n_|nb_|num_)?epochs?\s*=\s*(\d{1,5})\b", re.I),
        re.compile(
            rf"\b(?:entra[iî]n\w+|trained|training|fit(?:ted)?)\b[^.;?\d]{{0,40}}?\b(?:pendant|sur|durant|for|over|"
            rf"during|en)\s+{_NUMBER}\s+(?:[ée]poques?|epochs?)\b",
            re.I,
        ),
    ),
    (
        "cas par lot",
        re.compile(r"\bbatch_?size\s*=\s*(\d{1,5})\b", re.I),
        re.compile(
            r"\b(?:batch(?:es)?[\s_-]?(?:size|taille)?|taille d[eu]s? (?:batch(?:es)?|lots?)|"
            r"(?:par|des) lots)\s*"
            rf"(?:of|de|is|est|=|:)?\s*(?:size|taille)?\s*{_NUMBER}",
            re.I,
        ),
    ),
)


def setting_findings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find settings that are not those of the code, where all of it says the same."""
    code = "\n".join(block.text for block in blocks if block.kind is Kind.CODE)
    for name, written, said in SETTINGS:
        values = {int(number) for number in written.findall(code)}
        for sentence in _sentences(blocks) if len(values) == 1 else ():
            found = said.search(sentence.text)
            if found is None or int(found["number"]) in values or NEGATION.search(sentence.text):
                continue
            if not ELSEWHERE.search(sentence.text):
                (right,) = values
                yield Finding(
                    CODE,
                    sentence.place(found.start("number")),
                    quoted(sentence.text),
                    Verdict.FALSE,
                    f"Le texte dit {found['number']} {name}, et le code {right}.",
                    "",
                    str(right),
                )


def _sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    for block in blocks:
        if block.kind is Kind.PROSE:
            for passage in passages(block):
                yield from sentences(passage)
