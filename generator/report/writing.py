"""Write the pages under ``docs/``: only those that changed, and none by halves."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from experiments.atomic import replaced_atomically
from experiments.errors import LabError

# List of the files of the last build, so that a page that no longer exists goes away.
MANIFEST = ".pages.json"


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
        If a file cannot be written.
    """
    with told_if_unwritable(docs):
        return _write(rendered, docs)


def _write(rendered: Mapping[str, bytes], docs: Path) -> Written:
    manifest = docs / MANIFEST
    before = _written_before(manifest)
    changed = []
    for path, content in rendered.items():
        destination = docs / path
        if not destination.exists() or destination.read_bytes() != content:
            with replaced_atomically(destination) as file:
                file.write(content)
            changed.append(path)
    removed = sorted(before - rendered.keys())
    for path in removed:
        (docs / path).unlink(missing_ok=True)
    with replaced_atomically(manifest) as file:
        file.write(json.dumps(sorted(rendered)).encode())
    return Written(changed, removed)


def _written_before(manifest: Path) -> set[str]:
    """Return the files of the last build; of a damaged list, nothing is removed."""
    try:
        listed = json.loads(manifest.read_bytes()) if manifest.exists() else []
    except ValueError:
        return set()
    return {path for path in listed if isinstance(path, str)} if isinstance(listed, list) else set()
