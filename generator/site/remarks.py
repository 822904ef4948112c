"""What a build had to say that stays true as long as nothing changes: a run without changes says it again."""

import json
from collections.abc import Sequence
from pathlib import Path

from experiments.atomic import replaced_atomically
from generator.report.writing import told_if_unwritable

# Under ``build/``; « make report » repeats it too when nothing changed.
FILE = "comments.json"


def keep_remarks(root: Path, remarks: Sequence[str]) -> None:
    """Keep what was said.

    Raises
    ------
    LabError
        If that cannot be written.
    """
    with told_if_unwritable(root / "build"), replaced_atomically(root / "build" / FILE) as file:
        file.write(json.dumps(remarks).encode())


def kept_remarks(root: Path) -> list[str] | None:
    """Return what was said; None if that is not known."""
    try:
        return [str(remark) for remark in json.loads((root / "build" / FILE).read_bytes())]
    except (OSError, ValueError, TypeError):
        return None
