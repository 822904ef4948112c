"""How far the scores of a printed training are apart: from epoch to epoch, or on both parts of the data."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.epochs import NAMES
from generator.reread.scores.measured import measured_parts
from generator.reread.scores.training import Training, training
from generator.reread.scores.trends import EVERY
from generator.reread.tables.measure import METRICS, SPLITS
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

GAP, ORDER = "ecart-des-epoques", "tendance-des-epoques"
_POINTS = re.compile(r"(?<![\w.,])(?P<number>\d{1,2}(?:[.,]\d{1,3})?)\s?(?:%\s?)?(?:points?|pts?|pp)\b", re.I)
_BETWEEN = re.compile(r"\b(?:gap|difference|[ée]cart|diff[ée]rence)\b", re.I)
_ABOVE = re.compile(
    r"\b(?:higher|greater|better|above|sup[ée]rieure?s?|au[- ]dessus|meilleure?s?|d[ée]passe)\b", re.I
)
_BELOW = re.compile(
    r"\b(?:lower|smaller|worse|below|inf[ée]rieure?s?|au[- ]dessous|en dessous|moins bonne?)\b", re.I
)
_BETTER = re.compile(r"\b(?:better|worse|meilleure?s?|moins bonne?s?|pire)\b", re.I)
# What a gap said to be nearly so may be away, in points.
LEEWAY = Fraction(1)


def progress_findings(outline: Outline) -> Iterator[Finding]:
    """Find gaps between the scores of the only training of a part that no epochs have."""
    for rank, section in enumerate(outline.sections):
        for block in section.of(Kind.PROSE):
            for sentence in (each for passage in passages(block) for each in sentences(passage)):
                for text in _texts(sentence.text):
                    metrics = [name for name in NAMES if METRICS[name].search(text)]
                    splits = [name for name, pattern in SPLITS.items() if pattern.search(text)]
                    if len(metrics) != 1 or "test" in splits or not splits or NEGATION.search(text):
                        continue
                    known = training(outline, rank)
                    if known and known.epochs > 1:
                        name = NAMES[metrics[0]]
                        yield from _gap(sentence, text, name, splits, known)
                        yield from _order(sentence, text, name, splits, known)


def _texts(text: str) -> list[str]:
    """Return a sentence, or its parts where it is about several scores."""
    several = sum(METRICS[name].search(text) is not None for name in NAMES) > 1
    return [part.text for part in measured_parts(text)] if several else [text]


def _gap(sentence: Sentence, text: str, name: str, splits: list[str], known: Training) -> Iterator[Finding]:
    """« A gap of 20 points at the last epoch », « the accuracy on the validation gains 1.6 points »."""
    said = [*_POINTS.finditer(text)]
    if name != "acc" or len(said) != 1:
        return
    if len(splits) == 2 and not _BETWEEN.search(text):
        return
    if len(splits) == 2:
        pairs = [*zip(known.series.get((name, False), ()), known.series.get((name, True), ()), strict=False)]
        right = pairs[-1] if pairs else None
    else:
        values = known.series.get((name, splits[0] == "validation"), ())
        pairs = [(first, last) for k, first in enumerate(values) for last in values[k + 1 :]]
        right = (values[0], values[-1]) if values else None
    body = said[0]["number"].replace(",", ".")
    value, unit = Fraction(body), Fraction(1, 10 ** len(body.partition(".")[2]))
    leeway = max(unit, LEEWAY) if NEARLY.search(text) else unit
    gaps = [100 * abs(first - last) for first, last in pairs]
    if right is None or any(abs(gap - value) <= leeway for gap in gaps):
        return
    gap = 100 * abs(right[0] - right[1])
    # Beyond, it is the gap of something else.
    if gap and not Fraction(1, 3) < value / gap < 3:
        return
    yield Finding(
        GAP,
        sentence.place(sentence.text.find(said[0][0])),
        quoted(sentence.text),
        Verdict.FALSE,
        f"D’après les époques affichées, de {rounded(right[0], '.4f')} à {rounded(right[1], '.4f')}, l’écart "
        f"est de {rounded(gap, '.4g')} points.",
        "",
        rounded(gap, ".4g"),
        wrong=said[0]["number"],
    )


def _order(sentence: Sentence, text: str, name: str, splits: list[str], known: Training) -> Iterator[Finding]:
    """« The accuracy on the validation is higher than that on training at every epoch »."""
    above, below = _ABOVE.search(text), _BELOW.search(text)
    if name == NAMES["loss"] and _BETTER.search(text):
        # A better loss is a lower one.
        above, below = below, above
    if len(splits) != 2 or bool(above) is bool(below) or not EVERY.search(text):
        return
    first = min(splits, key=lambda split: SPLITS[split].search(text).start())  # type: ignore[union-attr]
    own, other = (known.series.get((name, validation), ()) for validation in _sides(first))
    wrong = [(a, b) for a, b in zip(own, other, strict=False) if (a < b if above else a > b)]
    if wrong:
        shown = " contre ".join(rounded(value, ".4f") for value in wrong[0])
        yield Finding(
            ORDER,
            sentence.place(0),
            quoted(sentence.text),
            Verdict.FALSE,
            f"Les époques affichées montrent le contraire : {shown}.",
        )


def _sides(first: str) -> tuple[bool, bool]:
    return (True, False) if first == "validation" else (False, True)
