"""Change the file of a result as a training would have written it: with the digest of its content."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from experiments.atomic import replaced_atomically
from experiments.results.content import to_json
from experiments.results.seal import SEAL, sealed


def reseal(path: Path, change: Callable[[dict[str, Any]], object], into: Path | None = None) -> None:
    """Change a record behind the back of the schema; write it there, or into another file."""
    record = json.loads(path.read_bytes())
    del record[SEAL]
    change(record)
    with replaced_atomically(into or path) as file:
        file.write(to_json(sealed(record)).encode())
