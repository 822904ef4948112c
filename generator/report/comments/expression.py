"""What stands between double braces in a comment: one value of a result, or the difference of two."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from experiments.results.schema import Result
from generator.facts.reading import Reading
from generator.report.comments.fault import CommentError, nearby

EXAMPLE = '{{ "nom-du-modèle".evaluation.test.accuracy | pourcent }}'
TERM = r'"([^"]*)"((?:\.[^\W\d][\w-]*|\[-?\d{1,9}\])*)'
GRAMMAR = re.compile(rf"\s*{TERM}(?:\s+[-−]\s+{TERM})?\s*(?:\|\s*(\w+)\s*)?")
STEP = re.compile(r"\.([^\W\d][\w-]*)|\[(-?\d+)\]")


@dataclass(frozen=True)
class Term:
    """A value of a result.

    Attributes
    ----------
    id : str
        Of the result.
    steps : tuple of str or int
        Names, and ranks in lists, that lead to the value.
    """

    id: str
    steps: tuple[str | int, ...]

    def __str__(self) -> str:
        return f'"{self.id}"{dotted(self.steps)}'


@dataclass(frozen=True)
class Expression:
    """A value, or what is left of it when another one is taken away; `filter` says how to write it."""

    first: Term
    second: Term | None
    filter: str

    @property
    def terms(self) -> tuple[Term, ...]:
        """One value, or two."""
        return (self.first,) if self.second is None else (self.first, self.second)

    def __str__(self) -> str:
        written = " - ".join(map(str, self.terms))
        return f"{written} | {self.filter}" if self.filter else written


def parse(text: str) -> Expression:
    """Read what stands between the braces. Nothing else is understood, and nothing is executed.

    Raises
    ------
    CommentError
        If it is something else.
    """
    found = GRAMMAR.fullmatch(text)
    if not found:
        raise CommentError(
            f"{{{{{text}}}}} n’est pas une valeur. Attendu : le nom d’un résultat entre guillemets droits, "
            f"un chemin, un filtre ; par exemple {EXAMPLE}."
        )
    first, steps, second, more, name = found.groups()
    return Expression(
        Term(first, _steps(steps)), None if second is None else Term(second, _steps(more)), name or ""
    )


def look_up(term: Term, results: Mapping[str, Result]) -> Reading:
    """Read a value of a result, and where it stands.

    Raises
    ------
    CommentError
        If there is no such result or no such value; the message says what there is instead.
    """
    if term.id not in results:
        raise CommentError(
            f"« {term.id} » n’est le nom d’aucun résultat."
            + nearby(term.id, sorted(results), "Les résultats sont")
        )
    result = results[term.id]
    value: Any = result
    parts: list[str] = []
    for rank, step in enumerate(term.steps):
        held = _held(value)
        key = _key(held, step, f"{result.file} : {_where(term.steps[:rank])}")
        value = held[key]
        parts.append(str(key))
    return Reading(value, f"{result.file}#/{'/'.join(parts)}")


def names_in(value: Any) -> list[str]:
    """Return the names of what a value holds; none if it holds nothing by name."""
    held = _held(value)
    return [str(name) for name in held] if isinstance(held, dict) else []


def _held(value: Any) -> Any:
    """Return the fields of a part of a result by name; any other value as it is."""
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    return value


def _key(held: Any, step: str | int, place: str) -> str | int:
    """Return the name, or the rank from the first, of what a step leads to."""
    if isinstance(held, dict):
        if step in held:
            return step
        raise CommentError(f"{place} n’a pas « {step} ».{nearby(str(step), names_in(held), 'On y trouve')}")
    if not isinstance(held, list):
        raise CommentError(
            f"{place} est une valeur, qui ne contient pas « {step} ». Arrêtez le chemin avant."
        )
    if isinstance(step, int) and -len(held) <= step < len(held):
        return step % len(held)
    raise CommentError(
        f"{place} est une liste de {len(held)} valeurs, dont « {step} » n’est pas un rang. Écrivez [0] pour "
        "la première, [-1] pour la dernière."
    )


def _where(steps: tuple[str | int, ...]) -> str:
    return dotted(steps).removeprefix(".") or "ce résultat"


def dotted(steps: tuple[str | int, ...]) -> str:
    """Return steps as they are written: « .history.loss[0] »."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def _steps(text: str) -> tuple[str | int, ...]:
    return tuple(name or int(rank) for name, rank in STEP.findall(text))
