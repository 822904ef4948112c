"""How many claims of each kind were checked, and what was found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.facts.quantity import Quantity, computed_count
from generator.lab.review.check import COMPATIBLE, INCOMPLETE, LABELS, UNFINISHED, Check
from generator.lab.review.section import Section
from generator.rules.decision import Outcome

# Kinds of claims, as a reader would sort them.
WEIGHTS, SUMMARY = "Calculs", "Tableaux de model.summary()"
CODE, SCORES = "Réseaux et code", "Scores"
WORDS, DEFAULTS = "Phrases et notations", "Arguments par défaut"
KINDS: Mapping[str, str] = {
    "layer-weights": WEIGHTS,
    "no-weights": WEIGHTS,
    "total": WEIGHTS,
    "feature-formula": WEIGHTS,
    "feature-size": WEIGHTS,
    "example-shows": WEIGHTS,
    "summary": SUMMARY,
    "network": CODE,
    "training": CODE,
    "python": CODE,
    "described-network": CODE,
    "loss": SCORES,
    "whole-images": SCORES,
    "accuracy": SCORES,
    "signature": DEFAULTS,
}
ORDER = (WEIGHTS, SUMMARY, CODE, SCORES, WORDS, DEFAULTS)
RIGHT, WRONG, UNVERIFIABLE = (LABELS[x] for x in (Outcome.TRUE, Outcome.FALSE, Outcome.INCONCLUSIVE))
# What our results answer by neither yes nor no, whatever it depends on: models, a measure, the seed.
DEPENDS = "Cela dépend"
COLUMNS = (RIGHT, COMPATIBLE, DEPENDS, WRONG, INCOMPLETE, UNFINISHED, UNVERIFIABLE)


@dataclass(frozen=True)
class Line:
    """A kind of claims: how many in all, then how many of each column."""

    name: str
    total: Quantity
    counts: tuple[Quantity, ...]


@dataclass(frozen=True)
class Tally:
    """The claims by kind.

    Attributes
    ----------
    columns : tuple of str
        What was found, in a word: those that occur.
    lines : tuple of Line
        The kinds of which the report makes claims.
    whole : Line
        All of them.
    """

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    whole: Line

    def number(self, column: str) -> Quantity:
        """Return how many claims are in a column, all kinds together; zero when there is no such column."""
        if column in self.columns:
            return self.whole.counts[self.columns.index(column)]
        return computed_count(0, self.whole.total.sources, column)


def tally(sections: Iterable[Section], sources: Sequence[str]) -> Tally:
    """Count the claims; `sources` are the results that they were held against."""
    found = [*_found(sections)]
    columns = tuple(column for column in COLUMNS if any(label == column for _, label in found))

    def line(name: str, labels: list[str]) -> Line:
        counts = (computed_count(labels.count(x), tuple(sources), f"{name} : {x.lower()}") for x in columns)
        return Line(name, computed_count(len(labels), tuple(sources), name), tuple(counts))

    lines = (line(kind, [label for name, label in found if name == kind]) for kind in ORDER)
    return Tally(
        columns,
        tuple(each for each in lines if each.total.value),
        line("Total", [label for _, label in found]),
    )


def _found(sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    for section in sections:
        for block in section.blocks:
            for kind, check in zip(block.kinds, block.checks, strict=True):
                yield KINDS.get(kind, WORDS), _column(check)


def _column(check: Check) -> str:
    """Return where a check is counted: under its label, or under that of its outcome."""
    if check.label.startswith(DEPENDS):
        return DEPENDS
    return check.label if check.label in COLUMNS else LABELS[check.outcome]
