"""« Between epochs 8 and 12 the loss falls », « no overfitting »: against the history of a training."""

import re
from collections.abc import Iterator
from fractions import Fraction

from generator.reread.documents.block import Kind
from generator.reread.documents.outline import Outline
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.epoch_table import History, history
from generator.reread.scores.epochs import NAMES
from generator.reread.tables.measure import Measure, measure
from generator.reread.wording.phrase import NEGATION

TREND, OVERFITS = "tendance-des-epoques", "sur-apprentissage"
_EPOCH = r"(?:[ée]poques?|epochs?)"
_BETWEEN = re.compile(
    rf"\b(?:entre|between)\s+(?:les\s+|the\s+|l['’])?{_EPOCH}\s+(\d{{1,4}})\s+(?:et|and)\s+(?:l['’]{_EPOCH}\s+|{_EPOCH}\s+)?(\d{{1,4}})\b|"
    rf"\b(?:de|from)\s+(?:l['’])?{_EPOCH}\s+(\d{{1,4}})\s+(?:[àa]|to)\s+(?:l['’]{_EPOCH}\s+|{_EPOCH}\s+)?(\d{{1,4}})\b",
    re.I,
)
_UP = re.compile(
    r"\b(?:augmente\w*|(?:re)?mont(?:e|ent|ait)|cro[iî]t|grandit|s['’]accro[iî]t|increas\w+|rises?|rose|"
    r"goes up|went up|climbs?|grows?)\b",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:bais(?:se|sent|sait)|descend\w*|diminu\w+|d[ée]cro[iî]t|chute|decreas\w+|drops?|dropped|falls?|fell|"
    r"goes down|went down)\b",
    re.I,
)
_PART = re.compile(
    r"[,;]\s+|\s+(?=(?:mais|but|alors que|tandis que|while|whereas)\s)|"
    r"\s+(?=(?:et|and)\s+(?:celle|celui|that|the|la)\s)",
    re.I,
)
_DENIED = re.compile(
    r"\b(?:aucun|pas de|pas d['’]|no|without|sans)\s+"
    r"(?:(?:signe|trace|sign|evidence)s?\s+(?:de\s+|d['’]|of\s+))?(?:sur-?apprentissage|sur-?ajustement|over-?fitting)\b|"
    r"\b(?:ne\s+sur-?appren\w+\s+pas|does\s+not\s+over-?fit|n['’]est\s+pas\s+en\s+sur-?apprentissage)\b",
    re.I,
)
_REASON = re.compile(r"\b(?:gr[âa]ce|thanks|dropout|car|because|si|if|pour|to avoid|[ée]vit\w*)\b", re.I)
# « B shows no overfitting », where the history is that of A.
_LABEL = re.compile(r"(?<![\w'’])(?:[B-Z]\d?|A(?=\d|\s+(?:ne|shows|does|n)\b))(?![\w'’-])")
_WHOSE = re.compile(r"histor|courbe|curve|[ée]poque|epoch", re.I)
# A validation loss that is worse by this much goes up, whatever chance does.
RISE = Fraction(105, 100)


def between_findings(outline: Outline) -> Iterator[Finding]:
    """Find what the only history of a part contradicts: which way a score goes, and that nothing overfits."""
    for rank, section in enumerate(outline.sections):
        for passage in (each for block in section.of(Kind.PROSE) for each in passages(block)):
            for sentence in sentences(passage):
                between, denied = _BETWEEN.search(sentence.text), _DENIED.search(sentence.text)
                known = history(outline, rank) if between or denied else None
                if known and between:
                    first, last = (int(each) for each in between.groups() if each)
                    yield from _moves(sentence, known, first, last, between.end())
                own = "\n".join(
                    line.text
                    for block in section.blocks
                    for line in block.lines
                    if _WHOSE.search(line.text) and line.text.strip() != sentence.passage.line(0).text.strip()
                )
                labels = {each[0] for each in _LABEL.finditer(sentence.text)}
                if known and denied and labels <= {each[0] for each in re.finditer(r"\b[A-Z]\d?\b", own)}:
                    yield from _overfits(sentence, known, denied)


def _moves(sentence: Sentence, known: History, first: int, last: int, start: int) -> Iterator[Finding]:
    held: Measure | None = None
    for piece in _PART.split(sentence.text[start:]):
        own = measure(piece)
        if own is None:
            return
        # « The loss on training falls, but that on the validation rises »
        held = Measure(own.metric or (held.metric if held else ""), own.split)
        up, down = _UP.search(piece), _DOWN.search(piece)
        name = NAMES.get(held.metric, "")
        validation = held.split == "validation"
        pair = [known.at(name, validation, epoch) for epoch in (first, last)] if held.split else [None]
        if bool(up) is bool(down) or None in pair or held.split == "test" or NEGATION.search(piece):
            continue
        before, after = (each for each in pair if each is not None)
        if (after < before) if up else (after > before):
            yield Finding(
                TREND,
                sentence.place(start),
                quoted(sentence.text),
                Verdict.FALSE,
                f"D’après les époques affichées, ce score passe de {_shown(before)} (époque {first}) à "
                f"{_shown(after)} (époque {last}).",
            )


def _overfits(sentence: Sentence, known: History, denied: re.Match[str]) -> Iterator[Finding]:
    values, learnt = known.series.get(("loss", True), ()), known.series.get(("loss", False), ())
    if not values or not learnt or _REASON.search(sentence.text):
        return
    best = values.index(min(values))
    if values[-1] >= RISE * values[best] and learnt[-1] < learnt[best]:
        yield Finding(
            OVERFITS,
            sentence.place(denied.start()),
            quoted(sentence.text),
            Verdict.DOUBT,
            f"Après l’époque {known.epochs[best]}, la perte de validation remonte de {_shown(values[best])} "
            f"à {_shown(values[-1])} alors que celle d’entraînement baisse encore : c’est le signe habituel "
            "du sur-apprentissage.",
        )


def _shown(value: Fraction) -> str:
    return rounded(value, ".4f")
