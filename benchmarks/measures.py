"""What was measured last, by part: ``benchmarks/measures.json``, which the README shows."""

import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.atomic import replaced_atomically
from experiments.engine.lock import installed_version
from experiments.engine.run import processor_name
from experiments.project import ROOT

MEASURES = ROOT / "benchmarks" / "measures.json"
LIBRARIES = ("keras", "tensorflow", "scikit-image", "numpy")


def read_measures(path: Path = MEASURES) -> dict[str, Any]:
    """Return the measures, by part; none when there are none yet."""
    if not path.exists():
        return {}
    measures: dict[str, Any] = json.loads(path.read_bytes())
    return measures


def keep_measure(part: str, measured: Mapping[str, Any], path: Path = MEASURES) -> None:
    """Put what was measured on this machine in the place of what this part measured before."""
    measures = read_measures(path) | {part: {"machine": machine(), **measured}}
    with replaced_atomically(path) as file:
        file.write((json.dumps(measures, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())


def machine() -> dict[str, Any]:
    """Return what a time depends on besides the work: the machine, and the libraries."""
    return {
        "system": platform.system(),
        "processor": processor_name(),
        "cores": os.cpu_count() or 1,
        "python": platform.python_version(),
        "libraries": {name: installed_version(name) for name in LIBRARIES},
    }
