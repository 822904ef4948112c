"""What sentences say of the only training printed in their part: its extremes, and how far it went."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.best_epoch import BEST
from generator.reread.scores.elsewhere import numbers
from generator.reread.scores.epochs import NAMES
from generator.reread.scores.measured import Part, measured_parts
from generator.reread.scores.mention import bounds
from generator.reread.scores.training import Training, training
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "score-d-epoque"
_NUMBER = r"(?<![\w.,])(?:\d{1,3}(?:[.,]\d{1,6})?\s?%|\d{1,2}[.,]\d{1,6})(?![\w%]|[.,]\d)"
_RATE = re.compile(_NUMBER)
_CHANGE = re.compile(
    r"\b(?:from|de|d['’]|entre)\s*(?P<first>\d{1,3}(?:[.,]\d{1,6})?)\s?(?P<unit>%)?\s+"
    r"(?:\([^()]*\)\s+)?(?:jusqu['’])?(?:à|to|down to|up to|->|→|et)\s*"
    r"(?P<last>\d{1,3}(?:[.,]\d{1,6})?)\s?(?P<percent>%)?(?![\w%]|[.,]\d)",
    re.I,
)
_EPOCH = re.compile(r"[ée]poque|epoch", re.I)
BEST_OF = {"accuracy": max, "loss": min}
_AT_LAST = re.compile(
    r"\b(?:derni[èe]re|last|final)\s+(?:[ée]poque|epoch)|\b(?:à la fin|at the end|en fin d)\b", re.I
)
_AFTER_ALL = re.compile(
    r"\b(?:apr[èe]s|after)\s+(?:les\s+|the\s+)?(?P<epochs>\d{1,4})\s+(?:[ée]poques|epochs)\b", re.I
)
_NEVER = re.compile(r"\bne d[ée]passe jamais\b|\bnever (?:exceeds|goes above|gets above|rises above)\b", re.I)
_SPLITS = {"train": (False,), "validation": (True,), "": (False, True)}
# Beyond, it is the score of something else.
NEAR = {"accuracy": Fraction(1, 20), "loss": Fraction(1, 5)}
_POINTS = re.compile(r"\s?(?:points?|pts?|pp)\b", re.I)


def history_findings(outline: Outline) -> Iterator[Finding]:
    """Find the first, the last, the best scores of a training that are none of those that it printed."""
    for rank, section in enumerate(outline.sections):
        told = [
            sentence
            for block in section.of(Kind.PROSE)
            for passage in passages(block)
            for sentence in sentences(passage)
        ]
        known = training(outline, rank) if told else None
        others = [*numbers(section)]
        for sentence in told if known else ():
            for part in measured_parts(sentence.text):
                if known and part.measure.metric in NAMES and not NEGATION.search(part.text):
                    yield from (
                        _change(sentence, part, known)
                        or _extreme(sentence, part, known, others)
                        or _last(sentence, part, known)
                    )


def _series(part: Part, known: Training) -> list[tuple[Fraction, ...]]:
    name = NAMES[part.measure.metric]
    splits = _SPLITS.get(part.measure.split, ())
    return [known.series[name, split] for split in splits if known.series.get((name, split))]


def _change(sentence: Sentence, part: Part, known: Training) -> list[Finding]:
    """« From 84.2 % to 98.4 % »: two of its scores, in order."""
    found = _CHANGE.search(part.text)
    every = _series(part, known)
    if found is None or not every or NEARLY.search(part.text):
        return []
    percent = found["percent"] or found["unit"]
    if not percent and part.measure.metric == "accuracy" and Fraction(_dot(found["last"])) > 1:
        percent = "%"
    (first, last) = (bounds(f"{found[name]}{percent or ''}") for name in ("first", "last"))
    # « From 0.48 to 0.11 » is all of it, or as far as its best, unless epochs are told.
    far = None if _EPOCH.search(sentence.text) else BEST_OF[part.measure.metric]
    if any(
        _in(first, before) and _in(last, after)
        for values in every
        for k, before in enumerate(values)
        for after in (values[k:] if far is None else (values[-1], far(values)))
    ):
        return []
    for values in every:
        starts, ends = _in(first, values[0]), _in(last, values[-1])
        if starts or ends:
            right, wrong = (values[-1], found["last"]) if starts else (values[0], found["first"])
            return [_finding(sentence, part, right, f"{wrong}{' %' if percent else ''}")]
    return []


def _extreme(
    sentence: Sentence, part: Part, known: Training, others: Sequence[tuple[Fraction, Fraction]]
) -> list[Finding]:
    """« The best accuracy on the validation is 98.9 % »."""
    rates = [each for each in _RATE.finditer(part.text) if not _POINTS.match(part.text, each.end())]
    every = _series(part, known)
    metric = part.measure.metric
    if len(rates) != 1 or len(every) != 1 or not part.measure.split or not BEST[metric].search(part.text):
        return []
    if NEARLY.search(part.text) or known.epochs == 0:
        return []
    (values,) = every
    best = BEST_OF[metric](values)
    written = rates[0][0]
    low, high = bounds(written)
    printed = any(_in((low, high), value) for value in values)
    if _in((low, high), best) or (abs(low - best) >= NEAR[metric] and not printed):
        return []
    if not printed and any(first <= high and low <= last for first, last in others):
        return []
    return [_finding(sentence, part, best, written)]


def _last(sentence: Sentence, part: Part, known: Training) -> list[Finding]:
    """« At the last epoch, the accuracy on training is 97.2 % », « it never exceeds 87.5 % »."""
    rates = [each for each in _RATE.finditer(part.text) if not _POINTS.match(part.text, each.end())]
    every = _series(part, known)
    if len(rates) != 1 or len(every) != 1 or not part.measure.split or known.epochs == 0:
        return []
    (values,) = every
    low, high = bounds(rates[0][0])
    if _NEVER.search(part.text):
        return [_finding(sentence, part, max(values), rates[0][0])] if max(values) >= high else []
    after = _AFTER_ALL.search(sentence.text)
    ended = _AT_LAST.search(sentence.text) or (after and int(after["epochs"]) == known.epochs)
    if not ended or NEARLY.search(part.text) or _in((low, high), values[-1]):
        return []
    near = abs(values[-1] - low) < NEAR[part.measure.metric] or any(_in((low, high), x) for x in values)
    return [_finding(sentence, part, values[-1], rates[0][0])] if near else []


def _in(bound: tuple[Fraction, Fraction], value: Fraction) -> bool:
    return bound[0] <= value < bound[1]


def _dot(written: str) -> str:
    return written.replace(",", ".")


def _finding(sentence: Sentence, part: Part, right: Fraction, wrong: str) -> Finding:
    shown = f"{rounded(right * 100, '.2f')} %" if "%" in wrong else rounded(right, ".4f")
    return Finding(
        CODE,
        sentence.place(part.start),
        quoted(sentence.text),
        Verdict.FALSE,
        f"D’après ce que l’entraînement affiche, c’est {shown}, et non {wrong}.",
        "",
        shown,
        wrong=wrong,
    )
