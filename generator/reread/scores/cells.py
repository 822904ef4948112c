"""Counts that sentences give, against the matrices: « 112 of the 234 », « the 8 has 20 errors »."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from generator.reread.arithmetic.number import NUMBER, whole
from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import Passage, passages
from generator.reread.finding import Finding, Verdict, quoted, shown
from generator.reread.knowledge import Words
from generator.reread.scores.counted import read
from generator.reread.scores.kinds import ALARMS, MISSED
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.share import Text
from generator.reread.scores.told import section_matrices
from generator.reread.wording.links import AMONG, NEARLY, OF
from generator.reread.wording.phrase import NEGATION

CODE = "cellules-de-la-matrice"
_END = re.compile(r"[;:()]")
_CUT = re.compile(r"[,;:()]")
_ERRORS = r"(?:erreurs?|errors?|mistakes?|misclassif\w+)"
_GIVEN = re.compile(r"\b(?:pr[ée]dit\w*|predicted|class[ée]e?s|classified)\b", re.I)
# « 21 cases of 7 predicted as 2 »: some of them.
_TAKEN = re.compile(r"[^.;\d]{0,40}\b(?:comme|pour|as|for|instead|au lieu|en|to be)\b[^.;\d]{0,20}\d", re.I)
_LEARNT = re.compile(r"train|entra[iî]n|apprentissage|epoch|[ée]poque|seuil|threshold", re.I)


@cache
def _answers(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what is said of cases that are classified right, and of the others."""
    wrong = f"{words.wrong}|{words.missed}|{words.alarms}|{MISSED}|{ALARMS}"
    right, wrong = (rf"(?<!\w)(?:{each})(?!\w)" for each in (words.right, wrong))
    return re.compile(right, re.I), re.compile(wrong, re.I)


@cache
def _of_label(words: Words) -> re.Pattern[str]:
    """Return the pattern of the errors of a class that is a digit."""
    return re.compile(
        rf"\b(?:{words.cases}|class\w*|label|le|les|the|and|et)\s+(?P<label>\d)s?\s+"
        r"(?:has|a|ont|have|makes?|fait|font|compte\w*|with|avec)\s+(?:\w+\s+)?"
        rf"(?P<number>\d{{1,4}})\s+{_ERRORS}\b|"
        rf"\b(?:{words.cases}|class\w*|label|le|les|the)\s+(?P<other>\d)s?\s+(?:est|sont|is|are|was)\s+"
        rf"(?:{words.wrong})\s+(?P<times>\d{{1,4}})\s+(?:fois|times)\b|"
        # « The worst one is the 9 (17 errors) »
        rf"\b(?:est|is|was|c['’]est)\s+(?:le|the)\s+(?:{words.cases}\s+)?(?P<worst>\d)\s*(?:\(|,?\s+(?:avec|with)\s+)"
        rf"(?P<count>\d{{1,4}})\s+{_ERRORS}\b",
        re.I,
    )


@cache
def _of_class(words: Words) -> re.Pattern[str]:
    """Return the pattern of what is told of the cases of a class that is a digit."""
    return re.compile(
        rf"(?<![\w.,])(?P<whole>{NUMBER})\s+(?:{words.cases})\s+(?:de|of|du)\s+(?:(?:{words.classes}|{words.cases})\s+)?"
        rf"[«\"“'’\s]*(?P<label>\d)(?![\d.,]*\d)[»\"”'’\s]*(?:,\s*(?P<part>{NUMBER})\s+"
        rf"(?:(?:en\s+)?(?:sont|are|were)\s+)?(?:{words.right})(?!\w))?",
        re.I,
    )


def cell_findings(
    sections: Sequence[Section], class_counts: Sequence[Sequence[int]], words: Words
) -> Iterator[Finding]:
    """Find counts of a class, or of all cases, that no matrix of their section has."""
    for section in sections:
        tables = section_matrices(section, words, class_counts)
        for block in section.of(Kind.PROSE) if tables else ():
            for passage in passages(block):
                text = read(passage)
                yield from _parts(passage, text, tables, _answers(words))
                if len(tables) == 1 and len(tables[0].rows) > 2:
                    yield from _errors(passage, text, tables[0], _of_label(words))
                    yield from _class(passage, text, tables[0], _of_class(words))


def _parts(
    passage: Passage, text: Text, tables: Sequence[Matrix], answers: Sequence[re.Pattern[str]]
) -> Iterator[Finding]:
    """« 112 of the 234 healthy ones »."""
    for rank, at in _pairs(text):
        every, part = text.numbers[rank], text.numbers[at]
        first, last = sorted((rank, at))
        between, sentence = text.before(last), text.of(text.sentence(rank))
        if NEARLY.search(text.lead(at)[-20:]):
            continue
        told = _GIVEN.search(sentence) or any(answer.search(sentence) for answer in answers)
        if not told or _LEARNT.search(sentence):
            continue
        around = f"{text.lead(first)} {between} {text.tail(last)}"
        said = [bool(answer.search(around)) for answer in answers]
        only = None if NEGATION.search(around) or said[0] is said[1] else said[0]
        allowed = {count for table in tables for count in _of(table, every.count, only)}
        if not allowed or part.count in allowed or part.count > every.count:
            continue
        right = min(allowed, key=lambda count: abs(count - part.count))
        yield Finding(
            CODE,
            passage.place(part.start),
            quoted(sentence),
            Verdict.FALSE,
            f"Dans la matrice de confusion, aucun compte de {part.written} n’est celui d’une partie de ces "
            f"{shown(every.count)} cas : le plus proche est {shown(right)}.",
            "",
            shown(right),
            wrong=part.written,
        )


def _pairs(text: Text) -> Iterator[tuple[int, int]]:
    """Go through the ranks of a whole and of its part: « 112 of the 234 », « among the 234, 112 »."""
    for rank in range(len(text.numbers)):
        if text.is_count(rank, rank) and text.is_count(rank - 1, rank):
            between = text.before(rank)
            if OF.search(between) and not _CUT.search(between):
                yield rank, rank - 1
            elif (
                AMONG.search(text.before(rank - 1))
                and not text.is_count(rank - 2, rank)
                and between.count(",") == 1
                and not _END.search(between)
            ):
                yield rank - 1, rank


def _of(table: Matrix, whole: int, right: bool | None) -> Iterator[int]:
    """Go through what may be counted of all cases, of those of a class, or of those put in it.

    Parameters
    ----------
    table : Matrix
    whole : int
    right : bool or None
        Whether those that are classified right are counted, or the others; None for any.
    """
    turned = tuple(zip(*table.rows, strict=True))
    sides = [(row, label) for rows in (table.rows, turned) for label, row in enumerate(rows)]
    for row, label in sides:
        if sum(row) == whole and right is not None:
            yield row[label] if right else whole - row[label]
            yield from () if right or len(row) == 2 else row
        elif sum(row) == whole:
            yield from (*row, whole, whole - row[label])
    if whole == table.total:
        yield from (table.right, whole - table.right, whole)
        yield from (count for row, label in sides for count in (*row, sum(row), sum(row) - row[label]))


def _errors(passage: Passage, text: Text, table: Matrix, said: re.Pattern[str]) -> Iterator[Finding]:
    """« The 8 has 20 errors »."""
    for found in said.finditer(text.text):
        label = int(found["label"] or found["other"] or found["worst"])
        number = int(found["number"] or found["times"] or found["count"])
        if label < len(table.rows) and not NEARLY.search(found[0]):
            allowed = [among - own for own, among in (table.recall(label), table.precision(label))]
            if number not in (*allowed, sum(allowed)):
                yield Finding(
                    CODE,
                    passage.place(found.start()),
                    quoted(found[0]),
                    Verdict.FALSE,
                    f"D’après la matrice de confusion, la classe {label} est mal lue {allowed[0]} fois, "
                    f"et lue à tort {allowed[1]} fois.",
                    "",
                    str(allowed[0]),
                    wrong=str(number),
                )


def _class(passage: Passage, text: Text, table: Matrix, said: re.Pattern[str]) -> Iterator[Finding]:
    """« Of the 1 135 cases of the 1, 1 130 are classified right »."""
    for found in said.finditer(text.text):
        label = int(found["label"])
        if label >= len(table.rows) or NEARLY.search(found[0]):
            continue
        own, among = table.recall(label)
        if not found["part"] and _TAKEN.match(text.text, found.end()):
            continue
        # How many are put in the class may be meant.
        put = table.precision(label)[1]
        for name, allowed in (("whole", (among, put)), ("part", (own,))):
            number = whole(found[name]) if found[name] else None
            if number is not None and number not in allowed:
                yield Finding(
                    CODE,
                    passage.place(found.start(name)),
                    quoted(found[0]),
                    Verdict.FALSE,
                    f"D’après la matrice de confusion, la classe {label} a {shown(among)} cas, dont "
                    f"{shown(own)} bien lus.",
                    "",
                    shown(allowed[0]),
                    wrong=found[name],
                )
