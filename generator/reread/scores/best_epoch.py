"""The epoch that a report says is the best, against what its training printed of each."""

import re
from collections.abc import Iterator

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.epoch_table import History, history
from generator.reread.scores.epochs import NAMES
from generator.reread.scores.measured import Part, measured_parts
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
_ANY = re.compile(_EPOCH, re.I)
_NUMBERED = re.compile(
    rf"\b{_EPOCH}\s*(?:n[°o]\s*)?(?P<rank>\d{{1,4}})\b|\b(?P<before>\d{{1,4}})\s*(?:st|nd|rd|th|[èe](?:re|me)?)\s+{_EPOCH}\b",
    re.I,
)


# What the code or the text of a part asks for: the weights of the epoch with the best score.
_ASKED = re.compile(
    r"restore_best|meilleurs? poids|best weights|save_best|EarlyStopping|early stopping|ModelCheckpoint", re.I
)
_WATCHED = re.compile(r"(?:\bmonitor\s*=\s*|\b(?:sur|on|de|of)\s+)[\"'`\x1e]?val_(loss|acc)", re.I)
_KEPT = re.compile(
    rf"\b(?:poids|weights|mod[èe]le|model)\s+(?:de\s+l['’]|of\s+(?:the\s+)?|from\s+|à\s+l['’]){_EPOCH}\s*(?P<rank>\d{{1,4}})\b"
    rf"(?=[^.;]*\b(?:restaur|gard|conserv|repri|recharg|restor|kept|keep|load|retenu))|"
    rf"\b(?:restaur\w*|gard\w*|conserv\w*|repren\w*|recharg\w*|restor\w*|kept|keeps?|load\w*)\b[^.;\d]{{0,40}}"
    rf"\b(?:poids|weights|mod[èe]le|model)\s+(?:de\s+l['’]|of\s+(?:the\s+)?|from\s+|à\s+l['’]){_EPOCH}\s*(?P<after>\d{{1,4}})\b",
    re.I,
)


def best_epoch_findings(outline: Outline, words: LayerWords) -> Iterator[Finding]:
    """Find epochs that are said to be the best of the only training of a part, and are not."""
    for rank, section in enumerate(outline.sections):
        told = [
            sentence
            for block in section.of(Kind.PROSE, Kind.CODE)
            for passage in passages(block)
            for sentence in sentences(passage)
        ]
        for sentence in told:
            known = history(outline, rank) if _ANY.search(sentence.text) else None
            yield from _judged(sentence, known, words) if known else ()
            asked = "\n".join(block.text for block in section.blocks)
            yield from _kept(sentence, known, asked) if known and _ASKED.search(asked) else ()


def _judged(sentence: Sentence, known: History, words: LayerWords) -> Iterator[Finding]:
    for part in measured_parts(sentence.text):
        epoch = _said(part, words)
        name = NAMES.get(part.measure.metric, "")
        printed = known.series.get((name, True), ())
        if epoch in known.epochs and printed:
            right = _best(known, name)
            if known.at(name, True, epoch) != known.at(name, True, right):
                yield _finding(sentence, epoch, right, known, name)


def _kept(sentence: Sentence, known: History, asked: str) -> Iterator[Finding]:
    """« The weights of epoch 4 were restored »: the best on the validation, by the one score or the other."""
    said = _KEPT.search(sentence.text)
    epoch = int(said["rank"] or said["after"]) if said else 0
    watched = _WATCHED.search(asked)
    names = [name for name in NAMES.values() if known.series.get((name, True))]
    names = [name for name in names if not watched or watched[1].lower().startswith(name)]
    if epoch not in known.epochs or not names or NEGATION.search(sentence.text):
        return
    if all(known.at(name, True, epoch) != known.at(name, True, _best(known, name)) for name in names):
        yield _finding(sentence, epoch, _best(known, names[-1]), known, names[-1])


def _best(known: History, name: str) -> int:
    """Return the first of the best epochs on the validation."""
    values = known.series[name, True]
    return known.epochs[values.index(min(values) if name == NAMES["loss"] else max(values))]


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


def _finding(sentence: Sentence, epoch: int, right: int, known: History, name: str) -> Finding:
    best, said = (rounded(known.at(name, True, rank) or 0, "g") for rank in (right, epoch))
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
