"""Sentences on one class taken for another, « a 4 read as a 9 (13 times) », against a confusion matrix."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.orientation import true_lines
from generator.reread.wording.links import NEARLY
from generator.reread.wording.phrase import NEGATION

CODE = "confusion-citee"
LEAST_CLASSES = 3
# Pairs that are confused nearly as often may be said to be confused most.
FAR = 1.5
_ARTICLE = r"(?:(?:les?|la|une?|des?|du|d['’]|vrai[es]*|the|an?|real|true|actual)\s*)*"
_OPEN, _CLOSE = r"[«\"“”'’‘]?\s*", r"\s*[»\"”“'’]?"
_AUX = (
    r"(?:(?:a|est|sont|ont|is|are|was|were|being|been|[ée]t[ée]|that|"
    r"aussi|also|parfois|sometimes|even|m[êe]me)\s+){0,3}"
)
_READ = (
    r"(?:pr[ée]di\w+|predicted|class[ée]\w*|classifi\w+|lue?s?|read|label+ed|[ée]tiquet\w+|reconnue?s?|"
    r"recogni[sz]ed|interpr[ée]t\w+|seen|vue?s?|identifi\w+|misread|misclassified|prise?s?|taken|mistaken|"
    r"confondue?s?|confused|called|consid[ée]r\w+|devien\w+|becom\w+)"
)
_AS = r"(?:comme|pour|en|avec|as|for|with)\b"
_USUALLY = r"(?:(?P<{}>le\s+plus\s+souvent|most\s+often|surtout|most\w+|mainly|principalement)|souvent|often)"
# Verbs that need no « as ».
_BARE = re.compile(r"pr[ée]di|predicted|class|lue?s?\b|read|label|called|[ée]tiq", re.I)
_TO = r"\s*(?:→|➔|➜|⟶|\\to|[-–=]+>)\s*"
_MOST = re.compile(
    r"(?:la\s+|les?\s+)?plus\s+(?:souvent|fr[ée]quen\w+|commune?s?|courante?s?|charg[ée]e?s?|grande?s?|"
    r"importante?s?|[ée]lev[ée]e?s?)|\bmost\s+(?:often|frequent\w*|common\w*)|\blargest\b|\bbiggest\b|"
    r"\bhighest\b|\bprincipale?\b|\bnum[ée]ro\s+(?:un|1)\b|\bnumber\s+one\b|\bmain\b|\bpire\b|\bworst\b",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:suivie?s?|followed|puis|then|ensuite|deuxi[èe]me|second\w*|troisi[èe]me|third|après|after|parmi|"
    r"among|autres?|others?|one of|une? des|l['’]une? des|avant|before|moins|less|least|previous\w*|"
    r"pr[ée]c[ée]d\w+)\b",
    re.I,
)
# Counts over several trainings are of no one matrix.
_SEVERAL = re.compile(r"\b(?:graines|seeds|runs|trainings|entra[iî]nements)\b|\bp\s+corrig", re.I)
_LABEL = re.compile(r"(?<![\w.,])\d(?![\w%]|[.,]\d)")
# « 19 times a 7 is taken for a 2, 16 times a 2 for a 7 »: what comes first is of its own pair.
_COUNTS = ("before", "after", "alone", "times", "inside", "within")
_REVERSE = re.compile(
    r"\b(?:autre\s+sens|other\s+(?:way|direction)|invers\w+|revers\w+|opposite|contraire|converse\w*)\b"
    r"(?P<between>[^.;,\d]{0,50}?|\W{1,4})(?<![\w.,])(?P<number>\d{1,4})(?![\w%]|[.,]\d)"
    r"(?=\s*(?:fois|times|cas|cases|only|seulement|[.,;)]|$))",
    re.I,
)


@dataclass(frozen=True)
class _Read:
    """A class said to be taken for another.

    Attributes
    ----------
    either : bool
        Whether it may be said of both ways: « confused with ».
    usually : bool
        Whether it is said to be what the class is taken for most often.
    number : int or None
        How many times.
    """

    true: int
    guessed: int
    either: bool
    usually: bool
    number: int | None
    start: int
    end: int


@cache
def _patterns(cases: str) -> tuple[re.Pattern[str], ...]:
    times = rf"(?:fois|times|cas|cases|erreurs?|errors?|occurrences?|{cases})"

    def label(name: str) -> str:
        called = rf"{_ARTICLE}(?:(?:{cases}|class\w*)\s+)?{_ARTICLE}"
        return rf"{called}{_OPEN}(?<![\w.,])(?P<{name}>\d)(?:s\b)?(?![\w%]|[.,'’]\d){_CLOSE}"

    def count(name: str) -> str:
        return rf"(?<![\w.,])(?P<{name}>\d{{1,4}})(?![\w%]|[.,]\d)"

    def inside(name: str) -> str:
        return rf"(?:(?:{count(name)}\s+(?:fois|times)|{_USUALLY.format(f'{name}_most')})\s+)?"

    are = r"(?:(?:ce\s+sont|c['’]est|they\s+are|namely|où|where)\s+)?"
    before = rf"(?:{count('before')}\s+(?:{times}\s*[:,(]?\s*{are}|(?=(?:vrai[es]*|true|real|actual)\s)))?"
    counted = rf"(?:(?:avec|with|in|dans|à)\s+)?{count('after')}\s+(?:\w+\s+)?{times}(?!\w)"
    # « (15x) »
    crossed = r"\s*[(:,]\s*(?<![\w.,])(?P<times>\d{1,4})\s?[x×](?!\w)"
    after = rf"(?:\s*[,:]?\s*[(\[]?\s*{counted}|\s*\(\s*{count('alone')}\s*\)|{crossed})?"
    verb = rf"{_AUX}{inside('inside')}(?P<verb>{_READ})\s+{inside('within')}(?P<link>{_AS})?\s*"
    links = (rf"\s*,?\s*{verb}", _TO)
    elided = rf"{count('before')}\s+(?:fois|times)\s+{label('true')}\s+(?P<link>{_AS})\s*{label('guessed')}"
    told = [rf"{before}{label('true')}{link}{label('guessed')}{after}" for link in links]
    return tuple(re.compile(each, re.I) for each in (*told, elided))


def read_as_findings(
    section: Section, tables: Sequence[Matrix], class_counts: Sequence[Sequence[int]], cases: str
) -> Iterator[Finding]:
    """Find confusions that the only large matrix of a section counts otherwise.

    Parameters
    ----------
    section : Section
    tables : sequence of Matrix
        Those of the section.
    class_counts : sequence of sequences of int
    cases : str
        Regular expression of what a sample is made of.
    """
    large = {table.rows: table for table in tables if len(table.rows) >= LEAST_CLASSES}
    if len(large) != 1:
        return
    (table,) = large.values()
    sure = true_lines(table, class_counts)
    for block in section.of(Kind.PROSE):
        for passage in (each for each in passages(block) if not _SEVERAL.search(each.text)):
            held: _Read | None = None
            for sentence in sentences(passage):
                every = _reads(sentence.text, cases)
                reads = [each for each in every if max(each.true, each.guessed) < len(table.rows)]
                told = [
                    x for each in reads for x in _counted(sentence, each, sure or table, sure is not None)
                ]
                yield from told or _most(sentence, reads, sure or table, sure is not None)
                yield from _reversed(sentence, reads, held, sure or table)
                held = reads[-1] if reads else None


def _reads(text: str, cases: str) -> Iterator[_Read]:
    used: set[int] = set()
    for pattern in _patterns(cases):
        for found in pattern.finditer(text):
            groups = {name: value for name, value in found.groupdict().items() if value}
            number = next((int(groups[name]) for name in _COUNTS if name in groups), None)
            link, places = groups.get("link", "").lower(), {found.start("true"), found.start("guessed")}
            read = link or "verb" not in groups or _BARE.match(groups["verb"])
            if read and not places & used and found["true"] != found["guessed"]:
                used |= places
                true, guessed = int(found["true"]), int(found["guessed"])
                usually = any(name.endswith("_most") for name in groups)
                either = link in ("avec", "with")
                yield _Read(true, guessed, either, usually, number, found.start("true"), found.end())


def _counted(sentence: Sentence, read: _Read, table: Matrix, sure: bool) -> Iterator[Finding]:
    right, turned = table.rows[read.true][read.guessed], table.rows[read.guessed][read.true]
    near = NEARLY.search(sentence.text[max(0, read.start - 20) : read.end])
    allowed = {right, turned, right + turned} if read.either else {right}
    if read.number is None or read.number in allowed or near:
        return
    other = "L’autre sens en compte autant" if sure else "Lignes et colonnes sont peut-être échangées"
    yield Finding(
        CODE,
        sentence.place(read.start),
        quoted(sentence.text[read.start : read.end]),
        Verdict.DOUBT if read.number == turned and not sure else Verdict.FALSE,
        f"La matrice en compte {right}.{f' {other}.' if read.number == turned else ''}",
        "",
        str(right),
        wrong=str(read.number),
    )


def _most(sentence: Sentence, reads: Sequence[_Read], table: Matrix, sure: bool) -> Iterator[Finding]:
    """« The most frequent confusion is a 4 read as a 9 », « the 4 is mostly read as a 9 »."""
    read = min(reads, key=lambda read: read.start, default=None)
    lead = sentence.text[: read.start] if read else ""
    if read is None or _OTHERS.search(lead) or NEGATION.search(lead) or _LABEL.search(lead):
        return
    if not (read.usually or _MOST.search(lead)):
        return
    labels = range(len(table.rows))
    pairs = [(a, b) for a in labels for b in labels if a != b and (not read.usually or a == read.true)]
    counts = {(a, b): table.rows[a][b] for a, b in pairs}
    both = {(a, b): table.rows[a][b] + table.rows[b][a] for a, b in pairs}
    most, pair = max(counts.values()), (read.true, read.guessed)
    turned = table.rows[read.guessed][read.true]
    flipped = turned == most and not read.either and not read.usually
    close = counts[pair] * FAR >= most or both[pair] * FAR >= max(both.values())
    if counts[pair] == most or (flipped and not sure) or (close and not flipped):
        return
    a, b = max(counts, key=lambda each: counts[each])
    yield Finding(
        CODE,
        sentence.place(read.start),
        quoted(sentence.text),
        Verdict.FALSE,
        f"D’après la matrice de confusion, {read.true} est pris {counts[pair]} fois pour {read.guessed}, "
        f"et {a} {most} fois pour {b}.",
        "",
        f"{a} pris pour {b}",
    )


def _reversed(
    sentence: Sentence, reads: Sequence[_Read], held: _Read | None, table: Matrix
) -> Iterator[Finding]:
    """« …, and the other way round 10 times »."""
    for found in _REVERSE.finditer(sentence.text):
        before = [read for read in reads if read.end <= found.start()] or (
            [held] if held and not reads else []
        )
        if not before or NEARLY.search(found["between"]):
            continue
        read = before[-1]
        pair = (table.rows[read.guessed][read.true], table.rows[read.true][read.guessed])
        if int(found["number"]) not in pair:
            yield Finding(
                CODE,
                sentence.place(found.start("number")),
                quoted(sentence.text),
                Verdict.FALSE,
                f"D’après la matrice de confusion, {read.guessed} est pris {pair[0]} fois pour {read.true}.",
                "",
                str(pair[0]),
                wrong=found["number"],
            )
