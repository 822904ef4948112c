"""A folder with the Makefile, what installs, and packages small enough to be installed for each test."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.installation.wheels import write_uv, write_wheel

PROJECT = Path(__file__).parents[2]


def clean_environment() -> dict[str, str]:
    """Return the variables of this process that say nothing to make, pip or uv."""
    given = ("ONLY", "PROFILE", "JOBS", "CLUSTER", "N", "FORCE", "QUICK")
    said = ("PIP_", "UV_", "MAKE", "MFLAGS", "VIRTUAL_ENV", *given)
    return {name: value for name, value in os.environ.items() if not name.startswith(said)}


class MakeProject:
    """A project whose three levels are ``net``, ``net`` and ``train``, ``net`` and ``train`` and ``check``.

    Parameters
    ----------
    root : Path
        Folder to create.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.wheels = root, root / "wheels"
        self.packages = (
            root / ".venv/lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
        )
        self.environment = clean_environment() | {
            # The Python that .venv is made with.
            "PATH": f"{Path(sys.executable).resolve().parent}:{os.environ['PATH']}",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.wheels),
            "PIP_NO_CACHE_DIR": "1",
            "UV_CACHE_DIR": str(root / "cache"),
            "UV_LINK_MODE": "hardlink",
        }

    @classmethod
    def create(cls, root: Path) -> "MakeProject":
        """Create the folder, with nothing installed."""
        project = cls(root)
        project.wheels.mkdir(parents=True)
        (root / "requirements").mkdir()
        shutil.copy(PROJECT / "Makefile", root)
        shutil.copytree(PROJECT / "installation", root / "installation")
        project.lock("uv", write_uv(project.wheels))
        held = ""
        for level, name in (("site", "net"), ("training", "train"), ("dev", "check")):
            held += project.wheel(name, "1.0")
            project.lock(level, held)
        return project

    def copy(self, root: Path) -> "MakeProject":
        """Return a copy, with what is installed."""
        # The files of the cache and those that are installed stay the same ones, as uv has them.
        subprocess.run(["cp", "-a", self.root, root], check=True)
        return MakeProject(root)

    def wheel(self, name: str, version: str, module: str = "") -> str:
        """Write a wheel with one module, and return its line of a lock file."""
        return write_wheel(
            self.wheels,
            name,
            version,
            {f"{module or name}/__init__.py": f'IS = "{name} {version}"\n'.encode()},
        )

    def lock(self, level: str, text: str) -> None:
        """Write a lock file."""
        (self.root / "requirements" / f"{level}.txt").write_text(text)

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        """Start ``make`` in the project."""
        return subprocess.Popen(
            ["make", *arguments],
            cwd=self.root,
            env=self.environment | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def make(self, *arguments: str, **variables: str) -> tuple[int, str, str]:
        """Run ``make`` in the project, and return its exit code and what it wrote."""
        process = self.start(*arguments, **variables)
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err

    def pip(self, *arguments: str) -> None:
        """Install or remove something by hand."""
        command = [self.root / ".venv/bin/python", "-m", "pip", "--quiet", *arguments]
        subprocess.run(command, cwd=self.root, env=self.environment, check=True)

    def holds(self, name: str) -> str | None:
        """Return what an installed module says it is."""
        program = f"import {name}; print({name}.IS)"
        done = subprocess.run(
            [self.root / ".venv/bin/python", "-c", program],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout.strip() or None
