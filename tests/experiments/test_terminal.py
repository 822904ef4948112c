"""Both command lines speak French and fail in one sentence."""

import subprocess
import sys

import pytest

from experiments.project import ROOT

PROGRAM = """
import click
from experiments.errors import LabError
from experiments.terminal import run_command_line

class Special(LabError):
    exit_code = 3

@click.command(help="Un essai.")
@click.argument("kind")
@click.option("--count", type=click.IntRange(min=1), default=1, show_default=True, help="Combien.")
def command(kind, count):
    if kind == "lab":
        raise LabError("le four est froid")
    if kind == "special":
        raise Special("le four manque")
    if kind == "interrupt":
        raise KeyboardInterrupt
    click.echo(f"{kind} {count}")

run_command_line(command, "essai")
"""


def run(*arguments: str, language: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/bin", "LC_ALL": language, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_success_says_nothing_more() -> None:
    done = run("pain", "--count", "2")
    assert (done.returncode, done.stdout, done.stderr) == (0, "pain 2\n", "")


@pytest.mark.parametrize(
    ("kind", "code", "message"), [("lab", 1, "le four est froid"), ("special", 3, "le four manque")]
)
def test_an_expected_failure_is_one_sentence(kind: str, code: int, message: str) -> None:
    done = run(kind)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr == f"Erreur : {message}\n"


def test_an_interruption_is_not_a_traceback() -> None:
    done = run("interrupt")
    assert done.returncode == 1
    assert done.stderr.strip() == "Interrompu."


@pytest.mark.parametrize("language", ["C.UTF-8", "en_US.UTF-8", "de_CH.UTF-8"])
def test_help_is_french_whatever_the_language_of_the_machine(language: str) -> None:
    done = run("--help", language=language)
    assert done.returncode == 0
    assert done.stdout == (
        "Usage : essai [OPTIONS] KIND\n\n"
        "  Un essai.\n\n"
        "Options:\n"
        "  --count INTEGER RANGE  Combien.  [par défaut : 1; x>=1]\n"
        "  --help                 Affiche cette aide.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Il manque l’argument 'KIND'."),
        (("pain", "--cuont", "2"), "L’option '--cuont' n’existe pas. Vouliez-vous dire '--count' ?"),
        (("pain", "--count"), "L’option '--count' demande une valeur."),
        (
            ("pain", "--count", "deux"),
            "Valeur refusée pour '--count' : 'deux' n’est pas un nombre valable.",
        ),
        (
            ("pain", "--count", "0"),
            "Valeur refusée pour '--count' : 0 n’est pas dans l’intervalle x>=1.",
        ),
        (("pain", "vin"), "Argument en trop (vin)"),
    ],
)
def test_misuse_is_explained_in_french(arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Erreur : {message}"
