"""Where the environment and the lock files are."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# The Python that runs this is that of .venv, or the one that .venv is about to be made with.
PACKAGES = VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"


def runs_this() -> bool:
    """Return whether the Python at work is that of ``.venv``, not the one it is about to be made with."""
    return Path(sys.prefix).resolve() == VENV.resolve()
