"""What the user gives to ``make`` reaches the program as it is: neither make nor the shell runs it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.installation.make_project import PROJECT, clean_environment

# Writes its arguments. There is something to do, but training fails for want of libraries until
# "environnement" has been made.
STUB = r"""#!/bin/sh
printf '%s\0' "$@" >>calls
printf '\n\0' >>calls
case "$2" in
  experiments.engine.standstill) exit 1 ;;
esac
case "$3" in
  training) touch ready ;;
  run | replicate | verify) [ -e ready ] || exit 3 ;;
esac
"""
TEXTS = (
    "$(shell touch touched)",
    "$(touch touched)",
    "$$(touch touched)",
    "`touch touched`",
    "x; touch touched #",
    "x && touch touched || touch touched",
    "x\ntouch touched",
    "a'; touch touched; 'b",
    'a"; touch touched; "b',
    "$(info $(shell touch touched))${shell touch touched}",
    "$HOME ${HOME} $@ %",
    "\\ \\$(touch touched)",
    "Make* ? [a-z]*",
    "--help",
    "mlp-raw cnn,é",
)
# The state that was printed is handed back.
KEEP = ["experiments.engine.standstill", ""]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(PROJECT / "Makefile", tmp_path)
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(STUB)
    python.chmod(0o755)
    return tmp_path


def calls(folder: Path, *arguments: str, **variables: str) -> list[list[str]]:
    """Return what make ran of the project's own programs."""
    done = subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=clean_environment() | variables,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    written = (folder / "calls").read_text().split("\n\0")
    lines = [line.split("\0")[:-1] for line in written if line]
    return [line[1:] for line in lines if line[0] == "-m" and line[1] != "installation"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("by_environment", [False, True])
def test_text_stays_text(folder: Path, text: str, by_environment: bool) -> None:
    given = dict.fromkeys(("ONLY", "PROFILE", "JOBS", "CLUSTER", "N", "SEED", "FORCE", "QUICK"), text)
    options = [f"--profile={text}", f"--jobs={text}"]
    forced = [*options, f"--cluster={text}", "--force"]

    def made(target: str) -> list[list[str]]:
        (folder / "ready").unlink(missing_ok=True)
        (folder / "calls").unlink(missing_ok=True)
        if by_environment:
            return calls(folder, target, **given)
        return calls(folder, target, *(f"{name}={value}" for name, value in given.items()))

    run = ["experiments", "run", *forced, "--", *text.split()]
    figures = ["experiments", "figures", f"--profile={text}"]
    site = ["generator", "site", "--results", f"build/{text}/results"]
    assert made("report") == [["experiments.engine.standstill"], run, run, figures, site, KEEP]
    replicate = ["experiments", "replicate", *forced, f"--count={text}", "--", *text.split()]
    status = ["experiments", "status", f"--profile={text}"]
    assert made("replicates") == [replicate, replicate, [*status, "--", *text.split()]]
    verify = ["experiments", "verify", *options, f"--count={text}", f"--seed={text}", "--", *text.split()]
    assert made("verify") == [verify, verify]
    assert made("site") == [status, figures, site]
    (pytest_call,) = made("test")
    assert pytest_call[:2] == ["pytest", "-m"]
    assert not (folder / "touched").exists()


def test_what_is_not_given_has_its_default(folder: Path) -> None:
    (folder / "ready").touch()
    assert calls(folder, "report", "replicates", "verify") == [
        ["experiments.engine.standstill"],
        ["experiments", "run", "--profile=full", "--"],
        ["experiments", "figures", "--profile=full"],
        ["generator", "site", "--results", "results"],
        KEEP,
        ["experiments", "replicate", "--profile=full", "--count=4", "--"],
        ["experiments", "status", "--profile=full", "--"],
        ["experiments", "verify", "--profile=full", "--count=4", "--"],
    ]
