"""How a value is written in a comment: each filter, and the one that goes by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from experiments.language import whole_percent
from experiments.results.schema import Result
from generator.facts.quantity import (
    Quantity,
    computed,
    computed_count,
    count,
    mean,
    points,
    proportion,
    seconds,
)
from generator.facts.reading import Reading, read
from generator.facts.shown import short
from generator.formulas.markup import Markup
from generator.report.comments.expression import dotted, names_in
from generator.report.comments.fault import CommentError, nearby

STANDARD_ERROR = "_standard_error"
DIFFERENCE = "première valeur, moins la seconde"
DIFFERENCE_DIGITS = 4
LARGEST = 1e21
# The partition of the data on which each curve of the history is measured.
CURVES = {"accuracy": "train", "val_accuracy": "validation"}


@dataclass(frozen=True)
class Operand:
    """A value of a result, and where it stands there.

    Attributes
    ----------
    steps : tuple of str or int
        Names and ranks that lead to it.
    """

    result: Result
    steps: tuple[str | int, ...]
    reading: Reading

    @property
    def examples(self) -> int:
        """Examples that an accuracy is measured on; 0 for a value that is none."""
        counts = {str(split): described.count for split, described in self.result.data.splits.items()}
        match self.steps:
            case ("evaluation", str(split), "accuracy"):
                return counts[split]
            case ("history", str(curve), *_) if curve in CURVES:
                return counts[CURVES[curve]]
        return 0

    @property
    def number(self) -> int | float:
        """Its value.

        Raises
        ------
        CommentError
            If it is no number, or one that nobody could read.
        """
        value = self.reading.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise CommentError(f"{self.place} : un nombre est attendu, c’est {_kind(value)}")
        if not abs(value) <= LARGEST:  # nor what is no number at all
            raise CommentError(
                f"{self.place} : ce nombre est trop grand pour être écrit. Choisissez-en un autre."
            )
        return value

    @property
    def place(self) -> str:
        """How messages name it."""
        return f"{self.result.file} : {dotted(self.steps).removeprefix('.') or 'ce résultat'}"


def _percent(value: Operand) -> Quantity:
    if not 0 <= value.number <= 1:
        raise CommentError(
            f"{value.place} vaut {short(value.reading).text} ; le filtre « pourcent » attend une proportion, "
            "de 0 à 1. Écrivez « nombre »."
        )
    if value.examples:
        return proportion(value.reading, value.examples)
    return Quantity(value.number, whole_percent(value.number), (value.reading.source,))


def _number(value: Operand) -> Quantity:
    if isinstance(value.number, int):
        return count(value.reading)
    error = f"{value.reading.source.split('#')[1]}{STANDARD_ERROR}"
    if value.steps[:1] == ("evaluation",) and value.steps[2:] == ("loss",):
        return mean(value.reading, read(value.result, error))
    return short(value.reading)


def _whole(value: Operand) -> Quantity:
    if value.number != int(value.number):
        raise CommentError(
            f"{value.place} vaut {short(value.reading).text} ; le filtre « entier » attend un nombre entier. "
            "Écrivez « nombre »."
        )
    return count(Reading(int(value.number), value.reading.source))


def _duration(value: Operand) -> Quantity:
    if value.number < 0:
        raise CommentError(f"{value.place} est négatif ; le filtre « duree » attend des secondes.")
    return seconds(value.reading)


def _text(value: Operand) -> Quantity | Markup:
    given = value.reading.value
    if isinstance(given, bool):
        return Markup("oui") if given else Markup("non")
    if isinstance(given, str):
        return Markup('<data class="quantity" data-source="{}">{}</data>').format(value.reading.source, given)
    return _number(value)


def _points(first: Operand, second: Operand) -> Quantity:
    if not (first.examples and second.examples):
        raise CommentError(
            "Le filtre « points » attend la différence de deux exactitudes, comme "
            '"a".evaluation.test.accuracy - "b".evaluation.test.accuracy. Écrivez « nombre ».'
        )
    examples = min(first.examples, second.examples)
    return points(first.number - second.number, examples, _sources(first, second), DIFFERENCE)


def _difference(first: Operand, second: Operand) -> Quantity:
    value, sources = first.number - second.number, _sources(first, second)
    if isinstance(value, int):
        return computed_count(value, sources, DIFFERENCE)
    return computed(value, sources, DIFFERENCE, DIFFERENCE_DIGITS)


def _sources(first: Operand, second: Operand) -> tuple[str, ...]:
    return (first.reading.source, second.reading.source)


ONE: dict[str, Callable[[Operand], Quantity | Markup]] = {
    "pourcent": _percent,
    "nombre": _number,
    "entier": _whole,
    "duree": _duration,
    "texte": _text,
}
TWO: dict[str, Callable[[Operand, Operand], Quantity]] = {
    "points": _points,
    "nombre": _difference,
}


def write(operands: tuple[Operand, ...], name: str) -> Quantity | Markup:
    """Write a value, or the difference of two.

    Parameters
    ----------
    operands : tuple of Operand, shape (1,) or (2,)
    name : str
        Of the filter; empty for the one that suits any number or text.

    Raises
    ------
    CommentError
        If there is no such filter, or it does not suit.
    """
    filters: dict[str, Any] = dict(ONE) if len(operands) == 1 else dict(TWO)
    name = name.replace("é", "e") or ("texte" if len(operands) == 1 else "nombre")
    if name not in filters:
        of = "d’une valeur" if len(operands) == 1 else "d’une différence"
        raise CommentError(f"Le filtre « {name} » n’est pas celui {of}.{nearby(name, filters, 'Ce sont')}")
    written: Quantity | Markup = filters[name](*operands)
    return written


def _kind(value: Any) -> str:
    """Say what a value is that is no number, and what to do of it."""
    if isinstance(value, str | bool):
        return "un texte. Ôtez le filtre."
    if isinstance(value, list | tuple):
        return (
            "une liste. Donnez un rang entre crochets : [0] pour la première valeur, [-1] pour la dernière."
        )
    names = names_in(value)
    if names:
        return f"un groupe. Allongez le chemin d’un de ces noms : {', '.join(names)}."
    return "vide. Choisissez une autre valeur."
