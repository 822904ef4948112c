"""« It predicts the 2 too often »: against the precision and the recall of that class."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Block, Kind, Line, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.scores.class_rates import ClassRates, Range
from generator.reread.scores.reported import scores

CODE = "trop-souvent-predit"
_PREDICTS = r"(?:pr[ée]di\w+|predict\w*|r[ée]pond\w*|answers?|dit|says?|annonce\w*|voit|sees)"
_OFTEN = r"(?:trop\s+souvent|too\s+(?:often|many|much))"
_SELDOM = r"(?:trop\s+(?:rarement|peu)|too\s+(?:rarely|seldom|few))"
_SAID = re.compile(rf"\b{_PREDICTS}\b[^.;?]{{0,30}}?\b(?:(?P<often>{_OFTEN})|(?P<seldom>{_SELDOM}))\b", re.I)
_DENIED = re.compile(r"\b(?:pas|not|never|jamais)\b|n't\b", re.I)
_LABEL = re.compile(r"(?<![\w.,/])(\d)(?:s\b)?(?![\w%]|[.,]\d|\s?[%/])")


def overpredicted_findings(section: Section, known: Sequence[ClassRates]) -> Iterator[Finding]:
    """Find classes said to be predicted too often that are put there less than they come, or the contrary."""
    for block in section.of(Kind.PROSE):
        for sentence in (each for passage in passages(block) for each in sentences(passage)):
            said = _SAID.search(sentence.text)
            if said and not _DENIED.search(said[0]):
                for precision, recall in _rates(sentence, known):
                    # More are put in a class than there are where fewer of those put there are right.
                    often = precision[1] < recall[0]
                    if (often or precision[0] > recall[1]) and often is not bool(said["often"]):
                        sign = "inférieure" if often else "supérieure"
                        yield Finding(
                            CODE,
                            sentence.place(said.start()),
                            quoted(sentence.text),
                            Verdict.FALSE,
                            f"La précision de cette classe est {sign} à son rappel : elle est prédite "
                            f"{'plus' if often else 'moins'} souvent qu’elle ne se présente.",
                        )
                        break


def _rates(sentence: Sentence, known: Sequence[ClassRates]) -> Iterator[tuple[Range, Range]]:
    """Go through the precision and the recall that a sentence gives, or that are known of its class."""
    own = [*scores([Block(Kind.PROSE, (Line(sentence.text, sentence.place(0)),))])]
    told = [
        [(each.low, each.high) for each in own if each.metric == name] for name in ("precision", "recall")
    ]
    labels = {int(label) for label in _LABEL.findall(sentence.text)}
    if all(len(each) == 1 for each in told):
        yield told[0][0], told[1][0]
    elif len(known) == 1 and len(labels) == 1 and (label := labels.pop()) < len(known[0].rates["recall"]):
        yield known[0].rates["precision"][label], known[0].rates["recall"][label]
