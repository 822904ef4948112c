"""Read and write ``results/*.json``: validated both ways, never half-written."""

import json
import re
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
}


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
        result = Result.model_validate(record)
    except ValidationError as error:
        faults = "\n".join(f"{name} : {_pointer(e['loc'])} : {_explain(dict(e))}" for e in error.errors())
        raise ResultError(f"{faults}\n{_remedy(name)}") from error
    if result.id != path.stem:
        raise ResultError(f"{name} : /id : le résultat se nomme {result.id!r}. {_remedy(name)}")
    return result


def read_results(folder: Path) -> list[Result]:
    """Read every result of a folder, ordered by family then position."""
    results = [read_result(path) for path in sorted(folder.glob("*.json"))]
    return sorted(results, key=lambda result: (result.family, result.position, result.id))


def write_result(folder: Path, result: Result) -> Path:
    """Write a result, complete or not at all."""
    checked = Result.model_validate(result.model_dump())
    path = result_path(folder, result.id)
    with replaced_atomically(path) as file:
        file.write(to_json(checked.model_dump()).encode())
    return path


def to_json(record: dict[str, Any]) -> str:
    """Return JSON with one line per value, but number lists on a line of their own."""
    text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
    return re.sub(r"\[\s+([-\d.eE+,\s]+?)\s+\]", lambda m: "[" + " ".join(m[1].split()) + "]", text) + "\n"


def _pointer(location: tuple[Any, ...]) -> str:
    return "/" + "/".join(str(part) for part in location)


def _explain(error: dict[str, Any]) -> str:
    kind, given = error["type"], error["input"]
    if kind == "value_error":
        return str(error["ctx"]["error"])
    if kind in MESSAGES:
        return MESSAGES[kind] if kind == "missing" else f"{MESSAGES[kind]} ({_short(given)})"
    limits = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
    bounds = [f"{sign} {error['ctx'][name]}" for name, sign in limits.items() if name in error.get("ctx", {})]
    if bounds:
        return f"attendu {' et '.join(bounds)}, trouvé {_short(given)}"
    return f"attendu {kind.removesuffix('_type')}, trouvé {_short(given)}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"


def _remedy(name: str) -> str:
    identifier = Path(name).stem
    return (
        f"Rétablissez le fichier avec « git checkout -- {name} », "
        f"ou recalculez-le avec « make report FORCE=1 ONLY={identifier} »."
    )
