"""A copy of the project in which what is measured may train, edit and build at will."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from experiments.data.chest_xray import VARIABLE
from experiments.engine.catalogue import Experiment, discover, family_files
from experiments.errors import LabError
from experiments.project import ROOT

CODE = ("experiments", "generator")


class Clone:
    """The files of the project, and its command lines.

    Parameters
    ----------
    root : Path
        Where they are.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        theirs = ("LABO_", "KERAS_", "MAKE", "MFLAGS", "ONLY", "PROFILE", "FORCE", "JOBS")
        ours = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
        # No cache and no store of this machine: whatever is measured does all its work.
        given = {VARIABLE: os.environ[VARIABLE]} if os.environ.get(VARIABLE) else {}
        self.environment = {**ours, **given, "COLUMNS": "300"}

    def experiments(self) -> list[Experiment]:
        """Return the experiments that its files declare."""
        return discover(self.root)

    def limit_epochs(self, most: int) -> None:
        """Let no experiment do more epochs, for a trial."""
        for path in family_files(self.root):
            text = path.read_text(encoding="utf-8")
            limited = re.sub(r"\bepochs=(\d+)", lambda found: f"epochs={min(int(found[1]), most)}", text)
            path.write_text(limited, encoding="utf-8")

    def run(self, *arguments: str, say: Callable[[str], None] = lambda line: None) -> None:
        """Run a module of the project, and hand over each line that it writes.

        Raises
        ------
        LabError
            If it fails; the message holds what it wrote.
        """
        self._call([sys.executable, "-m", *arguments], say)

    def make(self, target: str) -> None:
        """Make a target.

        Raises
        ------
        LabError
            As `run`.
        """
        self._call(["make", target])

    def attempt(self, said: str, *arguments: str) -> None:
        """Run a module of the project that may fail, if it says so at its end and for this reason alone.

        Raises
        ------
        LabError
            If it fails without saying it.
        """
        try:
            self.run(*arguments)
        except LabError as failure:
            if said not in str(failure):
                raise

    def _call(self, command: list[str], say: Callable[[str], None] = lambda line: None) -> None:
        lines = []
        with subprocess.Popen(
            command,
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line)
                say(line.rstrip("\n"))
        if process.returncode != 0:
            raise LabError(f"{''.join(lines)}« {' '.join(command)} » a échoué ; ses messages sont ci-dessus.")


@contextmanager
def cloned() -> Iterator[Clone]:
    """Copy the files of the project that git does not ignore, for as long as it is measured."""
    with tempfile.TemporaryDirectory(prefix="labo-", ignore_cleanup_errors=True) as folder:
        root = Path(folder) / "rapport"
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, root / name)
        clone = Clone(root)
        clone.run("compileall", "-q", *CODE)
        yield clone
