"""What was last found of each result: whether it still is what its code and its data would give."""

import json
from collections.abc import Mapping
from pathlib import Path

from experiments.atomic import replaced_atomically
from experiments.project import BUILD

STATES = BUILD / "states.json"


def remembered_states(path: Path = STATES) -> dict[str, str]:
    """Return what was last said of results, in French, by the key of their provenance; nothing if unknown."""
    try:
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(key): str(state) for key, state in kept.items()} if isinstance(kept, dict) else {}


def remember_states(found: Mapping[str, str], path: Path = STATES) -> None:
    """Remember what was found of some results; what cannot be written is not known later."""
    known = remembered_states(path)
    states = known | dict(found)
    if states == known:
        return
    try:
        with replaced_atomically(path) as file:
            file.write(json.dumps(states, ensure_ascii=False, indent=1, sort_keys=True).encode())
    except OSError:
        return
