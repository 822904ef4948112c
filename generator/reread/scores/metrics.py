"""What accuracies, precisions, recalls and F1 a confusion matrix gives."""

from fractions import Fraction

from generator.reread.scores.matrix import Matrix


def possible(metric: str, table: Matrix, *, sure: bool) -> list[Fraction]:
    """Return what a metric may be worth: of the last class of two, or any of its means over classes.

    Parameters
    ----------
    metric : str
    table : Matrix
    sure : bool
        Whether its lines, not its columns, are known to be the true classes.
    """
    if metric in ("accuracy", "error"):
        right = Fraction(table.right, table.total)
        return [right if metric == "accuracy" else 1 - right]
    labels = range(len(table.rows))
    if metric == "specificity":
        # How many of a class were found, seen from the other one.
        return [_pair(table, label)[1] for label in labels] if len(table.rows) == 2 else []
    pairs = [_pair(table, label) for label in labels]
    values = [combined(metric, precision, recall) for precision, recall in pairs]
    supports = [sum(row) for row in table.rows]
    weighted = sum((v * n for v, n in zip(values, supports, strict=True)), Fraction(0)) / table.total
    mean = sum(values, Fraction(0)) / len(values)
    micro = Fraction(table.right, table.total)
    if len(values) == 2:
        turned = table.turned
        both = [] if sure else [combined(metric, *_pair(turned, label)) for label in labels]
        # The mean of F1 over answers is the accuracy: nobody gives it of two classes.
        over_answers = [] if metric == "f1" else [micro]
        return [values[1], values[0], weighted, mean, *over_answers, *both]
    return [weighted, mean, micro]


def _pair(table: Matrix, label: int) -> tuple[Fraction, Fraction]:
    parts = []
    for found, among in (table.precision(label), table.recall(label)):
        parts.append(Fraction(found, among) if among else Fraction(0))
    return parts[0], parts[1]


def combined(metric: str, precision: Fraction, recall: Fraction) -> Fraction:
    """Return a metric of one class, from its precision and its recall."""
    if metric == "f1":
        both = precision + recall
        return 2 * precision * recall / both if both else Fraction(0)
    return precision if metric == "precision" else recall
