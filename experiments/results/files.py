"""Read and write ``results/*.json``: validated both ways, never half-written."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from experiments.atomic import replaced_atomically
from experiments.errors import ResultError
from experiments.results.schema import FORMAT_VERSION, Result, result_path

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


def check_record(record: Any, name: str) -> Result:
    """Return the result that a record, as JSON holds it, describes.

    Parameters
    ----------
    record : dict
    name : str
        What to call it in messages.

    Raises
    ------
    ResultError
        If it does not follow the schema; the message has one line per fault, with its JSON path.
    """
    try:
        result = Result.model_validate(record)
    except ValidationError as error:
        faults = {_pointer(e["loc"]): _explain(dict(e)) for e in error.errors()}
    else:
        faults = {}
    # The schema does not look into the parts whose content is free.
    faults |= {_pointer(at): f"{MESSAGES['finite_number']} ({value})" for at, value in _not_finite(record)}
    if faults:
        raise ResultError("\n".join(f"{name} : {path} : {fault}" for path, fault in faults.items()))
    return result


def read_result(path: Path) -> Result:
    """Read one result.

    Raises
    ------
    ResultError
        If the file is absent, is no JSON, or does not follow the schema; the message names the
        file and the JSON path of each fault.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        record = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise ResultError(
            f"{name} : ce résultat n’existe pas. Lancez « make report » pour le calculer."
        ) from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ResultError(f"{name} : ce n’est pas du JSON valide ({error}). {_remedy(name)}") from error
    if isinstance(record, dict) and record.get("format_version") not in (None, FORMAT_VERSION):
        raise ResultError(
            f"{name} : /format_version : version {record['format_version']!r}, "
            f"ce programme lit la version {FORMAT_VERSION}. {_remedy(name)}"
        )
    try:
        result = check_record(record, name)
    except ResultError as error:
        raise ResultError(f"{error}\n{_remedy(name)}") from error
    if result.id != path.stem:
        raise ResultError(f"{name} : /id : le résultat se nomme {result.id!r}. {_remedy(name)}")
    return result


def read_results(folder: Path) -> list[Result]:
    """Read every result of a folder, ordered by family then position."""
    results = [read_result(path) for path in sorted(folder.glob("*.json"))]
    return sorted(results, key=lambda result: (result.family, result.position, result.id))


def write_result(folder: Path, result: Result) -> Path:
    """Write a result, complete or not at all.

    Raises
    ------
    ResultError
        If it does not follow the schema.
    """
    path = result_path(folder, result.id)
    checked = check_record(result.model_dump(), f"{folder.name}/{path.name}")
    with replaced_atomically(path) as file:
        file.write(to_json(checked.model_dump()).encode())
    return path


def to_json(record: dict[str, Any]) -> str:
    """Return JSON with one line per value, but number lists on a line of their own."""
    text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
    # A line break after the bracket: never one inside a text, where JSON escapes it.
    numbers = r"\[\n([-\d.eE+,\s]+?)\n\s*\]"
    return re.sub(numbers, lambda m: "[" + " ".join(m[1].split()) + "]", text) + "\n"


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


def _remedy(name: str) -> str:
    identifier = Path(name).stem
    return (
        f"Rétablissez le fichier avec « git checkout -- {name} », "
        f"ou recalculez-le avec « make report FORCE=1 ONLY={identifier} »."
    )
