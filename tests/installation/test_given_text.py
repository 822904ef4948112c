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


def make(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments],
        cwd=folder,
        env=clean_environment() | variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def calls(folder: Path, *arguments: str, **variables: str) -> list[list[str]]:
    """Return what make ran of the project's own programs."""
    done = make(folder, *arguments, **variables)
    assert done.returncode == 0, done.stderr
    written = (folder / "calls").read_text().split("\n\0")
    lines = [line.split("\0")[:-1] for line in written if line]
    return [line[1:] for line in lines if line[0] == "-m" and line[1] != "installation"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("by_environment", [False, True])
def test_text_stays_text(folder: Path, text: str, by_environment: bool) -> None:
    given = dict.fromkeys(("ONLY", "PROFILE", "JOBS", "CLUSTER", "N", "SEED"), text)
    given |= {"FORCE": "1", "QUICK": "1"}
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


YES = ("1", "oui", "OUI", "o", "yes", "true", "vrai", "on", " 1 ")
NO = ("", "0", "non", "Non", "n", "no", "false", "FAUX", "off", " ", " 0")


@pytest.mark.parametrize("answer", [*YES, *NO])
def test_what_is_asked_by_yes_or_no_is_understood(folder: Path, answer: str) -> None:
    (folder / "ready").touch()
    made = calls(folder, "report", "replicates", "test", FORCE=answer, QUICK=answer)
    forced = [line[:2] for line in made if "--force" in line]
    assert forced == ([["experiments", "run"], ["experiments", "replicate"]] if answer in YES else [])
    assert ("--dist" in made[-1]) == (answer in YES)


@pytest.mark.parametrize("text", [*TEXTS, "2", "nope", "peut-être", "-1"])
@pytest.mark.parametrize(
    ("target", "name"), [("report", "FORCE"), ("replicates", "FORCE"), ("test", "QUICK")]
)
def test_neither_yes_nor_no_is_said_and_does_nothing(folder: Path, target: str, name: str, text: str) -> None:
    done = make(folder, target, f"{name}={text}")
    assert done.returncode == 2
    assert f"{name}={text} : ni oui ni non. Écrivez {name}=1 pour oui, {name}=0 pour non.\n" in done.stderr
    assert "experiments" not in (folder / "calls").read_text()
    assert "pytest" not in (folder / "calls").read_text()
    assert not (folder / "touched").exists()
