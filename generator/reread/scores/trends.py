"""« The validation loss decreases at every epoch », against the epochs printed in the section."""

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.training import training
from generator.reread.tables.measure import SPLITS
from generator.reread.wording.phrase import NEGATION

CODE = "tendance-des-epoques"
LAST = re.compile(
    r"\b(?:[àa] la|at the|in the|sur la|lors de la|pendant la)\s+(?:toute\s+|very\s+)?"
    r"(?:derni[èe]re|last|final)\s+(?:[ée]poque|epoch)\b",
    re.I,
)
# Of all the epochs, down to the last one.
_FROM = re.compile(
    r"\b(?:premi[èe]re|first|jusqu|until|till|up to|entre|between|from|depuis|globalement|overall)\b|jusqu",
    re.I,
)
EVERY = re.compile(
    r"\b(?:(?:à |at )?(?:chaque|every|each) (?:[ée]poque|epoch)|all epochs|toutes les [ée]poques)\b", re.I
)
_DOWN = re.compile(r"\b(?:baiss|diminu|d[ée]cro[iî]|decreas|falls?|drops?|goes down)", re.I)
_UP = re.compile(
    r"\b(?:augment|cro[iî]t|(?:re)?mont|increas|rises?|rising|grows?|goes (?:back )?up|improv|am[ée]lior)",
    re.I,
)
_VALIDATION = re.compile(r"(?<![a-z])val(?:id\w*)?(?![a-z])", re.I)
_NAMES = {
    "loss": re.compile(r"(?<![a-z])(?:loss|perte)\b", re.I),
    "acc": re.compile(r"\b(?:accuracy|exactitude)\b", re.I),
}
LEAST = 3


def epoch_trend_findings(outline: Outline) -> Iterator[Finding]:
    """Find scores said to go one way at every epoch, or at the last one, that went the other way."""
    for rank, section in enumerate(outline.sections):
        for block in section.of(Kind.PROSE):
            for sentence in (each for passage in passages(block) for each in sentences(passage)):
                text = sentence.text
                names = [name for name, pattern in _NAMES.items() if pattern.search(text)]
                down, up, last = _DOWN.search(text), _UP.search(text), LAST.search(text)
                validation = _VALIDATION.search(text) is not None
                if len(names) != 1 or bool(down) is bool(up) or NEGATION.search(text):
                    continue
                if last and _FROM.search(text):
                    continue
                # One is compared with the other.
                if not (last or EVERY.search(text)) or (validation and SPLITS["train"].search(text)):
                    continue
                known = training(outline, rank)
                series = known.series.get((names[0], validation), ()) if known else ()
                steps = [*pairwise(series)][-1:] if last else [*pairwise(series)]
                wrong = [(a, b) for a, b in steps if (b > a if down else b < a)]
                if len(series) >= LEAST and wrong:
                    shown = " à ".join(rounded(float(value), "g") for value in wrong[0])
                    yield Finding(
                        CODE,
                        sentence.place(0),
                        quoted(text),
                        Verdict.FALSE,
                        f"Les époques affichées montrent le contraire : elle passe de {shown}.",
                    )
