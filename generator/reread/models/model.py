"""A model of a report, and how much of each thing it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

WEIGHTS, ERRORS = "poids", "erreurs"


@dataclass(frozen=True)
class Amount:
    """Between which values something lies."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, eq=False)
class Model:
    """A row of a table, or a network.

    Attributes
    ----------
    label : str
        Of its row, empty for a network.
    kinds : frozenset of str
        See `generator.reread.networks.called.names`.
    section : int
        Rank of the section that gives it.
    amounts : mapping of str to Amount
        Its weights, its rate of errors on the test.
    """

    label: str
    kinds: frozenset[str]
    section: int
    amounts: Mapping[str, Amount]
