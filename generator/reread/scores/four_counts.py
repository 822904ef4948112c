"""The four counts of a matrix of two classes, and the rates that they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.scores.matrix import Matrix


@dataclass(frozen=True)
class Counts:
    """The four counts of a matrix of two classes, the second one being looked for."""

    tn: int
    fp: int
    fn: int
    tp: int

    @property
    def rates(self) -> dict[str, tuple[int, int]]:
        """How many cases of how many: errors of a kind, cases found and lost, and answers, of each class."""
        every, errors = self.tn + self.fp + self.fn + self.tp, self.fp + self.fn
        healthy, sick = self.tn + self.fp, self.fn + self.tp
        no, yes = self.tn + self.fn, self.fp + self.tp
        return {
            "missed": (self.fn, sick),
            "alarms": (self.fp, healthy),
            "missed among answers": (self.fn, no),
            "alarms among answers": (self.fp, yes),
            "missed among errors": (self.fn, errors),
            "alarms among errors": (self.fp, errors),
            "missed among all": (self.fn, every),
            "alarms among all": (self.fp, every),
            "found 0": (self.tn, healthy),
            "found 1": (self.tp, sick),
            "lost 0": (self.fp, healthy),
            "lost 1": (self.fn, sick),
            "right 0": (self.tn, no),
            "right 1": (self.tp, yes),
            "given 0": (no, every),
            "given 1": (yes, every),
        }


def four_counts(table: Matrix, class_counts: Sequence[Sequence[int]]) -> list[Counts]:
    """Read a matrix, its lines being the true classes, or its columns; both where that is not known."""
    if len(table.rows) != 2:
        return []
    (tn, fp), (fn, tp) = table.rows
    lines, columns = Counts(tn, fp, fn, tp), Counts(tn, fn, fp, tp)
    for counts in class_counts:
        fits = [(x.tn + x.fp, x.fn + x.tp) == tuple(counts) for x in (lines, columns)]
        if fits[0] is not fits[1]:
            return [lines] if fits[0] else [columns]
    return [lines] if table.named else [lines, columns]


def recalls(counts: Counts) -> tuple[Fraction, ...]:
    """Return how many of each class are found."""
    pairs = (counts.rates[f"found {label}"] for label in (0, 1))
    return tuple(Fraction(own, max(among, 1)) for own, among in pairs)


def f1s(counts: Counts) -> tuple[Fraction, ...]:
    """Return the F1 of each class."""
    errors = counts.fp + counts.fn
    return tuple(Fraction(2 * own, max(2 * own + errors, 1)) for own in (counts.tn, counts.tp))
