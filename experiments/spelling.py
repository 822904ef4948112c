"""The name that someone meant, among those that exist."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import PurePath

# Of a name and one that exists, from 0 to 1: a letter left out or two exchanged, not another name.
CLOSE = 0.75


def unknown_names(kind: str, wanted: Sequence[str], known: Iterable[str]) -> str:
    """Say in French which names do not exist, which were meant, and all those that do; empty if all exist.

    Parameters
    ----------
    kind : str
        What they name: « expérience ni famille ».
    wanted : sequence of str
        In the order in which they were given: one name cut at its spaces is found again.
    known : iterable of str
    """
    existing = sorted(set(known))
    unknown = [name for name in wanted if name not in existing]
    if not unknown:
        return ""
    found = meant(wanted, existing)
    suggested = f"Vouliez-vous dire {', '.join(found)} ? " if found else ""
    return f"Aucune {kind} nommée {', '.join(unknown)}. {suggested}Il existe : {', '.join(existing)}."


def meant(wanted: Sequence[str], known: Sequence[str]) -> list[str]:
    """Return the existing names that were meant by those that are not, in order, without repetition."""
    names = {_letters(name): name for name in known}
    found: dict[str, None] = {}
    rank = 0
    while rank < len(wanted):
        runs = (wanted[rank:end] for end in range(len(wanted), rank, -1))
        run = next((run for run in runs if _letters("".join(run)) in names), ())
        if run and (len(run) > 1 or run[0] not in known):
            found[names[_letters("".join(run))]] = None
        elif not run and (close := _close(_letters(wanted[rank]), list(names))):
            found[names[close]] = None
        rank += max(1, len(run))
    return list(found)


def _close(letters: str, known: Sequence[str]) -> str | None:
    """Return the nearest name that has the same digits: another number is another model."""
    alike = [name for name in known if _digits(name) == _digits(letters)]
    return next(iter(get_close_matches(letters, alike, n=1, cutoff=CLOSE)), None)


def _letters(name: str) -> str:
    """Return the letters and digits of a name, or of that of a file: what a slip of typing leaves."""
    return re.sub(r"[\W_]+", "", PurePath(name).name.removesuffix(".py").removesuffix(".json")).casefold()


def _digits(name: str) -> str:
    return re.sub(r"\D", "", name)
