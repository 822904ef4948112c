"""The epoch that a report says is the best, against what its training printed of each."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.epochs import LOGGED, NAMES
from generator.reread.tables.measure import measure
from generator.reread.walk.words import LayerWords
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "meilleure-epoque"
_FIRST = re.compile(r"^\s*Epoch\s+1/\d", re.M)
_BEST = {
    "accuracy": re.compile(
        r"\b(?:best|meilleure?s?|highest|maxim\w+|plus\s+(?:haute?|[ée]lev[ée]e?|grande?))\b", re.I
    ),
    "loss": re.compile(r"\b(?:best|meilleure?s?|lowest|minim\w+|plus\s+(?:basse?|faible|petite?))\b", re.I),
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
            (sentence, said)
            for block in section.of(Kind.PROSE)
            for passage in passages(block)
            for sentence in sentences(passage)
            if (said := _said(sentence.text, words))
        )
        for sentence, (name, epoch) in told:
            printed = _printed(outline, rank, name)
            if 1 <= epoch <= len(printed):
                best = max(printed) if name == "acc" else min(printed)
                if printed[epoch - 1] != best:
                    yield _finding(sentence, epoch, printed.index(best) + 1, printed)


def _said(text: str, words: LayerWords) -> tuple[str, int] | None:
    """Return the score on the validation and the epoch that a sentence says is its best."""
    said = measure(text)
    if not said or said.metric not in _BEST or said.split != "validation":
        return None
    if NEGATION.search(text) or NEARLY.search(text) or not _BEST[said.metric].search(text):
        return None
    ranks = [int(each["rank"] or each["before"]) for each in _NUMBERED.finditer(text)]
    ranks += [rank for name, rank in words.ordinals if re.search(rf"\b(?:{name})\s+{_EPOCH}\b", text, re.I)]
    return (NAMES[said.metric], ranks[0]) if len(ranks) == 1 else None


def _printed(outline: Outline, rank: int, name: str) -> list[Fraction]:
    """Return a score at each epoch of the only training of the nearest part that has one: on validation."""
    for scope in outline.own_scopes(rank):
        outputs = [block.text for each in scope for block in outline.sections[each].of(Kind.OUTPUT)]
        text = "\n".join(outputs)
        if started := len(_FIRST.findall(text)):
            logged = (each for each in LOGGED.finditer(text) if each["val"] and each["name"] == name)
            return [Fraction(each["number"]) for each in logged] if started == 1 else []
    return []


def _finding(sentence: Sentence, epoch: int, right: int, printed: list[Fraction]) -> Finding:
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
