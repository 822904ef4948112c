"""Classes that a sentence says are confused most, against the only confusion matrix of its section."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.scores.matrix import Matrix
from generator.reread.wording.phrase import NEGATION

CODE = "classes-confondues"
_MOST = (
    r"(?:les? plus|plus (?:souvent|fr[ée]quem\w+|fr[ée]quente?s?|courante?s?|grande?s?)|most|principale?s?|"
    r"surtout|mainly)"
)
_CONFUSED = r"(?:confu\w+|confond\w*|m[ée]lang\w+|mistaken)"
SAID = re.compile(
    rf"(?:{_MOST}[^.;?\d]{{0,40}}{_CONFUSED}|{_CONFUSED}[^.;?\d]{{0,40}}{_MOST})[^.;?\d]{{0,40}}"
    rf"(?P<after>(?<![\w.,])\d\b)[^.;?\d]{{1,30}}(?P<with>\d)(?![\w%]|[.,]\d)|"
    rf"(?<![\w.,])(?P<first>\d)\s*(?:et|and|/|&)\s*(?:les?\s+|the\s+)?(?P<second>\d)\b[^.;?\d]{{0,40}}{_MOST}"
    rf"[^.;?\d]{{0,20}}{_CONFUSED}",
    re.I,
)
PAIR = re.compile(r"(?<![\w.,])\d\s*(?:et|and|/|&|,|-)\s*(?:les?\s+|the\s+)?\d(?![\w%]|[.,]\d)", re.I)
LABEL = re.compile(r"(?<![\w.,])\d(?![\w%]|[.,]\d)")
LEAST_CLASSES = 3
# Pairs that are confused nearly as often may be said to be confused most.
FAR = 1.5


def confused_findings(section: Section, tables: Sequence[Matrix]) -> Iterator[Finding]:
    """Find pairs of classes said to be confused most where others are, one way or both ways together."""
    large = [table for table in tables if len(table.rows) >= LEAST_CLASSES]
    if len(large) != 1:
        return
    rows = large[0].rows
    pairs = {(a, b): rows[a][b] + rows[b][a] for a, b in combinations(range(len(rows)), 2)}
    most = max(pairs.values())
    directed = max(rows[a][b] for a in range(len(rows)) for b in range(len(rows)) if a != b)
    for block in section.of(Kind.PROSE):
        for sentence in (each for passage in passages(block) for each in sentences(passage)):
            said = SAID.search(sentence.text)
            # Several pairs are not all the first one.
            if said is None or NEGATION.search(said[0]) or len(PAIR.findall(sentence.text)) > 1:
                continue
            # « The 7 is confused most with the 1 »: of one class, not of all.
            if said["after"] and LABEL.search(sentence.text[: said.start()]):
                continue
            first, second = sorted(int(said[name]) for name in _names(said))
            known = first != second and second < len(rows)
            if not known or pairs[first, second] * FAR >= most:
                continue
            if directed in (rows[first][second], rows[second][first]):
                continue
            (a, b) = max(pairs, key=lambda pair: pairs[pair])
            yield Finding(
                CODE,
                sentence.place(said.start()),
                quoted(sentence.text),
                Verdict.FALSE,
                f"D’après la matrice de confusion, {first} et {second} sont confondus "
                f"{pairs[first, second]} fois, et {a} et {b} {most} fois.",
                f"{rows[a][b]} + {rows[b][a]} = {most}",
                f"{a} et {b}",
            )


def _names(said: re.Match[str]) -> tuple[str, str]:
    return ("after", "with") if said["after"] else ("first", "second")
