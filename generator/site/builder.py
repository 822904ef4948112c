"""A process that holds the machine ready, and makes the pages again as soon as it is asked.

Importing the libraries and the machine takes longer than making a page. A process that has imported them
forks for each build: what the build reads, results, templates and wordings, is read anew, and nothing is
imported again. When code changes, another such process takes its place.
"""

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

from experiments.errors import LabError

WHOLE, PARTIAL = "whole", "partial"
FAILED = 1
# A line of the report that Python makes of an error, and files that are none of the project.
PLACE = re.compile(r'^ +File "([^"]+)", line (\d+)', re.MULTILINE)
ELSEWHERE = ("/", "<", ".venv/")
SILENT = "La construction s’est arrêtée sans rien dire."


@dataclass(frozen=True)
class Outcome:
    """How a build went: what it said, and whether it failed."""

    failed: bool
    said: str

    @property
    def error(self) -> str:
        """What is wrong, if something is: a fault of the code begins with where it is in the project."""
        if not self.failed:
            return ""
        places = [found for found in PLACE.findall(self.said) if not found[0].startswith(ELSEWHERE)]
        if not places:
            return self.said.strip() or SILENT
        file, line = places[-1]
        reason = self.said.strip().rpartition("\n")[2]
        return f"{file}, ligne {line} : {reason}\n\n{self.said.strip()}"


class Builder:
    """The process that builds, from outside.

    Parameters
    ----------
    command : list of str
        Starts it: the command calls `answer`.
    root : Path
        Where it runs.
    """

    def __init__(self, command: list[str], root: Path) -> None:
        self.command = command
        self.root = root
        self._start()

    def _start(self) -> None:
        # In a group of its own: Ctrl-C is for the preview, which ends it.
        self._process = subprocess.Popen(
            self.command,
            cwd=self.root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
        )

    def build(self, whole: bool) -> Outcome:
        """Make the pages that changed, or all of them, and return how it went."""
        if self._process.poll() is not None:
            self.renew()
        assert self._process.stdin and self._process.stdout
        with suppress(BrokenPipeError):  # it died: said below
            self._process.stdin.write(f"{WHOLE if whole else PARTIAL}\n")
            self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            return Outcome(True, self._from_root(self._process.communicate()[1]))
        record = json.loads(answer)
        return Outcome(record["code"] != 0, self._from_root(record["said"]))

    def _from_root(self, said: str) -> str:
        return said.replace(f"{self.root}/", "")

    def renew(self) -> None:
        """Have the code read again."""
        self.close()
        self._start()

    def close(self) -> None:
        """End it, and the build that it does."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        self._process.communicate()


def answer(work: Callable[[bool], None]) -> None:
    """Build each time that a line comes, until no more can.

    Parameters
    ----------
    work : callable
        Makes the pages, all of them if it is given true; called in a process of its own.
    """
    context = multiprocessing.get_context("fork")
    for line in sys.stdin:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
            build = context.Process(target=_build, args=(work, line.strip() == WHOLE, said.fileno()))
            build.start()
            build.join()
            said.seek(0)
            print(json.dumps({"code": build.exitcode, "said": said.read()}), flush=True)


def _build(work: Callable[[bool], None], whole: bool, said: int) -> None:
    for descriptor in (sys.stdout.fileno(), sys.stderr.fileno()):
        os.dup2(said, descriptor)
    try:
        work(whole)
    except LabError as error:
        click.echo(f"Erreur : {error}", err=True)
        sys.exit(FAILED)
