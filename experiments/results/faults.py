"""What is wrong with a record, in French: each fault with its JSON path."""

import math
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

# Nothing that is measured is nested as deep; Python gives up some hundreds of levels further.
DEEPEST = 100
# Integers that computations take without losing them: those of 64 bits.
LARGEST = 2**63 - 1
MESSAGES = {
    "missing": "cette valeur manque",
    "extra_forbidden": "cette clé est inconnue",
    "finite_number": "un nombre fini est attendu",
    "string_pattern_mismatch": "le texte n’a pas la forme attendue",
    "literal_error": "cette valeur n’est pas permise",
    "too_short": "la liste ne doit pas être vide",
    "string_too_short": "le texte ne doit pas être vide",
    "string_unicode": "un texte sans moitié de caractère est attendu",
}
TYPES = {
    "int_type": "un entier",
    "float_type": "un nombre",
    "string_type": "un texte",
    "bool_type": "true ou false",
    "list_type": "une liste",
    "dict_type": "un objet",
    "model_type": "un objet",
}


def faults_of(record: Any, error: ValidationError | None) -> dict[str, str]:
    """Return each fault by JSON path.

    Parameters
    ----------
    record : dict
        As JSON holds it.
    error : ValidationError or None
        What its schema says of it, None when it follows it.
    """
    faults = {_pointer(e["loc"]): _explain(dict(e)) for e in error.errors()} if error else {}
    # A schema does not look into the parts whose content is free.
    return faults | {_pointer(at[1:]): fault for at, fault in _unusable([record])}


def _pointer(location: tuple[Any, ...]) -> str:
    path = "/" + "/".join(str(part) for part in location if part != "[key]")
    return path.encode(errors="backslashreplace").decode()


def _unusable(record: Any) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Go through the values that JSON can hold and that nothing could be computed or written with."""
    left: list[tuple[tuple[Any, ...], Any]] = [((), record)]
    while left:
        at, values = left.pop()
        if len(at) > DEEPEST:
            yield at[:4], f"plus de {DEEPEST} niveaux d’emboîtement"
            continue
        if isinstance(values, dict):
            yield from ((at, fault) for name in values if (fault := _fault(name)))
        for name, value in values.items() if isinstance(values, dict) else enumerate(values):
            if isinstance(value, dict | list):
                left.append(((*at, name), value))
            elif fault := _fault(value):
                yield (*at, name), fault


def _fault(value: Any) -> str:
    """Say what is wrong with a value that holds no other; nothing when nothing is."""
    if isinstance(value, float) and not math.isfinite(value):
        return f"{MESSAGES['finite_number']} ({value})"
    if isinstance(value, int) and abs(value) > LARGEST:
        return f"un entier d’au plus {LARGEST} est attendu ({_short(value)})"
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return f"{MESSAGES['string_unicode']} ({_short(value)})"
    return ""


def _explain(error: dict[str, Any]) -> str:
    kind, given = error["type"], error["input"]
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if kind in MESSAGES:
        return MESSAGES[kind] if kind == "missing" else f"{MESSAGES[kind]} ({_short(given)})"
    limits = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
    bounds = [
        f"{sign} {error['ctx'][name]:g}" for name, sign in limits.items() if name in error.get("ctx", {})
    ]
    if bounds:
        return f"attendu {' et '.join(bounds)}, trouvé {_short(given)}"
    return f"attendu {TYPES.get(kind, kind)}, trouvé {_short(given)}"


def _short(value: Any) -> str:
    try:
        text = repr(value)
    except RecursionError:
        return "…"
    return text if len(text) <= 40 else text[:37] + "…"
