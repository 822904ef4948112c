"""Build ``site/`` from the pages, when something it is made of changed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from experiments.errors import LabError
from experiments.result_files import write_atomically

STAMP = ".built-from"


def build_site(root: Path) -> bool:
    """Build the site with MkDocs; return whether there was anything to do.

    Raises
    ------
    LabError
        If MkDocs refuses the pages; its own messages come first.
    """
    site = root / "site"
    fingerprint = sources_fingerprint(root)
    stamp = site / STAMP
    if stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint and (site / "index.html").exists():
        return False
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    settings = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    finished = subprocess.run(command, cwd=root, env=settings, text=True, capture_output=True)
    if finished.returncode != 0:
        raise LabError(f"{finished.stdout}{finished.stderr}MkDocs a refusé les pages ; voir ses messages ci-dessus.")
    write_atomically(stamp, fingerprint.encode())
    return True


def sources_fingerprint(root: Path) -> str:
    """Return a digest of everything MkDocs reads: pages, assets, overrides, settings, locked versions."""
    folders = (root / "docs", root / "generator" / "overrides")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    digest = hashlib.sha256()
    for path in sorted([*files, root / "mkdocs.yml", root / "requirements" / "site.txt"]):
        digest.update(f"{path.relative_to(root)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
