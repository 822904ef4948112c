"""A copy of the project that has results but nothing built, and its command line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.generator.samples import write_samples

PROJECT = Path(__file__).parents[2]


class ProjectCopy:
    """The files of the project that decide of the site, with made-up results.

    Parameters
    ----------
    root : Path
        Folder to create.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.results, self.docs, self.site = root / "results", root / "docs", root / "site"
        # Bytecode comes along, valid since times are kept: each command starts sooner.
        for name in ("experiments", "generator", "requirements", "docs/assets"):
            shutil.copytree(PROJECT / name, root / name)
        shutil.copy(PROJECT / "mkdocs.yml", root)
        write_samples(self.results)

    def command(self, *arguments: str) -> list[str]:
        """Return the command line to run in the copy."""
        return [sys.executable, "-m", "generator", *arguments]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``python -m generator`` in the copy."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=os.environ | {"COLUMNS": "120"},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text that a file must hold."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def pages(self) -> dict[str, str]:
        """Return what was written under ``docs/``, besides the assets."""
        return {
            path.relative_to(self.docs).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.docs.rglob("*"))
            if path.suffix in (".md", ".json") and "assets" not in path.parts
        }
