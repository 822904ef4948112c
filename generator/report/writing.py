"""Write the pages under ``docs/``: only those that changed, and none by halves."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from experiments.atomic import replaced_atomically

# List of the files of the last build, so that a page that no longer exists goes away.
MANIFEST = ".pages.json"


@dataclass(frozen=True)
class Written:
    """What a build changed: paths under ``docs/``."""

    changed: list[str]
    removed: list[str]


def write(rendered: Mapping[str, bytes], docs: Path) -> Written:
    """Write the files that changed and remove those of an earlier build that are no more.

    A page that is the same is not touched, so that a live preview only reloads for a reason.
    """
    manifest = docs / MANIFEST
    before = set(json.loads(manifest.read_text(encoding="utf-8"))) if manifest.exists() else set()
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
