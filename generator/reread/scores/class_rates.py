"""Precision, recall, F1 and errors of each class among many, as matrices and printed reports give them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.reread.arithmetic.plain import plain
from generator.reread.documents.block import Kind, Section
from generator.reread.scores.classes import HEAD, ROW
from generator.reread.scores.matrix import Matrix
from generator.reread.scores.mention import bounds
from generator.reread.scores.metrics import combined
from generator.reread.scores.orientation import true_lines

LEAST_CLASSES = 3
Range = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class ClassRates:
    """What is known of the classes 0, 1, 2… of one model.

    Attributes
    ----------
    rates : dict
        By the name of a metric, between which values it lies for each class; « errors » among them.
    """

    rates: dict[str, tuple[Range, ...]]

    def best(self, metric: str, label: int, *, worst: bool = False) -> bool:
        """Tell whether a class may be the first one, or the last one, by a metric."""
        turned = worst is not (metric == "errors")
        values = [(-high, -low) if turned else (low, high) for low, high in self.rates[metric]]
        return values[label][1] >= max(low for low, _ in values)


def class_rates(
    section: Section, tables: Sequence[Matrix], class_counts: Sequence[Sequence[int]]
) -> list[ClassRates]:
    """Return what a section tells of the classes of its only model, in both ways where sides are unknown."""
    large = {table.rows: table for table in tables if len(table.rows) >= LEAST_CLASSES}
    printed = [*_printed(section)]
    if len(large) > 1 or len(printed) > 1:
        return []
    for table in large.values():
        sure = true_lines(table, class_counts)
        printed += [_of(each) for each in ([sure] if sure else [table, table.turned])]
    return printed


def _of(table: Matrix) -> ClassRates:
    recalls, precisions, f1s, errors = [], [], [], []
    for label in range(len(table.rows)):
        (own, among), (_, put) = table.recall(label), table.precision(label)
        recall, precision = Fraction(own, max(among, 1)), Fraction(own, max(put, 1))
        recalls.append(recall)
        precisions.append(precision)
        f1s.append(combined("f1", precision, recall))
        errors.append(Fraction(among - own))
    every = {"recall": recalls, "precision": precisions, "f1": f1s, "errors": errors}
    return ClassRates({name: tuple((x, x) for x in values) for name, values in every.items()})


def _printed(section: Section) -> Iterator[ClassRates]:
    """Read the classification reports of a section whose classes are numbers."""
    for block in section.of(Kind.OUTPUT, Kind.TABLE, Kind.PROSE):
        held: list[tuple[Range, ...]] = []
        for line in block.lines:
            text = plain(line.text)
            row = ROW.match(text)
            if HEAD.search(text):
                yield from _read(held)
                held = []
            elif row and row["label"] == str(len(held)):
                held.append((*(bounds(row[k]) for k in (2, 3, 4)), (Fraction(row[5]), Fraction(row[5]))))
        yield from _read(held)


def _read(held: Sequence[tuple[Range, ...]]) -> Iterator[ClassRates]:
    if len(held) >= LEAST_CLASSES:
        precisions, recalls, f1s, sizes = zip(*held, strict=True)
        errors = tuple(
            ((1 - high) * size - 1, (1 - low) * size + 1)
            for (low, high), (size, _) in zip(recalls, sizes, strict=True)
        )
        yield ClassRates({"recall": recalls, "precision": precisions, "f1": f1s, "errors": errors})
