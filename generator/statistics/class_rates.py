"""Whether the errors of a model fall on some classes more often than on the others."""

from collections.abc import Sequence

import scipy

from generator.facts.quantity import Quantity, share
from generator.statistics.classes import ClassErrors

# Expected in each cell for the chi-squared law to hold; Cochran (1954) lets one cell in five have fewer.
ENOUGH_CASES = 5


def harder_p_value(one: ClassErrors, classes: Sequence[ClassErrors]) -> float:
    """Return how often chance would put as many of the errors on a class, were it as easy as the others.

    One-sided exact test of Fisher (1935): the errors of all classes are held fixed.
    """
    table = [_independent([one]), _independent([each for each in classes if each is not one])]
    return float(scipy.stats.fisher_exact(table, alternative="greater").pvalue)


def equality_p_value(classes: Sequence[ClassErrors]) -> float | None:
    """Return the p-value of one rate for all classes; None with too few errors for the test to hold."""
    examples = [sum(each.independent) for each in classes]
    rarest = min(_independent(classes))
    if not all(examples):
        return None
    if rarest * min(examples) / sum(examples) < ENOUGH_CASES:
        return None
    tables = [_independent([each]) for each in classes]
    return float(scipy.stats.chi2_contingency(tables, correction=False).pvalue)


def overall_rate(classes: Sequence[ClassErrors]) -> Quantity:
    """Return the share of errors among the examples of all classes."""
    wrong, examples = (sum(int(q.value) for q in quantities) for quantities in _counts(classes))
    sources = tuple(source for each in classes for source in each.errors.sources)
    return share(wrong / examples, examples // classes[0].trainings, sources, "erreurs / exemples")


def _counts(classes: Sequence[ClassErrors]) -> tuple[list[Quantity], list[Quantity]]:
    return [each.errors for each in classes], [each.examples for each in classes]


def _independent(classes: Sequence[ClassErrors]) -> list[int]:
    """Return how many independent wrong answers, and right ones, classes are worth together."""
    return [sum(each.independent[side] for each in classes) for side in (0, 1)]
