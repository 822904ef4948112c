"""Scores that are those of a classifier which always gives the same answer."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from generator.reread.documents.block import Section
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.reported import Reported

CODE = "classifieur-constant"
# « Always answering the same class would give… »
_TOLD = re.compile(
    r"\b(?:r[ée]pond\w*|pr[ée]di\w*|dire|donner|class\w+)\s+(?:toujours|syst[ée]matiquement|tout)\b|"
    r"\btoujours\s+(?:r[ée]pond\w*|pr[ée]di\w*|dire)\b|\balways\s+(?:answer|predict|say|guess)\w*",
    re.I,
)
# Further, it is the score of something else.
FAR = Fraction(1, 10)
# So narrow a score is no chance.
NARROW = Fraction(1, 500)
ALREADY_SAID = ("toujours", "always", "constant", "systématiquement", "partout", "only predicts", "baseline")


def constant_findings(
    section: Section, tables: Sequence[Matrix], stated: Sequence[Reported], counts: Sequence[Sequence[int]]
) -> Iterator[Finding]:
    """Find the scores of a section that answering the same class for every case gives too.

    Parameters
    ----------
    section : Section
    tables : sequence of Matrix
    stated : sequence of Reported
    counts : sequence of sequences of int
        Cases of each class, partition by partition; those of two classes matter.
    """
    text = "\n".join(block.text for block in section.blocks).lower()
    if any(word in text for word in ALREADY_SAID):
        return
    scores = [score for score in stated if score.split != "other"]
    constant = [table for table in tables if _answer(table) is not None]
    if constant:
        table = constant[0]
        share = (
            f"{shown(table.right)} / {shown(table.total)} = {_decimal(Fraction(table.right, table.total))}"
        )
        text = scores[0].text if scores else " ".join(map(str, table.rows))
        place = scores[0].place if scores else table.places[0]
        yield _finding(place, text, Verdict.FALSE, share)
    elif not tables:
        yield from _unseen(scores, counts)


def always_findings(
    stated: Sequence[Reported], counts: Sequence[Sequence[int]], classes: str
) -> Iterator[Finding]:
    """Find scores that answering one of two classes for every case does not give, on any known partition."""
    pairs = [(cases, sum(count)) for count in counts if len(count) == 2 for cases in count]
    right = {
        "accuracy": [Fraction(cases, total) for cases, total in pairs],
        "f1": [Fraction(2 * cases, total + cases) for cases, total in pairs],
    }
    for score in stated:
        values = right.get(score.metric, ())
        near = [value for value in values if abs(value - score.low) < FAR]
        about = _TOLD.search(score.text) and re.search(classes, score.text, re.I)
        if not about or not near or score.nearly or any(map(score.allows, values)):
            continue
        value = min(near, key=lambda value: abs(value - score.low))
        written = f"{rounded(100 * value, '.4g')} %" if "%" in score.written else rounded(value, ".3f")
        yield Finding(
            CODE,
            score.place,
            quoted(score.text),
            # Of partitions of another size it may be right.
            Verdict.DOUBT,
            f"Sur la partition connue la plus proche, cela donnerait {written}, et non {score.written}.",
            "",
            written,
            wrong=score.written,
        )


def _answer(table: Matrix) -> int | None:
    """Return the one class of two that a matrix shows as an answer, None when both are given."""
    if len(table.rows) != 2:
        return None
    for rows in (table.rows, tuple(zip(*table.rows, strict=True))):
        given = [label for label in (0, 1) if any(row[label] for row in rows)]
        # Both classes are in the sample.
        if len(given) == 1 and all(sum(row) for row in rows):
            return given[0]
    return None


def _unseen(scores: Sequence[Reported], counts: Sequence[Sequence[int]]) -> Iterator[Finding]:
    for count in counts:
        if len(count) != 2:
            continue
        total, cases = sum(count), max(count)
        right, f1 = Fraction(cases, total), Fraction(2 * cases, total + cases)
        about = [[score for score in scores if score.metric == name] for name in ("f1", "accuracy")]
        pairs = [(score, value) for of, value in zip(about, (f1, right), strict=True) for score in of]
        same = all(score.allows(value) and score.high - score.low <= NARROW for score, value in pairs)
        both = all(about)
        # Balanced classes give such scores by chance.
        if not pairs or not same or (not both and count[0] == count[1]):
            continue
        score = pairs[0][0]
        computation = f"{shown(cases)} / {shown(total)} = {_decimal(right)} ; F1 = {_decimal(f1)}"
        yield _finding(score.place, score.text, Verdict.FALSE if both else Verdict.DOUBT, computation)
        return


def _finding(place: Place, text: str, verdict: Verdict, computation: str) -> Finding:
    return Finding(
        CODE,
        place,
        quoted(text),
        verdict,
        "C’est le score de qui répondrait toujours la même classe, sans rien lire : ce modèle ne fait "
        "pas mieux.",
        computation,
    )


def _decimal(value: Fraction) -> str:
    return rounded(value, ".4f")
