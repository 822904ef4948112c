"""Which errors prevail, false alarms or missed cases: sentences against the confusion matrices."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from generator.reread.documents.block import Block, Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.knowledge import Words
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.told import section_matrices
from generator.reread.wording.phrase import NEGATION

CODE = "erreurs-inversees"
_ONE = {True: "une fausse alarme", False: "un cas manqué"}
MISSED = r"faux[\s-]n[ée]gatifs?|false[\s-]negatives?|missed\s+(?:cases|positives?)"
ALARMS = r"faux[\s-]positifs?|false[\s-]positives?|fausses?\s+alarmes?|fausses?\s+alertes?|false\s+alarms?"
_MOST = (
    r"(?:plupart|majorit\w+|essentiel\w*|principal\w*|surtout|most\w*|main\w*|majority|nearly all|"
    r"presque tou\w+|toutes?)"
)
_MOSTLY = r"(?:surtout|mostly|mainly|principalement|essentiellement|majoritairement)"
_ERRORS = r"(?:erreurs?|errors?|mistakes?|misclassif\w+|fautes?)"
_FREQUENT = r"(?:(?:la |les |the )?(?:plus|most|more) (?:nombreu\w+|fr[ée]quen\w+|numerous|common))\b"


@dataclass(frozen=True)
class Errors:
    """False alarms and missed cases of a matrix of two classes, the second one being looked for."""

    alarms: int
    missed: int


def kind_findings(
    sections: Sequence[Section], class_counts: Sequence[Sequence[int]], words: Words
) -> Iterator[Finding]:
    """Find sentences on errors that the matrices of their section, or all of them, contradict."""
    patterns = _patterns(words)
    every = [section_matrices(section, words, class_counts) for section in sections]
    for section, own in zip(sections, every, strict=True):
        known = known_errors(own or [table for tables in every for table in tables], class_counts)
        for sentence in _sentences(section.blocks) if known else ():
            yield from _prevailing(sentence, known, patterns)
            yield from _alone(sentence, known, words)


def known_errors(tables: Iterable[Matrix], class_counts: Sequence[Sequence[int]]) -> list[Errors]:
    """Read the matrices of two classes; none unless each of them can be."""
    found = [_errors(table, class_counts) for table in tables if len(table.rows) == 2]
    return [] if None in found else [errors for errors in found if errors]


def _sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    for block in blocks:
        if block.kind is Kind.PROSE:
            for passage in passages(block):
                yield from sentences(passage)


def _errors(table: Matrix, class_counts: Sequence[Sequence[int]]) -> Errors | None:
    """Read a matrix whose lines, or else columns, are the classes of a known partition."""
    (right, first), (second, found) = table.rows
    for counts in class_counts:
        lines, columns = (right + first, second + found), (right + second, first + found)
        # As many of both kinds are the same either way.
        if lines == tuple(counts) and (lines != columns or first == second):
            return Errors(first, second)
        if columns == tuple(counts) != lines:
            return Errors(second, first)
    return Errors(first, second) if table.named else None


@cache
def _patterns(words: Words) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of what says that one kind of errors prevails."""
    kind = rf"(?:(?P<missed>{MISSED}|{words.missed})|(?P<alarm>{ALARMS}|{words.alarms}))"
    most = (
        rf"\b(?:{_MOST}\b[^.;?]{{0,40}}\b{_ERRORS}|{_ERRORS}\b[^.;?]{{0,40}}\b{_MOST})\b"
        rf"[^.;?]{{0,60}}?\b{kind}"
    )
    here = (
        r"\b(?:ce\s+sont|c['’]est|il\s+y\s+a|on\s+a|there\s+(?:are|is)|(?:they|these|errors)\s+are|fait|makes|commet|"
        rf"produi\w+|produces?)\s+(?:\w+\s+){{0,2}}?{_MOSTLY}\s+(?:des?\s+|d['’])?{kind}"
    )
    more = (
        rf"\b(?:plus de|more|davantage de|(?P<fewer>moins de|fewer|less))\s+{kind}"
        r"\b[^.;?]{0,30}\b(?:que|than)\b"
    )
    are = r"(?:\s*\([^()]{0,20}\))?\s+(?:sont|restent|are|remain)"
    numerous = rf"\b{kind}\b{are}\s+(?:\w+\s+|l['’]\w+\s+){{0,2}}?{_FREQUENT}"
    healthy, sick = words.labels
    some = rf"(?:(?:les?|la|des|the|nos|its|cas|classe?|{words.cases})\s+|l['’])*(?:[^\W\d]+\s+)?"
    # « It is mostly wrong on the healthy ones »: these are false alarms.
    wrong = (
        rf"\b(?:tromp\w*|{_ERRORS}|fails?|wrong|mistaken|[ée]chou\w*)\b[^.;?,]{{0,20}}?\b{_MOST}\b[^.;?,]{{0,20}}?"
        rf"\b(?:sur|on|among|parmi|chez|with|dans|for|in)\s+{some}(?:(?P<alarm>{healthy})|(?P<missed>{sick}))(?!\w)"
    )
    return tuple(re.compile(each, re.I) for each in (most, here, more, numerous, wrong))


def _prevailing(
    sentence: Sentence, known: Sequence[Errors], patterns: Sequence[re.Pattern[str]]
) -> Iterator[Finding]:
    said = next(filter(None, (pattern.search(sentence.text) for pattern in patterns)), None)
    if said is None or NEGATION.search(said[0]):
        return
    missed = (said["missed"] is not None) is not bool(said.groupdict().get("fewer"))
    contradicted = all((e.alarms > e.missed) if missed else (e.missed > e.alarms) for e in known)
    if contradicted:
        counts = " ; ".join(f"{e.alarms} fausses alarmes, {e.missed} cas manqués" for e in known)
        yield Finding(
            CODE,
            sentence.place(said.start()),
            quoted(sentence.text),
            Verdict.FALSE,
            f"Les matrices du rapport montrent le contraire : {counts}.",
        )


def _alone(sentence: Sentence, known: Sequence[Errors], words: Words) -> Iterator[Finding]:
    """« A single one is wrong: it is a false alarm »: of the matrices with one error."""
    one = {(each.alarms, each.missed) for each in known if each.alarms + each.missed == 1}
    said = re.search(
        r"\b(?:une?\s+seule?|seule?|single|only\s+(?:one|error|mistake))\b[^.;?]{0,60}?"
        r"(?:\b(?:c['’]\s?|est|is|was)|[:,(])\s*(?:est\s+|is\s+)?(?:une?|a)\s+"
        rf"(?:(?P<missed>{MISSED}|{words.missed})|(?P<alarm>{ALARMS}|{words.alarms}))(?!\w)",
        sentence.text,
        re.I,
    )
    if said is None or len(one) != 1 or NEGATION.search(said[0]):
        return
    ((alarms, _),) = one
    if bool(alarms) is bool(said["missed"]):
        yield Finding(
            CODE,
            sentence.place(said.start()),
            quoted(sentence.text),
            Verdict.FALSE,
            f"D’après la matrice de confusion, la seule erreur est {_ONE[bool(alarms)]}.",
        )
