"""Regularisers the report knows, by the name of their Keras class: every file of this folder adds its own."""

from collections.abc import Mapping
from functools import cache

from generator.formulas.catalogue import found_in
from generator.formulas.penalties.penalty import Regularizer

PACKAGE = "generator.formulas.penalties"


@cache
def regularizers() -> Mapping[str, Regularizer]:
    """Return the regularisers that the files of this folder describe."""
    return {regularizer.name: regularizer for regularizer in found_in(PACKAGE, Regularizer)}


def regularizer_named(name: str) -> Regularizer:
    """Return a regulariser by the name of its Keras class, without equation when no file describes it."""
    return regularizers().get(name) or Regularizer(
        name=name,
        description=(
            f"{name} n’a pas d’équation connue du rapport\u202f: Keras calcule sa pénalité, reprise telle "
            "quelle."
        ),
    )
