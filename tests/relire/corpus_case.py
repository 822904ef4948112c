"""Short reports and what is to be found in them: one file of ``corpus/`` per kind of statement."""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "corpus"


def cases() -> list[dict[str, Any]]:
    """Return every case, its file in its name."""
    return [
        case | {"name": f"{path.stem}: {case['name']}"}
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]
