"""A digest of the code that makes pages: that of the project, and its libraries."""

import hashlib
import os
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

import experiments
import generator
from generator import STARTED
from generator.report.lab import Lab
from generator.rules.wording import SHARED

MACHINE, EXPERIMENTS = (Path(package.__path__[0]) for package in (generator, experiments))
# What no page is made with.
SITE = MACHINE / "site"
BYTECODE = "__pycache__"
TEMPLATE = ".j2"
# The coarsest file systems round dates to two seconds.
SETTLED = 2.0


def code_digest(lab: Lab) -> str:
    """Return a digest of all that pages depend on besides results, plots, templates and texts of rules.

    Each page tells by itself which of these it used.

    Parameters
    ----------
    lab : Lab
        One that is part of the generator.

    Returns
    -------
    str
        Empty if a file is so new that what was imported may be what it held before, or can be read no more.
    """
    traced = {SHARED, *(rule.texts for rule in lab.every_rule())}
    files = {path for path in _files(MACHINE) if SITE not in path.parents and path.suffix != TEMPLATE}
    # Beside the packages of the experiments are the files of students: no page is made with them.
    files |= {path for path in _files(EXPERIMENTS) if path.parent != EXPERIMENTS}
    files |= {path for path in map(_file, [*sys.modules.values()]) if path.parent == EXPERIMENTS}
    libraries = sorted(os.listdir(sysconfig.get_path("purelib")))
    digest = hashlib.sha256(repr([sys.version, libraries]).encode())
    try:
        for path in sorted(files - traced):
            status = path.stat()
            if max(status.st_mtime, status.st_ctime) > STARTED - SETTLED:
                return ""
            digest.update(f"{path}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    except OSError:
        return ""
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    """Return the files under a folder, without those of tools, that begin with a dot."""
    found = [path for path in folder.rglob("*") if path.parent.name != BYTECODE and path.is_file()]
    return [path for path in found if not path.name.startswith(".")]


def _file(module: ModuleType) -> Path:
    return Path(getattr(module, "__file__", None) or "")
