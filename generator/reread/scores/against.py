"""Scores of a section, against its confusion matrix."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from generator.reread.documents.block import Kind, Section
from generator.reread.documents.place import Place
from generator.reread.finding import Finding, Verdict, quoted, rounded, shown
from generator.reread.scores.class_rates import ClassRates
from generator.reread.scores.elsewhere import is_elsewhere, numbers, sentence_of
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.metrics import possible
from generator.reread.scores.reported import OF_SO_MANY, Reported, one_class

CODE = "score-et-matrice"
# Beyond, it is the score of something else.
NEAR = Fraction(1, 20)
_THRESHOLD = re.compile(r"\b(?:seuils?|thresholds?)\b", re.I)
NAMES = {
    "accuracy": "l’exactitude",
    "error": "le taux d’erreur",
    "f1": "le F1",
    "precision": "la précision",
    "recall": "le rappel",
    "specificity": "la spécificité",
}


def matrix_findings(
    section: Section, table: Matrix, sure: bool, stated: Sequence[Reported], cases: str
) -> Iterator[Finding]:
    """Find scores that a matrix does not give.

    Parameters
    ----------
    section : Section
    table : Matrix
    sure : bool
        Whether its lines, not its columns, are known to be the true classes.
    stated : sequence of Reported
    cases : str
        Regular expression of what a sample is made of.
    """
    others = [*numbers(section)]
    for metric, name in NAMES.items():
        values = possible(metric, table, sure=sure)
        told = [score for score in stated if score.metric == metric and score.split != "other"]
        # A score that is far, of a constant answer or of an aim, is about something else.
        told = [x for x in told if values and (abs(x.low - values[0]) < NEAR or not is_elsewhere(x, cases))]
        if not told:
            continue
        right = _decimal(values[0])
        for score in _alone(told, values, others, cases, table.places[0]):
            of_one = one_class(cases).search(score.text) or OF_SO_MANY.search(score.around)
            if len(table.rows) > 2 and of_one:
                continue
            near = abs(score.low - values[0]) < NEAR
            if score.nearly or any(map(score.allows, values)) or not (near or not is_elsewhere(score, cases)):
                continue
            yield Finding(
                CODE,
                score.place,
                quoted(score.text),
                Verdict.FALSE if near else Verdict.DOUBT,
                f"D’après la matrice de confusion de cette partie, {name} vaut {right}.",
                f"{shown(table.right)} / {shown(table.total)} = {right}" if metric == "accuracy" else "",
                right,
                wrong=score.written,
            )


def several_findings(
    section: Section, tables: Sequence[Matrix], stated: Sequence[Reported], cases: str
) -> Iterator[Finding]:
    """Find scores that none of the matrices of a section gives, that before them nearly being so."""
    others = [*numbers(section)]
    if not tables or any(len(table.rows) != 2 for table in tables):
        return
    for score in stated:
        every = (
            [value for table in tables for value in possible(score.metric, table, sure=False)]
            if (score.metric in NAMES)
            else []
        )
        # A line that holds four counts and their scores is of no other model.
        here = [table for table in tables if table.named and {*table.places} == {score.place}]
        before = here or [table for table in tables if table.places[0].line < score.place.line]
        if len(here) == 1:
            every = possible(score.metric, here[0], sure=True) if every else []
        beside = any(low <= score.high and score.low <= high for low, high in others)
        if not every or not before or score.nearly or any(map(score.allows, every)):
            continue
        own = possible(score.metric, max(before, key=lambda table: table.places[0].line), sure=bool(here))
        printed = _is_of(section, score, Kind.OUTPUT)
        if _is_of(section, score, Kind.TABLE) or (beside and not (here or printed)):
            continue
        if here and (
            printed or not is_elsewhere(replace(score, text=_THRESHOLD.sub(" ", score.text)), cases)
        ):
            yield _of_line(score, own[0])
        elif not here and abs(own[0] - score.low) < NEAR and not is_elsewhere(score, cases):
            right = _decimal(own[0])
            yield Finding(
                CODE,
                score.place,
                quoted(score.text),
                Verdict.FALSE,
                f"Aucune des matrices de confusion de cette partie ne le donne : {NAMES[score.metric]} de "
                f"celle qui précède vaut {right}.",
                "",
                right,
                wrong=score.written,
            )


def _of_line(score: Reported, value: Fraction) -> Finding:
    right = _decimal(value)
    return Finding(
        CODE,
        score.place,
        quoted(score.text),
        Verdict.FALSE,
        f"Avec les quatre comptes de cette ligne, {NAMES[score.metric]} vaut {right}, et non "
        f"{score.written}.",
        "",
        right,
        wrong=score.written,
    )


def _is_of(section: Section, score: Reported, kind: Kind) -> bool:
    """Tell whether a score stands in a block of this kind."""
    return any(line.place == score.place for block in section.of(kind) for line in block.lines)


def class_score_findings(
    section: Section, known: Sequence[ClassRates], stated: Sequence[Reported], cases: str
) -> Iterator[Finding]:
    """Find scores of one class among many that nothing told of the classes gives."""
    prose = {line.place for block in section.of(Kind.PROSE) for line in block.lines}
    for score in stated if known else ():
        text = sentence_of(score)
        labels = {int(label) for label in one_class(cases).findall(text)}
        others = {other.metric for other in stated if other.text == score.text and other.written in text}
        if score.metric not in ("precision", "recall", "f1") or len(labels) != 1 or score.place not in prose:
            continue
        (label,) = labels
        rates = [each.rates[score.metric] for each in known]
        values = [each[label] for each in rates if label < len(each)]
        if (
            values
            and len(others) == sum(other.text == score.text and other.written in text for other in stated)
            and abs(values[0][0] - score.low) < NEAR
            and not score.nearly
            and not any(low <= score.high and score.low <= high for low, high in values)
        ):
            right = _decimal((2 * values[0][0] + values[0][1]) / 3)
            yield Finding(
                CODE,
                score.place,
                quoted(text),
                Verdict.FALSE,
                f"D’après les scores de chaque classe, {NAMES[score.metric]} de la classe "
                f"{label} vaut {right}.",
                "",
                right,
                wrong=score.written,
            )


def _alone(
    told: Sequence[Reported],
    values: Sequence[Fraction],
    others: Sequence[tuple[Fraction, Fraction]],
    cases: str,
    after: Place,
) -> list[Reported]:
    """Return the scores that a matrix judges: the closest where all are one, or those beside a right one."""
    closest = min(told, key=lambda score: score.high - score.low)
    # Several scores are one when the closest of them may be cut to each of the others.
    if all(closest.low <= other.high and other.low <= closest.high for other in told):
        return [closest]
    if not any(score.allows(value) for score in told for value in values):
        return []
    # A table with a score for each of several models is about all of them.
    tabled = sum("|" in score.text for score in told)
    return [
        score
        for score in told
        if abs(score.low - values[0]) < NEAR
        # Before it, the score of another model may be told.
        and score.place > after
        and not is_elsewhere(score, cases)
        # What is written with fewer figures is another number.
        and (tabled == 1 or "|" not in score.text)
        and not any(
            "|" not in score.text
            and low <= score.high
            and score.low <= high
            and high - low < 2 * (score.high - score.low)
            for low, high in others
        )
    ]


def _decimal(value: Fraction) -> str:
    return rounded(value, ".4f")
