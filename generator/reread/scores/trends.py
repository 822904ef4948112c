"""« The validation loss decreases at every epoch », against the epochs printed in the section."""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.epochs import LOGGED
from generator.reread.tables.measure import SPLITS
from generator.reread.wording.phrase import NEGATION

CODE = "tendance-des-epoques"
EVERY = re.compile(
    r"\b(?:(?:à |at )?(?:chaque|every|each) (?:[ée]poque|epoch)|all epochs|toutes les [ée]poques)\b", re.I
)
_DOWN = re.compile(r"\b(?:baiss|diminu|d[ée]cro[iî]|decreas|falls?|drops?|goes down)", re.I)
_UP = re.compile(r"\b(?:augment|cro[iî]t|mont|increas|rises?|grows?|goes up|improv|am[ée]lior)", re.I)
_VALIDATION = re.compile(r"(?<![a-z])val(?:id\w*)?(?![a-z])", re.I)
_NAMES = {
    "loss": re.compile(r"\b(?:loss|perte)\b", re.I),
    "acc": re.compile(r"\b(?:accuracy|exactitude)\b", re.I),
}
LEAST = 3


def epoch_trend_findings(section: Section) -> Iterator[Finding]:
    """Find scores said to go one way at every epoch, that once went the other way."""
    printed = "\n".join(block.text for block in section.of(Kind.OUTPUT))
    for block in section.of(Kind.PROSE) if "val_" in printed else ():
        for sentence in (each for passage in passages(block) for each in sentences(passage)):
            text = sentence.text
            names = [name for name, pattern in _NAMES.items() if pattern.search(text)]
            down, up = _DOWN.search(text), _UP.search(text)
            if not EVERY.search(text) or len(names) != 1 or bool(down) is bool(up) or NEGATION.search(text):
                continue
            validation = _VALIDATION.search(text) is not None
            # One is compared with the other.
            if validation and SPLITS["train"].search(text):
                continue
            series = [
                float(found["number"])
                for found in LOGGED.finditer(printed)
                if found["name"] == names[0] and bool(found["val"]) is validation
            ]
            wrong = [(a, b) for a, b in pairwise(series) if (b > a if down else b < a)]
            # A second training begins again.
            if len(series) >= LEAST and wrong and printed.count("Epoch 1/") <= 1:
                shown = " à ".join(rounded(value, "g") for value in wrong[0])
                yield Finding(
                    CODE,
                    sentence.place(0),
                    quoted(text),
                    Verdict.FALSE,
                    f"Les époques affichées montrent le contraire : elle passe de {shown}.",
                )
