"""Phrases that read alike, or alike but for a number, put together."""

import re
from collections.abc import Iterable
from itertools import chain, pairwise

from generator.facts.grouping import grouped
from generator.facts.quantity import computed_count
from generator.facts.shown import plain
from generator.formulas.markup import Markup, enumeration

NUMBER = re.compile(r"<data\b.*?</data>", re.DOTALL)
TO = " → "
REPEATED = Markup("{} ({} fois)")


def merged(phrases: Iterable[Markup], source: str) -> list[Markup]:
    """Put phrases together: those that read alike are counted, those that differ by one number list it.

    « Dense de 8 neurones → Dense de 16 neurones » and the same from 16 to 32 are « Dense de 8 et 16
    neurones → Dense de 16 et 32 neurones »: every value is there, in the order given.

    Parameters
    ----------
    phrases : iterable of Markup
        Before and after stand on each side of an arrow, if there is one.
    source : str
        File and JSON path of what is counted.
    """
    found = []
    for alike in grouped(phrases, _words).values():
        listed = _listed(alike)
        found += [listed] if listed else _counted(alike, source)
    return found


def _words(phrase: Markup) -> tuple[str, ...]:
    """Return what a phrase says between its numbers."""
    return tuple(_parts(phrase)[::2])


def _parts(phrase: Markup) -> list[Markup]:
    """Return in turn what a phrase says between its numbers, and each number."""
    spans = (found.span() for found in NUMBER.finditer(phrase))
    return [phrase[start:end] for start, end in pairwise([0, *chain.from_iterable(spans), len(phrase)])]


def _listed(phrases: list[Markup]) -> Markup | None:
    """Return one phrase for several; None if they are the same, or differ by two numbers on one side."""
    columns = list(zip(*map(_parts, phrases), strict=True))
    differ = [len(set(map(plain, column))) > 1 for column in columns]
    arrow = next((rank for rank, column in enumerate(columns) if TO in column[0]), len(columns))
    if not any(differ) or sum(differ[:arrow]) > 1 or sum(differ[arrow:]) > 1:
        return None
    return Markup("").join(
        enumeration(column) if several else column[0] for column, several in zip(columns, differ, strict=True)
    )


def _counted(phrases: list[Markup], source: str) -> list[Markup]:
    return [
        REPEATED.format(alike[0], computed_count(len(alike), (source,), "couches qui changent ainsi"))
        if len(alike) > 1
        else alike[0]
        for alike in grouped(phrases, plain).values()
    ]
