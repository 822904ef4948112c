"""Write the pages under ``docs/``: only those that changed, and none by halves."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from experiments.atomic import replaced_atomically
from experiments.errors import LabError

# The files of the last build, each with its digest: a page that no longer exists goes away, and one that was
# edited since is known.
MANIFEST = ".pages.json"
# The digest of a file whose digest was not kept.
UNKNOWN = ""
# What nothing writes: drawings, fonts, styles and scripts.
SOURCES = "assets"


@dataclass(frozen=True)
class Written:
    """What a build changed: paths under ``docs/``."""

    changed: list[str]
    removed: list[str]


@contextmanager
def told_if_unwritable(place: Path) -> Iterator[None]:
    """Say, of what cannot be written in `place`, why and what to do.

    Raises
    ------
    LabError
        If so.
    """
    try:
        yield
    except OSError as error:
        raise LabError(
            f"{place} : l’écriture a échoué ({error.strerror}). Vérifiez la place libre et les droits du "
            "dossier, puis relancez la commande ; ce qui était construit est resté en place."
        ) from error


def write(rendered: Mapping[str, bytes], docs: Path) -> Written:
    """Write the files that changed and remove those of an earlier build that are no more.

    A page that is the same is not touched, so that a live preview only reloads for a reason.

    Raises
    ------
    LabError
        If a file cannot be written, or would be elsewhere.
    """
    for path in rendered:
        if not _is_within(path):
            raise LabError(
                f"{path} : ce fichier irait hors de {docs.name}/, et n’est pas écrit. Attendu : un chemin "
                "sans « .. », comme partie-1.md."
            )
    with told_if_unwritable(docs):
        return _write(rendered, docs)


def _write(rendered: Mapping[str, bytes], docs: Path) -> Written:
    before = _written_before(docs)
    changed = []
    for path, content in rendered.items():
        destination = docs / path
        if not destination.exists() or destination.read_bytes() != content:
            with replaced_atomically(destination) as file:
                file.write(content)
            changed.append(path)
    removed = sorted(before.keys() - rendered.keys())
    for path in removed:
        (docs / path).unlink(missing_ok=True)
    with replaced_atomically(docs / MANIFEST) as file:
        file.write(json.dumps({path: _digest(rendered[path]) for path in sorted(rendered)}).encode())
    return Written(changed, removed)


def edited(docs: Path) -> list[str]:
    """Return the files under ``docs/`` that are not as the last build left them, or that it did not write.

    Raises
    ------
    LabError
        If one cannot be read.
    """
    written = _written_before(docs)
    files = [path for path in docs.rglob("*") if path.is_file() and not path.name.startswith(".")]
    paths = {path.relative_to(docs).as_posix(): path for path in files}
    try:
        return sorted(
            name
            for name, path in paths.items()
            if not name.startswith(f"{SOURCES}/")
            and written.get(name) not in (UNKNOWN, _digest(path.read_bytes()))
        )
    except OSError as error:
        raise LabError(f"{docs} : la lecture a échoué ({error.strerror}). Vérifiez ses droits.") from error


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _written_before(docs: Path) -> dict[str, str]:
    """Return the digest of each file of the last build; of a damaged list, nothing is removed."""
    try:
        listed = json.loads((docs / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    if isinstance(listed, list):  # before digests were kept: what was written, not what it held
        listed = {path: UNKNOWN for path in listed if isinstance(path, str)}
    return {path: listed[path] for path in listed if _is_within(path)} if isinstance(listed, dict) else {}


def _is_within(path: str) -> bool:
    """Tell whether a path leads under the folder that it is read from, and is written in the only way."""
    return not {"", ".", ".."} & set(path.split("/"))
