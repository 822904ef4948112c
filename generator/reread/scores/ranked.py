"""The class said to be recognised best or worst, against the only confusion matrix of its section."""

import re
from collections.abc import Iterator, Sequence

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted, rounded
from generator.reread.scores.matrix import Matrix
from generator.reread.wording.phrase import NEGATION

CODE = "classe-la-mieux-reconnue"
_RECOGNISED = re.compile(
    r"recogni[sz]|reconn|classifi|class[ée]e?s?\b|recall|rappel|difficil|facile|hard|eas[iy]", re.I
)
_BEST = re.compile(
    r"\b(?:the best|le mieux|la mieux|(?:the )?highest|meilleur rappel|rappel le plus (?:haut|[ée]lev[ée])|"
    r"plus facile|easiest)\b",
    re.I,
)
_WORST = re.compile(
    r"\b(?:the worst|le moins bien|la moins bien|(?:the )?lowest|plus faible rappel|"
    r"rappel le plus (?:bas|faible)|plus difficile|hardest|most difficult|le plus mal|pire rappel|least)\b",
    re.I,
)
_LABEL = re.compile(r"(?<![\w.,/])(\d)(?:s\b)?(?![\w%]|[.,]\d|\s?[%/])")
# Among some classes only, or in a row.
_PARTIAL = re.compile(
    r"\b(?:after|apr[èe]s|second\w*|deuxi[èe]me|parmi|among|except\w*|sauf|suivi\w*|followed|then|puis)\b",
    re.I,
)
_CUT = re.compile(r",\s|;|\s(?:and|et|while|but|mais|tandis que|alors que|whereas)\s", re.I)
_PRECISION = re.compile(r"pr[ée]cision", re.I)
LEAST_CLASSES = 3


def ranked_findings(section: Section, tables: Sequence[Matrix]) -> Iterator[Finding]:
    """Find classes said to be first or last that are so by no rate and no number of errors."""
    large = [table for table in tables if len(table.rows) >= LEAST_CLASSES]
    if len(large) != 1:
        return
    table = large[0]
    for block in section.of(Kind.PROSE):
        for sentence in (each for passage in passages(block) for each in sentences(passage)):
            text = sentence.text
            if not _RECOGNISED.search(text) or NEGATION.search(text) or _PARTIAL.search(text):
                continue
            both = _BEST.search(text) and _WORST.search(text)
            for part in _CUT.split(text) if both else [text]:
                yield from _judged(sentence, part, table)


def _judged(sentence: Sentence, text: str, table: Matrix) -> Iterator[Finding]:
    best, worst = _BEST.search(text), _WORST.search(text)
    said = best or worst
    labels = {int(label) for label in _LABEL.findall(text)}
    if said is None or (best and worst) or len(labels) != 1:
        return
    (label,) = labels
    if label >= len(table.rows):
        return
    ranks = [*_ranks(table, sentence.text)]
    if any((max if best else min)(rates) == rates[label] for rates in ranks):
        return
    recalls = ranks[0]
    first = recalls.index(max(recalls) if best else min(recalls))
    yield Finding(
        CODE,
        sentence.place(sentence.text.find(text) + said.start()),
        quoted(sentence.text),
        Verdict.FALSE,
        f"D’après la matrice de confusion, c’est {first} (rappel de {_percent(recalls[first])}), et "
        f"non {label} ({_percent(recalls[label])}).",
        "",
        str(first),
    )


def _ranks(table: Matrix, text: str) -> Iterator[list[float]]:
    """Go through what may rank classes: recalls, F1, numbers of errors; precisions where a text says so."""
    pairs = [(table.recall(label), table.precision(label)) for label in range(len(table.rows))]
    yield [recall[0] / max(recall[1], 1) for recall, _ in pairs]
    yield [2 * recall[0] / max(recall[1] + precision[1], 1) for recall, precision in pairs]
    yield [recall[0] - recall[1] for recall, _ in pairs]
    if _PRECISION.search(text):
        yield [precision[0] / max(precision[1], 1) for _, precision in pairs]


def _percent(value: float) -> str:
    return f"{rounded(value * 100, '.2f')} %"
