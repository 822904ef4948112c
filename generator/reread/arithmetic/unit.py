"""Units of sizes in memory and of durations: how many of one make one of another."""

import re
from collections.abc import Iterator
from fractions import Fraction

_PREFIXES = {"": 0, "k": 1, "m": 2, "g": 3}
_BYTES = {
    f"{prefix}{name}": tuple(Fraction(base) ** rank for base in (1000, 1024))
    for prefix, rank in _PREFIXES.items()
    for name in ("o", "b", "ib")
}
_SECONDS = {
    **dict.fromkeys(("ms", "milliseconde", "millisecond"), (Fraction(1, 1000),)),
    **dict.fromkeys(("s", "sec", "seconde", "second"), (Fraction(1),)),
    **dict.fromkeys(("min", "minute"), (Fraction(60),)),
    **dict.fromkeys(("h", "heure", "hour"), (Fraction(3600),)),
}
_COUNTS = {"k": (Fraction(1000), Fraction(1024)), "million": (Fraction(10**6),)}
_KINDS = ({**_BYTES, "octet": (Fraction(1),), "byte": (Fraction(1),)}, _SECONDS, _COUNTS)
_AFTER = re.compile(r"[\s\x1e]*([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+")


def scales(operation: str, after: str) -> Iterator[Fraction]:
    """Go through what the worth of an operation may be divided by, for the unit of its result.

    Parameters
    ----------
    operation : str
        As it is written, with its units.
    after : str
        What follows the result.
    """
    yield Fraction(1)
    found = _AFTER.match(after)
    for kind in _KINDS if found else ():
        own = [kind[name] for word in _WORD.findall(operation) if (name := _name(word)) in kind]
        for scale in kind.get(_name(found[1]) if found else "", ()):
            yield from (scale / each for each in (own[-1] if own else (Fraction(1),)))


def _name(word: str) -> str:
    name = word.lower()
    return name[:-1] if len(name) > 2 and name.endswith("s") and name != "ms" else name
