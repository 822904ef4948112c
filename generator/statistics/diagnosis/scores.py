"""Scores of one model on one split, each with an interval."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from experiments import language
from experiments.measures.ranking import average_precision, roc_area, sweep
from experiments.measures.wilson import CONFIDENCE, wilson_interval
from generator.facts.quantity import Quantity, fraction, share
from generator.formulas.equation import Equation
from generator.formulas.expression import Operation
from generator.statistics.diagnosis.answers import Answers, Replies
from generator.statistics.diagnosis.resampling import HIGH, LOW, NAME, Floats, interval

WILSON = "Wilson"
WILSON_BOUND = f"borne {{}} de Wilson à {language.whole_percent(CONFIDENCE)}"

WeightedScore: TypeAlias = Callable[[Floats], Floats]


@dataclass(frozen=True)
class Score:
    """A score and its interval.

    Attributes
    ----------
    value : Quantity or None
        None when it is undefined.
    low, high : Quantity or None
        None when no interval can be estimated.
    method : str
        How the interval was made.
    """

    name: str
    meaning: str
    value: Quantity | None
    low: Quantity | None
    high: Quantity | None
    method: str


def threshold_scores(replies: Replies, threshold: float) -> list[Score]:
    """Return the scores that depend on the threshold: accuracy, precision, recall, specificity, F1."""
    counts = replies.counts(threshold)
    return [
        proportion_score("exactitude", "part des réponses justes", counts.accuracy),
        proportion_score("précision", "part des cas positifs parmi les alarmes", counts.precision),
        proportion_score("rappel", "ou sensibilité : part des cas positifs trouvés", counts.recall),
        proportion_score("spécificité", "part des cas négatifs reconnus comme tels", counts.specificity),
        resampled_score(
            "F1", "moyenne harmonique de la précision et du rappel", replies, f1(replies, threshold)
        ),
    ]


def ranking_scores(replies: Replies) -> list[Score]:
    """Return the scores that do not depend on a threshold: both areas and the Brier score."""
    area = "aire ROC", "probabilité qu’un cas positif tiré au hasard soit mieux noté qu’un cas négatif"
    mean = "précision moyenne", "aire sous la courbe précision-rappel"
    return [
        resampled_score(*area, replies, roc_auc(replies)) if replies.both_classes else undefined(*area),
        resampled_score(*mean, replies, precision_mean(replies))
        if replies.both_classes
        else undefined(*mean),
        resampled_score(
            "score de Brier",
            "écart quadratique moyen entre la probabilité et la vérité : plus il est bas, mieux c’est",
            replies,
            brier(replies),
        ),
    ]


def undefined(name: str, meaning: str) -> Score:
    """Return a score that the examples there are do not define."""
    return Score(name, meaning, None, None, None, NAME)


def proportion_score(name: str, meaning: str, equation: Equation | None) -> Score:
    """Return a proportion with its Wilson interval (Wilson, 1927)."""
    if equation is None:
        return Score(name, meaning, None, None, None, WILSON)
    cases, total = ratio(equation)
    low, high = wilson_interval(cases, total)
    ratio_text = f"{language.integer(cases)} / {language.integer(total)}"
    return Score(
        name,
        meaning,
        share(float(equation.value), total, equation.sources, ratio_text),
        share(low, total, equation.sources, WILSON_BOUND.format("inférieure")),
        share(high, total, equation.sources, WILSON_BOUND.format("supérieure")),
        WILSON,
    )


def ratio(equation: Equation) -> tuple[int, int]:
    """Return the two counts whose ratio a score is."""
    division = equation.right
    assert isinstance(division, Operation)
    part, whole = division.operands
    return int(part.value), int(whole.value)


def resampled_score(name: str, meaning: str, replies: Replies, of_weights: WeightedScore) -> Score:
    """Return a score with the interval that resampling the patients gives, where they are known."""
    with np.errstate(invalid="ignore"):
        value = float(of_weights(np.ones(len(replies.labels))))
    if not np.isfinite(value):
        return undefined(name, meaning)
    bounds = interval(of_weights, replies.resamplings) if isinstance(replies, Answers) else None
    return Score(
        name,
        meaning,
        fraction(value, replies.sources, meaning),
        bounds and fraction(bounds[0], replies.sources, LOW),
        bounds and fraction(bounds[1], replies.sources, HIGH),
        NAME,
    )


def f1(replies: Replies, threshold: float) -> WeightedScore:
    """Return the harmonic mean of precision and recall, as a function of the weights of the examples."""
    predictions, labels = replies.predictions(threshold), replies.labels
    found, disputed = predictions * labels, np.abs(predictions - labels)
    return lambda weights: 2 * (weights @ found) / (2 * (weights @ found) + weights @ disputed)


def roc_auc(replies: Replies) -> WeightedScore:
    """Return the area under the ROC curve, as a function of the weights of the examples."""
    return lambda weights: roc_area(sweep(replies.labels, replies.probabilities, weights))


def precision_mean(replies: Replies) -> WeightedScore:
    """Return the average precision, as a function of the weights of the examples."""
    return lambda weights: average_precision(sweep(replies.labels, replies.probabilities, weights))


def brier(replies: Replies) -> WeightedScore:
    """Return the score of Brier (1950), halved as usual for two classes, as a function of the weights."""
    squares = replies.squared_errors
    return lambda weights: (weights @ squares) / weights.sum(axis=-1)
