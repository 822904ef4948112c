"""« The validation loss decreases at every epoch », against the epochs printed in the section."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
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
# Of the whole way: what comes last is no higher than what came before, but for so much.
_TO_THE_END = re.compile(
    r"jusqu['’](?:[àa] la fin|[àa] la (?:toute )?derni[èe]re [ée]poque|au bout)\b|"
    r"\b(?:until|till|(?:up|right|down) to) the (?:very )?(?:end|last epoch)\b",
    re.I,
)
SLIGHT = Fraction(1, 20)
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
                down, up = _DOWN.search(text), _UP.search(text)
                validation = _VALIDATION.search(text) is not None
                if len(names) != 1 or bool(down) is bool(up) or NEGATION.search(text):
                    continue
                # One is compared with the other.
                if validation and SPLITS["train"].search(text):
                    continue
                known = training(outline, rank)
                series = known.series.get((names[0], validation), ()) if known else ()
                wrong = _wrong_step(text, series, down is not None) if len(series) >= LEAST else None
                if wrong:
                    shown = " à ".join(rounded(float(value), "g") for value in wrong)
                    yield Finding(
                        CODE,
                        sentence.place(0),
                        quoted(text),
                        Verdict.FALSE,
                        f"Les époques affichées montrent le contraire : elle passe de {shown}.",
                    )


def _wrong_step(text: str, series: Sequence[Fraction], down: bool) -> tuple[Fraction, Fraction] | None:
    """Return the scores of two epochs, in order, that go the other way than a sentence says; None without."""
    if EVERY.search(text):
        steps = [*pairwise(series)]
    elif LAST.search(text) and not _FROM.search(text):
        steps = [*pairwise(series)][-1:]
    elif _TO_THE_END.search(text):
        best = min(series) if down else max(series)
        steps = [(best, series[-1])] if abs(series[-1] - best) > SLIGHT * best else []
    else:
        steps = []
    return next(((a, b) for a, b in steps if (b > a if down else b < a)), None)
