"""Show the report while it is written: pages follow results, templates and code within a second or two."""

import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import click

from experiments.errors import LabError
from generator.site.builder import Builder, Outcome
from generator.site.changes import Change, Changes
from generator.site.partial import FOLDER
from generator.site.screen import Screen

# How long after a change of code what was imported is known to be what is there (see `code_digest`).
RENEWAL_SECONDS = 2.5
# A line of « experiments status », of what must be trained.
TO_TRAIN = re.compile(r"^(\S+) +(?:périmé|absent)\b.*$", re.MULTILINE)


def serve(root: Path, results: Path, address: str) -> int:
    """Serve the site until interrupted or terminated; return the exit code.

    Raises
    ------
    LabError
        If the folder of results does not exist, or if nothing can be served at that address.
    """
    if not results.is_dir():
        raise LabError(f"{results} : ce dossier de résultats n’existe pas. Lancez d’abord « make report ».")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    screen = Screen(root / FOLDER, address)
    changes = Changes(root, results)
    builder = Builder([sys.executable, "-m", "generator", "rebuild", "--results", str(results)], root)
    try:
        Preview(root, results, screen, builder).run(changes)
    except KeyboardInterrupt:
        return 0
    finally:
        builder.close()
        changes.close()
        screen.close()


@dataclass
class Preview:
    """What is shown, and what remains to be done for it to be right.

    Attributes
    ----------
    whole : bool
        Whether all pages of the site must be built: none is sure to be framed as they should.
    renewal : float or None
        When the code is to be read again, for pages to be kept from then on.
    undrawn : str
        Why plots could not be drawn; empty if they were.
    """

    root: Path
    results: Path
    screen: Screen
    builder: Builder
    whole: bool = True
    renewal: float | None = None
    notice: str = field(default="", init=False)
    undrawn: str = field(default="", init=False)

    def run(self, changes: Changes) -> NoReturn:
        """Follow changes, without end."""
        self.show(self.builder.build(self.whole))
        self.screen.open()
        click.echo(f"Le rapport est sur {self.screen.url} et suit vos changements. Ctrl-C l’arrête.")
        while True:
            left = None if self.renewal is None else max(0.0, self.renewal - time.monotonic())
            change = changes.wait(left)
            if not change:
                self.renewal = None
                self.builder.renew()
                self.builder.build(whole=False)
            elif change & ~Change.EXPERIMENT:
                self.follow(change)
            if change & Change.EXPERIMENT or (self.notice and change & Change.RESULTS):
                self.examine()

    def follow(self, change: Change) -> None:
        """Make again the pages that a change concerns."""
        if change & Change.CODE:
            self.renewal = time.monotonic() + RENEWAL_SECONDS
            self.builder.renew()
        if change & Change.DRAWING:
            drawn = self._experiments("figures")
            said = (drawn.stderr or drawn.stdout).replace(f"{self.root}/", "")
            self.undrawn = Outcome(drawn.returncode != 0, said).error
            if self.undrawn:
                click.echo(self.undrawn, err=True)
        self.whole |= bool(change & Change.FRAME)
        self.show(self.builder.build(self.whole))

    def show(self, outcome: Outcome) -> None:
        """Show pages that were built, or what is wrong; the terminal says both."""
        if outcome.failed:
            click.echo(outcome.error, err=True)
        else:
            click.echo(outcome.said, nl=False)
        self.whole &= outcome.failed
        self.screen.tell(changed=True, error="\n\n".join(filter(None, (self.undrawn, outcome.error))))

    def examine(self) -> None:
        """Say which results no longer are what the experiments would give, and how to train them."""
        status = self._experiments("status")
        stale = list(TO_TRAIN.finditer(status.stdout))
        profile = "" if self.profile == "full" else f"PROFILE={self.profile} "
        told = []
        if stale:
            names = " ".join(found[1] for found in stale)
            lines = "\n".join(f"  {found[0]}" for found in stale)
            told.append(
                f"Ces pages montrent encore les résultats d’avant :\n{lines}\nPour entraîner, dans un autre "
                f'terminal : make report {profile}ONLY="{names}" ; les pages suivront.'
            )
        if status.stderr:
            told.append(status.stderr.strip())
        if not told:
            told.append(
                f"Aucun nombre ne dépend de ce qui a changé dans experiments/. « make report {profile}» en "
                "reprend les textes (intentions, commentaires du code)."
                if status.returncode == 0
                else status.stdout.strip()
            )
        self.notice = "\n".join(told)
        click.echo(self.notice)
        self.screen.tell(notice=self.notice)

    @property
    def profile(self) -> str:
        """The profile whose results are shown."""
        return "full" if self.results.parent == self.root else self.results.parent.name

    def _experiments(self, command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "experiments", command, f"--profile={self.profile}"],
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
        )
