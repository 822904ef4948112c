"""Build ``site/`` from the pages, when something it is made of changed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from experiments.atomic import replaced_atomically
from experiments.errors import LabError

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "results"
STAMP = ".built-from"


def is_current(root: Path, results: Path) -> bool:
    """Tell whether the site was built from exactly what is there now."""
    stamp = root / "site" / STAMP
    complete = stamp.exists() and (root / "site" / "index.html").exists()
    return complete and stamp.read_text(encoding="utf-8") == sources_fingerprint(root, results)


def build_site(root: Path, results: Path, whole: bool = True) -> None:
    """Build the site with MkDocs from the pages under ``docs/``.

    Parameters
    ----------
    whole : bool
        Whether the pages show all that there is to show: a site that does not is never held for current.

    Raises
    ------
    LabError
        If MkDocs refuses the pages; its own messages come first.
    """
    stamp = root / "site" / STAMP
    # MkDocs leaves hidden files of an earlier build: this one would vouch for a site that fails now.
    stamp.unlink(missing_ok=True)
    fingerprint = sources_fingerprint(root, results)
    # Not --quiet: MkDocs would not count the warnings that --strict makes fatal.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    settings = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    finished = subprocess.run(command, cwd=root, env=settings, text=True, capture_output=True, check=False)
    if finished.returncode != 0:
        said = finished.stdout + finished.stderr
        raise LabError(f"{said}MkDocs a refusé les pages ; ses messages sont ci-dessus.")
    if whole:
        with replaced_atomically(stamp) as file:
            file.write(fingerprint.encode())


def sources_fingerprint(root: Path, results: Path) -> str:
    """Return a digest of everything the site depends on: results, generator, pages, settings, versions."""
    folders = (results, root / "generator", root / "docs", root / "experiments")
    files = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    files |= {root / "mkdocs.yml", root / "requirements" / "site.txt"}
    digest = hashlib.sha256(str(results).encode())
    for path in sorted(path for path in files if path.suffix != ".pyc"):
        digest.update(f"{path}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
