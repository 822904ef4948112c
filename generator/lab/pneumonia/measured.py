"""What one model of the fourth part scores on each split, side by side."""

from dataclasses import dataclass, replace

import numpy as np

from experiments import language
from experiments.measures.threshold import DEFAULT_THRESHOLD
from generator.facts.quantity import Quantity, exact_share
from generator.formulas.equation import Equation
from generator.lab.pneumonia.aimed import aimed
from generator.statistics.diagnosis.answers import Replies, training_replies
from generator.statistics.diagnosis.decision import Decision
from generator.statistics.diagnosis.scores import WILSON, Score, ranking_scores, threshold_scores
from generator.statistics.diagnosis.threshold import Threshold


@dataclass(frozen=True)
class Count:
    """One cell of a confusion matrix of two classes.

    Attributes
    ----------
    level : float
        Share of its row, in [0, 1].
    """

    number: Quantity
    css: str
    level: float


@dataclass(frozen=True)
class Matrix:
    """Right and wrong answers on a split, true classes in rows."""

    split: str
    rows: list[list[Count]]


@dataclass(frozen=True)
class ScoreLine:
    """One score, at the threshold of the model.

    Attributes
    ----------
    training, validation, test : Score
        That on training has no interval, for want of knowing the patients.
    constant : Quantity or None
        What always answering pneumonia, with a probability of 1, would score on test.
    """

    training: Score
    validation: Score
    test: Score
    constant: Quantity | None


@dataclass(frozen=True)
class Measured:
    """A model at its threshold.

    Attributes
    ----------
    matrices : list of Matrix
        Validation, then test.
    lines : list of ScoreLine
        Those of the threshold, then those of all thresholds.
    formulas : list of Equation
        Those of the threshold on test, where they are defined.
    """

    matrices: list[Matrix]
    lines: list[ScoreLine]
    formulas: list[Equation]


def measure(decision: Decision) -> Measured:
    """Measure a model on all splits."""
    threshold, test = decision.threshold, decision.test
    splits = [training_replies(decision.result), decision.validation, test]
    scores = [
        [aimed(score) for score in (*threshold_scores(each, threshold.value), *ranking_scores(each))]
        for each in splits
    ]
    constant = _constant(test)
    counts = test.counts(threshold.value)
    formulas = (counts.accuracy, counts.precision, counts.recall, counts.specificity, counts.f1)
    return Measured(
        matrices=[Matrix(each.split, _matrix(each, threshold)) for each in splits[1:]],
        lines=[
            ScoreLine(learned, chosen, judged, constant.get(judged.name))
            for learned, chosen, judged in zip(*scores, strict=True)
        ],
        formulas=[formula for formula in formulas if formula],
    )


def _constant(test: Replies) -> dict[str, Quantity | None]:
    """Return what always answering pneumonia, with a probability of 1, would score, by name of the score."""
    always = Replies(test.result, test.file, test.split, test.labels, np.ones(len(test.labels)))
    found = [*threshold_scores(always, DEFAULT_THRESHOLD), *ranking_scores(always)]
    return {score.name: _counted(score) for score in found}


def _counted(score: Score) -> Quantity | None:
    """Return the value of a score, which rests on the labels alone; a share is counted, not estimated."""
    if score.value is None:
        return None
    labels, _ = score.value.sources
    formula = f"réponse constante, {score.name}"
    if score.method == WILSON:
        return exact_share(score.value.value, (labels,), formula)
    return replace(score.value, sources=(labels,), formula=formula)


def _matrix(answers: Replies, threshold: Threshold) -> list[list[Count]]:
    rows = []
    for truth, row in enumerate(answers.matrix(threshold.value)):
        cells = []
        for called, number in enumerate(row):
            css = "diagonal" if truth == called else "error" if number else "error zero"
            formula = f"images au seuil {threshold.quantity.text}"
            quantity = Quantity(number, language.integer(number), answers.sources, formula)
            cells.append(Count(quantity, css, number / max(1, sum(row))))
        rows.append(cells)
    return rows
