"""Scores of a classifier, from counts of right and wrong answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.formulas.equation import Equation
from generator.formulas.expression import Expression, Value


def accuracy(correct: int, total: int, sources: tuple[str, ...] = ()) -> Equation | None:
    """Return the share of right answers; None when there is no case."""
    right = Value(r"n_{\text{justes}}", correct, "nombre de prédictions justes", sources)
    return _ratio(r"\text{exactitude}", right, Value("n", total, "nombre de cas", sources))


@dataclass(frozen=True)
class BinaryCounts:
    """Answers of a classifier about one class, called positive.

    Parameters
    ----------
    sources : tuple of str
        Where the counts come from.
    """

    true_positives: int
    false_positives: int
    true_negatives: int
    false_negatives: int
    sources: tuple[str, ...] = ()

    @classmethod
    def of_class(
        cls, matrix: Sequence[Sequence[int]], positive: int, sources: tuple[str, ...] = ()
    ) -> "BinaryCounts":
        """Count one class against all others.

        Parameters
        ----------
        matrix : shape (n_classes, n_classes)
            Confusion matrix: truth in rows, prediction in columns.
        positive : int
            The class.
        """
        total = sum(sum(row) for row in matrix)
        true_positives = matrix[positive][positive]
        false_negatives = sum(matrix[positive]) - true_positives
        false_positives = sum(row[positive] for row in matrix) - true_positives
        true_negatives = total - true_positives - false_negatives - false_positives
        return cls(true_positives, false_positives, true_negatives, false_negatives, sources)

    @property
    def accuracy(self) -> Equation | None:
        """Share of right answers; None when there is no case."""
        right = self._true_positives + self._true_negatives
        return _ratio(r"\text{exactitude}", right, right + self._false_positives + self._false_negatives)

    @property
    def precision(self) -> Equation | None:
        """Share of positives among the cases called so; None when there is none."""
        called = self._true_positives + self._false_positives
        return _ratio(r"\text{précision}", self._true_positives, called)

    @property
    def recall(self) -> Equation | None:
        """Share of the positives that were found (sensitivity); None when there is none."""
        positives = self._true_positives + self._false_negatives
        return _ratio(r"\text{rappel}", self._true_positives, positives)

    @property
    def specificity(self) -> Equation | None:
        """Share of the negatives that were called so; None when there is none."""
        negatives = self._true_negatives + self._false_positives
        return _ratio(r"\text{spécificité}", self._true_negatives, negatives)

    @property
    def f1(self) -> Equation | None:
        """Harmonic mean of precision and recall; None when neither positives nor alarms exist."""
        twice = 2 * self._true_positives
        return _ratio("F_1", twice, twice + self._false_positives + self._false_negatives)

    @property
    def _true_positives(self) -> Value:
        return Value(r"\mathrm{VP}", self.true_positives, "vrais positifs", self.sources)

    @property
    def _false_positives(self) -> Value:
        return Value(r"\mathrm{FP}", self.false_positives, "faux positifs", self.sources)

    @property
    def _true_negatives(self) -> Value:
        return Value(r"\mathrm{VN}", self.true_negatives, "vrais négatifs", self.sources)

    @property
    def _false_negatives(self) -> Value:
        return Value(r"\mathrm{FN}", self.false_negatives, "faux négatifs", self.sources)


def class_weight(total: int, classes: int, in_class: int, sources: tuple[str, ...] = ()) -> Equation:
    """Return the weight of a class in the loss that makes all classes count alike (King and Zeng, 2001).

    Raises
    ------
    ZeroDivisionError
        If the class is empty.
    """
    n = Value("n", total, "nombre d’exemples d’entraînement", sources)
    k = Value("K", classes, "nombre de classes", sources)
    n_c = Value("n_c", in_class, "nombre d’exemples de la classe", sources)
    return Equation("w_c", n / (k * n_c))


def _ratio(left: str, part: Expression, whole: Expression) -> Equation | None:
    return Equation(left, part / whole) if whole.value else None
