"""What the file of a result, a replicate or a survey holds, and whether it can be trusted."""

import json
import re
from typing import Any, TypeVar

from pydantic import ValidationError

from experiments.errors import EditedResultError, ResultError
from experiments.results.faults import faults_of
from experiments.results.provenance import key_of
from experiments.results.replicate import REPLICATE_FORMAT_VERSION, Replicate
from experiments.results.schema import FORMAT_VERSION, Result
from experiments.results.seal import SEAL, digest_of, sealed
from experiments.results.survey import SURVEY_FORMAT_VERSION, Survey

Kept = TypeVar("Kept", Result, Replicate, Survey)
# The version of each kind of file that this program reads and writes.
VERSIONS = {
    Result: FORMAT_VERSION,
    Replicate: REPLICATE_FORMAT_VERSION,
    Survey: SURVEY_FORMAT_VERSION,
}


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
    return checked(record, name, Result)


def checked(record: Any, name: str, model: type[Kept]) -> Kept:
    """Return what a record, as JSON holds it, describes; see `check_record`."""
    valid, failure = None, None
    try:
        valid = model.model_validate(record)
    except ValidationError as error:
        failure = error
    faults = faults_of(record, failure)
    if valid is None or faults:
        raise ResultError("\n".join(f"{name} : {path} : {fault}" for path, fault in faults.items()))
    return valid


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
        `Result`, `Replicate` or `Survey`.

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
        kept = checked(record, name, model)
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


def file_content(kept: Result | Replicate | Survey) -> bytes:
    """Return what the file of a result, of a replicate or of a survey holds, its digest included."""
    return to_json(sealed(kept.model_dump())).encode()


def to_json(record: dict[str, Any]) -> str:
    """Return JSON with one line per value, but number lists on a line of their own."""
    text = json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)
    # A line break after the bracket: never one inside a text, where JSON escapes it.
    numbers = r"\[\n([-\d.eE+,\s]+?)\n\s*\]"
    return re.sub(numbers, lambda m: "[" + " ".join(m[1].split()) + "]", text) + "\n"


def _short(digest: Any) -> str:
    return f"{digest[:12]}…" if isinstance(digest, str) and digest else "rien"
