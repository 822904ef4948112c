"""What raising or lowering the threshold of a decision does to scores, as sentences say it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.passage import passages
from generator.reread.documents.sentence import Sentence, sentences
from generator.reread.finding import Finding, Verdict, quoted
from generator.reread.scores.four_counts import Counts, four_counts
from generator.reread.scores.kinds import ALARMS, MISSED
from generator.reread.scores.matrix import Matrix
from generator.reread.wording.phrase import NEGATION

CODE = "effet-du-seuil"
_THRESHOLD = r"(?:seuils?|thresholds?|cut-?offs?)"
_NAMED = re.compile(r"(?<![a-z])(?:thr|thresh|seuil|cut-?off)", re.I)
_MOVED = re.compile(
    rf"\b(?:(?P<up>augment\w*|mont\w+|rais\w+|increas\w+|[ée]lev\w+|rel[eè]v\w+|higher|plus\s+haut|plus\s+[ée]lev[ée])|"
    rf"(?P<down>baiss\w*|diminu\w*|abaiss\w*|lower\w*|reduc\w*|r[ée]dui\w*|decreas\w*|plus\s+bas))\b[^.;,\d]{{0,20}}?\b{_THRESHOLD}\b|"
    rf"\b{_THRESHOLD}\s+(?:plus\s+(?:haut|[ée]lev[ée])(?P<high>)|plus\s+bas(?P<low>))\b",
    re.I,
)
_EFFECT = re.compile(
    r"\b(?:(?P<up>augment\w*|increas\w+|rais\w+|am[ée]lior\w*|improv\w*|gagn\w+|mont\w+|higher|better)|"
    r"(?P<down>diminu\w*|baiss\w*|decreas\w*|reduc\w*|r[ée]dui\w*|lower\w*|costs?|co[ûu]t\w*|perd\w*|hurts?|d[ée]grad\w*|worsen\w*))\b"
    r"\s+(?:(?:le|la|les|l['’]|du|de|des|the|en|nombre|number|of|taux)\s*){0,4}"
    rf"(?P<metric>(?P<recall>rappel|recall|sensib\w+|sensitiv\w+)|(?P<precision>pr[ée]cision)|(?P<specificity>sp[ée]cific\w+)|"
    rf"(?P<alarms>{ALARMS})|(?P<missed>{MISSED}))",
    re.I,
)
# Which way each goes, or stays, when fewer cases are said to be of the class that is looked for.
_RISES = {"recall": False, "specificity": True, "alarms": False, "missed": True}
_FRENCH = {
    "recall": "le rappel",
    "specificity": "la spécificité",
    "alarms": "le nombre de fausses alarmes",
    "missed": "le nombre de cas manqués",
    "precision": "la précision",
}


def threshold_findings(
    section: Section, tables: Sequence[Matrix], class_counts: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Find effects of the threshold that are the contrary of what it does, or of what the counts show."""
    lines = {line.place for block in section.blocks for line in block.lines if _NAMED.search(line.text)}
    # Those of other models tell nothing of a threshold.
    counts = [x for each in tables if lines & {*each.places} for x in four_counts(each, class_counts)]
    for sentence in _sentences(section):
        moved = _MOVED.search(sentence.text)
        if moved is None or NEGATION.search(sentence.text):
            continue
        raised = moved["up"] is not None or moved["high"] is not None
        for found in _EFFECT.finditer(sentence.text, moved.end()):
            metric = next(name for name in _FRENCH if found[name])
            rises = _precision_rises(counts) if metric == "precision" else _RISES[metric]
            if rises is not None and (rises is raised) is not (found["up"] is not None):
                yield _finding(sentence, found, metric, rises is raised)


def _sentences(section: Section) -> Iterator[Sentence]:
    for block in section.of(Kind.PROSE):
        for passage in passages(block):
            yield from sentences(passage)


def _precision_rises(counts: Sequence[Counts]) -> bool | None:
    """Tell whether the precision grows with the threshold, where the matrices of one model show it."""
    ordered = sorted(counts, key=lambda each: each.tp + each.fp, reverse=True)
    same = {(each.tn + each.fp, each.fn + each.tp) for each in ordered}
    values = [each.tp / max(each.tp + each.fp, 1) for each in ordered]
    # Each threshold finds no more of either class than the one below.
    nested = all(a.tp >= b.tp and a.fp >= b.fp for a, b in pairwise(ordered))
    if len(ordered) < 2 or len(same) != 1 or not nested:
        return None
    return True if values == sorted(values) else False if values == sorted(values, reverse=True) else None


def _finding(sentence: Sentence, found: re.Match[str], metric: str, up: bool) -> Finding:
    why = (
        "les comptes du rapport le montrent"
        if metric == "precision"
        else "moins de cas sont dits positifs quand il monte"
    )
    return Finding(
        CODE,
        sentence.place(found.start()),
        quoted(sentence.text),
        Verdict.FALSE,
        f"Avec ce seuil, {_FRENCH[metric]} ne peut {'qu’augmenter' if up else 'que baisser'} : {why}.",
    )
