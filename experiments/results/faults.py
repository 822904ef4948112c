"""What is wrong with a record, in French: each fault with its JSON path."""

import math
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

MESSAGES = {
    "missing": "cette valeur manque",
    "extra_forbidden": "cette clé est inconnue",
    "finite_number": "un nombre fini est attendu",
    "string_pattern_mismatch": "le texte n’a pas la forme attendue",
    "literal_error": "cette valeur n’est pas permise",
    "too_short": "la liste ne doit pas être vide",
    "string_too_short": "le texte ne doit pas être vide",
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
    return faults | {
        _pointer(at): f"{MESSAGES['finite_number']} ({value})" for at, value in _not_finite(record)
    }


def _pointer(location: tuple[Any, ...]) -> str:
    return "/" + "/".join(str(part) for part in location if part != "[key]")


def _not_finite(value: Any, location: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], float]]:
    if isinstance(value, float) and not math.isfinite(value):
        yield location, value
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, child in children:
        yield from _not_finite(child, (*location, name))


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
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"
