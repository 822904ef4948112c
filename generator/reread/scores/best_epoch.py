"""The epoch that a report says is the best, against what its training printed of each."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.epochs import NAMES
from generator.reread.scores.measured import Part, measured_parts
from generator.reread.scores.training import training
from generator.reread.walk.words import LayerWords
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "meilleure-epoque"
BEST = {
    "accuracy": re.compile(
        r"\b(?:best|meilleure?s?|highest|maxim\w+|plus\s+(?:haute?|[ée]lev[ée]e?|grande?))\b", re.I
    ),
    "loss": re.compile(
        r"\b(?:best|meilleure?s?|lowest|smallest|minim\w+|plus\s+(?:basse?|faible|petite?))\b", re.I
    ),
}
_EPOCH = r"(?:epoch|[ée]poque)"
_NUMBERED = re.compile(
    rf"\b{_EPOCH}\s*(?:n[°o]\s*)?(?P<rank>\d{{1,4}})\b|\b(?P<before>\d{{1,4}})\s*(?:st|nd|rd|th|[èe](?:re|me)?)\s+{_EPOCH}\b",
    re.I,
)


def best_epoch_findings(outline: Outline, words: LayerWords) -> Iterator[Finding]:
    """Find epochs that are said to be the best of the only training of a part, and are not."""
    for rank, section in enumerate(outline.sections):
        told = (
            (sentence, part.measure.metric, epoch)
            for block in section.of(Kind.PROSE)
            for passage in passages(block)
            for sentence in sentences(passage)
            for part in measured_parts(sentence.text)
            if (epoch := _said(part, words))
        )
        for sentence, metric, epoch in told:
            known = training(outline, rank)
            printed = known.series.get((NAMES[metric], True), ()) if known and known.epochs else ()
            if 1 <= epoch <= len(printed):
                best = max(printed) if metric == "accuracy" else min(printed)
                if printed[epoch - 1] != best:
                    yield _finding(sentence, epoch, printed.index(best) + 1, printed)


def _said(part: Part, words: LayerWords) -> int:
    """Return the epoch that a part of a sentence says is the best on the validation, 0 for none."""
    said, text = part.measure, part.text
    if said.metric not in BEST or said.split != "validation":
        return 0
    if NEGATION.search(text) or NEARLY.search(text) or not BEST[said.metric].search(text):
        return 0
    ranks = [int(each["rank"] or each["before"]) for each in _NUMBERED.finditer(text)]
    ranks += [rank for name, rank in words.ordinals if re.search(rf"\b(?:{name})\s+{_EPOCH}\b", text, re.I)]
    return ranks[0] if len(ranks) == 1 else 0


def _finding(sentence: Sentence, epoch: int, right: int, printed: Sequence[Fraction]) -> Finding:
    best, said = (rounded(printed[rank - 1], "g") for rank in (right, epoch))
    return Finding(
        CODE,
        sentence.place(0),
        quoted(sentence.text),
        Verdict.FALSE,
        f"D’après ce que l’entraînement affiche, c’est l’époque {right} "
        f"({best}), et non l’époque {epoch} ({said}).",
        "",
        str(right),
    )
