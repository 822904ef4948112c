"""What both command lines share: they speak French, and fail in one sentence."""

import gettext
import os
import sys
from pathlib import Path

import click

from experiments.errors import LabError
from experiments.libraries import told_if_lacking

LOCALE = Path(__file__).parent / "locale"
FAILURE_EXIT = 1


def run_command_line(command: click.Command, name: str) -> None:
    """Run a command line; a failure the user can act on is printed without a traceback.

    Parameters
    ----------
    command : click.Command
    name : str
        How the user calls it, for the help.
    """
    # Click asks gettext for the default domain, in the language of the environment.
    gettext.bindtextdomain("messages", LOCALE)
    os.environ["LANGUAGE"] = "fr"
    try:
        with told_if_lacking(name):
            command(prog_name=name)
    except LabError as error:
        click.echo(f"Erreur : {error}", err=True)
        sys.exit(getattr(error, "exit_code", FAILURE_EXIT))
