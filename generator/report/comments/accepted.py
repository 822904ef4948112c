"""The values that each comment showed when its authors last read it: a change since then is told."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from experiments.atomic import replaced_atomically
from experiments.results.folder import content_of
from experiments.results.record import Digest, Record
from generator.report.comments.comment import Comment
from generator.report.comments.fault import CommentError

FILE = "valeurs.json"


class KeptValue(Record):
    """A value: itself, with all its digits, and what readers saw of it."""

    value: str
    text: str


class Accepted(Record):
    """A comment as its authors left it: a digest of its text, and the values that it then showed."""

    text: Digest
    values: dict[str, KeptValue]


RECORDS = TypeAdapter(dict[str, Accepted])


def read_accepted(folder: Path, name: str) -> dict[str, Accepted]:
    """Return what was accepted of each comment of a folder, by its path there; nothing without such a file.

    Raises
    ------
    CommentError
        If it is not as this project writes it; `name` is how the folder is called.
    """
    try:
        return RECORDS.validate_json(content_of(folder / FILE))
    except FileNotFoundError:
        return {}
    except (OSError, ValidationError) as error:
        raise CommentError(
            f"{name}/{FILE} : les valeurs gardées à la dernière relecture sont attendues, ce fichier est "
            f"illisible. Rétablissez-le avec « git checkout -- {name}/{FILE} », ou supprimez-le : tous les "
            "commentaires seront tenus pour relus."
        ) from error


def accept(comment: Comment) -> Accepted:
    """Return what is kept of a comment that its authors have read."""
    values = {each.expression: KeptValue(value=each.value, text=each.text) for each in comment.values}
    return Accepted(text=_digest(comment.text), values=values)


def changes(comment: Comment, accepted: Accepted | None) -> tuple[str, ...]:
    """Say which values of a comment readers see change since it was accepted; none if it was edited since."""
    if accepted is None or accepted.text != _digest(comment.text):
        return ()
    before = accepted.values
    return tuple(
        f"{each.name} est {each.participle} de {before[each.expression].text} à {each.text}"
        for each in comment.values
        if each.expression in before
        and before[each.expression].value != each.value
        and before[each.expression].text != each.text
    )


def keep(folder: Path, accepted: Mapping[str, Accepted]) -> None:
    """Write what was accepted, if that changes."""
    records = {name: record.model_dump() for name, record in accepted.items()}
    content = json.dumps(records, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"
    path = folder / FILE
    if not (path.exists() and path.read_bytes() == content) and (accepted or path.exists()):
        with replaced_atomically(path) as file:
            file.write(content)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
