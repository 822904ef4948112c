"""Read and write ``results/*.json``: validated both ways, never half-written."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from experiments.atomic import replaced_atomically
from experiments.errors import EditedResultError, ResultError
from experiments.results.faults import faults_of
from experiments.results.folder import json_files
from experiments.results.provenance import key_of
from experiments.results.replicate import (
    REPLICATE_FORMAT_VERSION,
    Replicate,
    experiment_named,
    replicate_name,
    replicate_path,
)
from experiments.results.schema import FORMAT_VERSION, Result, result_path
from experiments.results.seal import SEAL, digest_of, sealed

Kept = TypeVar("Kept", Result, Replicate)
# The version of each kind of file that this program reads and writes.
VERSIONS = {Result: FORMAT_VERSION, Replicate: REPLICATE_FORMAT_VERSION}


class OlderFormatError(ResultError):
    """A file is of a format of before: what is in it must be computed again."""


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
    return _checked(record, name, Result)


def read_result(path: Path) -> Result:
    """Read one result.

    Raises
    ------
    ResultError
        If the file is absent, cannot be opened, is no JSON or does not follow the schema; the message names
        the file and the JSON path of each fault.
    EditedResultError
        If its key is not that of its components, or its digest not that of its content.
    OlderFormatError
        If it is of a format of before.
    """
    name = _name(path, 2)
    remedy = _remedy(name, "report", path.stem)
    absent = "ce résultat n’existe pas. Lancez « make report » pour le calculer."
    result = _read(path, name, absent, remedy, Result)
    if result.id != path.stem:
        raise ResultError(f"{name} : /id : le résultat se nomme {result.id!r}. {remedy}")
    return result


def read_replicate(path: Path) -> Replicate:
    """Read one replicate, from a file named as `replicate_path` names it.

    Raises
    ------
    ResultError, OlderFormatError
        As `read_result` does.
    """
    name = _name(path, 3)
    remedy = _remedy(name, "replicates", experiment_named(path))
    replicate = _read(path, name, f"cette réplique n’existe pas. {remedy}", remedy, Replicate)
    said = replicate_name(replicate.id, replicate.seed)
    if said != path.stem:
        raise ResultError(f"{name} : /id et /seed : la réplique se nomme {said!r}. {remedy}")
    return replicate


def raise_fault(fault: ResultError) -> None:
    """Stop at the first file that cannot be trusted."""
    raise fault


def read_results(folder: Path, refuse: Callable[[ResultError], None] = raise_fault) -> list[Result]:
    """Read every result of a folder, ordered by family then position.

    Parameters
    ----------
    refuse : callable
        Receives what is wrong with a file; if it returns, the others are read.
    """
    results = []
    for path in json_files(folder):
        try:
            results.append(read_result(path))
        except ResultError as fault:
            refuse(fault)
    return sorted(results, key=lambda result: (result.family, result.position, result.id))


def write_result(folder: Path, result: Result) -> Path:
    """Write a result, complete or not at all.

    Raises
    ------
    ResultError
        If it does not follow the schema, or cannot be written.
    """
    path = result_path(folder, result.id)
    _write(path, _name(path, 2), result)
    return path


def write_replicate(folder: Path, replicate: Replicate) -> Path:
    """Write a replicate beside the results of `folder`, complete or not at all.

    Raises
    ------
    ResultError
        If it does not follow the schema, or cannot be written.
    """
    path = replicate_path(folder, replicate.id, replicate.seed)
    _write(path, _name(path, 3), replicate)
    return path


def file_content(kept: Result | Replicate) -> bytes:
    """Return what the file of a result or of a replicate holds, its digest included."""
    return to_json(sealed(kept.model_dump())).encode()


def to_json(record: dict[str, Any]) -> str:
    """Return JSON with one line per value, but number lists on a line of their own."""
    text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
    # A line break after the bracket: never one inside a text, where JSON escapes it.
    numbers = r"\[\n([-\d.eE+,\s]+?)\n\s*\]"
    return re.sub(numbers, lambda m: "[" + " ".join(m[1].split()) + "]", text) + "\n"


def _checked(record: Any, name: str, model: type[Kept]) -> Kept:
    checked, failure = None, None
    try:
        checked = model.model_validate(record)
    except ValidationError as error:
        failure = error
    faults = faults_of(record, failure)
    if checked is None or faults:
        raise ResultError("\n".join(f"{name} : {path} : {fault}" for path, fault in faults.items()))
    return checked


def _read(path: Path, name: str, absent: str, remedy: str, model: type[Kept]) -> Kept:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ResultError(f"{name} : {absent}") from error
    except OSError as error:
        raise ResultError(
            f"{name} : la lecture a échoué ({error.strerror}), un fichier lisible est attendu. Vérifiez ses "
            f"droits, ou supprimez ce qui porte ce nom. {remedy}"
        ) from error
    return parse(content, name, remedy, model)


def parse(content: bytes, name: str, remedy: str, model: type[Kept]) -> Kept:
    """Return what the bytes of a file hold, as `file_content` makes them.

    Parameters
    ----------
    content : bytes
    name : str
        What to call it in messages.
    remedy : str
        What the messages say to do.
    model : type
        `Result` or `Replicate`.

    Raises
    ------
    ResultError, EditedResultError, OlderFormatError
        As `read_result` does.
    """
    try:
        record = json.loads(content)
    # A number of thousands of digits is no JSONDecodeError, a thousand nested lists are a RecursionError.
    except (ValueError, RecursionError) as error:
        raise ResultError(f"{name} : ce n’est pas du JSON valide ({error}). {remedy}") from error
    version = record.get("format_version") if isinstance(record, dict) else None
    if isinstance(version, int) and version != VERSIONS[model]:
        other = OlderFormatError if version < VERSIONS[model] else ResultError
        raise other(
            f"{name} : /format_version : version {version}, ce programme lit la version {VERSIONS[model]}. "
            f"{remedy}"
        )
    digest = record.pop(SEAL, "") if isinstance(record, dict) else ""
    try:
        kept = _checked(record, name, model)
    except ResultError as error:
        raise ResultError(f"{error}\n{remedy}") from error
    key, provenance = key_of(kept.provenance.components), kept.provenance
    if provenance.key != key:
        raise EditedResultError(
            f"{name} : /provenance/key : modifié à la main : la clé vaut {provenance.key[:12]}…, ses "
            f"composants donnent {key[:12]}…. {remedy}"
        )
    if digest != (expected := digest_of(record)):
        raise EditedResultError(
            f"{name} : /{SEAL} : modifié à la main : l’empreinte vaut {_short(digest)}, le contenu donne "
            f"{_short(expected)}. {remedy}"
        )
    return kept


def _write(path: Path, name: str, kept: Kept) -> None:
    checked = _checked(kept.model_dump(), name, type(kept))
    try:
        with replaced_atomically(path) as file:
            file.write(file_content(checked))
    except OSError as error:
        raise ResultError(
            f"{name} : l’écriture a échoué ({error.strerror}). Vérifiez la place libre, les droits du "
            "dossier et qu’aucun dossier ne porte ce nom, puis relancez la commande."
        ) from error


def _short(digest: Any) -> str:
    return f"{digest[:12]}…" if isinstance(digest, str) and digest else "rien"


def _name(path: Path, parts: int) -> str:
    return "/".join(path.parts[-parts:])


def _remedy(name: str, target: str, identifier: str) -> str:
    return (
        f"Rétablissez le fichier avec « git checkout -- {name} », "
        f"ou recalculez-le avec « make {target} FORCE=1 ONLY={identifier} »."
    )
