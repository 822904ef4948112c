"""The git repository of the project, and the remote one that its site is published to."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from experiments.errors import LabError

REMOTE = "origin"
AGAIN = "puis relancez « make publish »."
# Enough to recognise what one was doing.
SHOWN = 10


class GitError(LabError):
    """A command of git failed; the message is what git said."""


@dataclass(frozen=True)
class Repository:
    """The clone that holds the project, which may be a folder of a larger one.

    Parameters
    ----------
    root : Path
        Folder of the project.
    """

    root: Path

    def git(self, *arguments: str, given: bytes = b"", variables: Mapping[str, str] | None = None) -> bytes:
        """Run git in the project and return what it writes.

        Parameters
        ----------
        given : bytes
            What it reads.
        variables : mapping of str, optional
            Added to the environment.

        Raises
        ------
        GitError
            If it fails.
        LabError
            If there is no git.
        """
        command = ["git", "-c", "core.quotePath=false", "-c", "core.autocrlf=false", *arguments]
        try:
            finished = subprocess.run(
                command,
                cwd=self.root,
                env={**os.environ, **(variables or {})},
                input=given,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError as error:
            raise LabError(
                f"git est introuvable : installez-le (Debian, Ubuntu : « apt install git »), {AGAIN}"
            ) from error
        if finished.returncode:
            # Of a push, git says on its output what was refused.
            refused = [line for line in _lines(finished.stdout) if line.startswith("!")]
            raise GitError("\n".join([*refused, *_lines(finished.stderr)]))
        return finished.stdout

    def text(self, *arguments: str) -> str:
        """Return what git writes, as text, without the end of its last line."""
        return os.fsdecode(self.git(*arguments)).removesuffix("\n")

    @property
    def folder(self) -> str:
        """Where git keeps what it knows of the clone."""
        return self.text("rev-parse", "--absolute-git-dir")

    def check(self) -> str:
        """Return the commit that the project is at.

        Raises
        ------
        LabError
            If there is no repository, no remote one, no commit, no name to sign one, or if a file differs
            from what the commit holds.
        """
        try:
            _ = self.folder
        except GitError as error:
            raise LabError(
                f"{self.root} n’est pas un dépôt git, et le rapport se publie depuis un clone :\n{error}\n"
                "« git clone ADRESSE » en fait un."
            ) from error
        try:
            commit = self.text("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        except GitError as error:
            raise LabError(
                "Ce dépôt n’a encore aucun commit. Enregistrez-y le projet (« git add . », « git commit »), "
                + AGAIN
            ) from error
        try:
            self.text("remote", "get-url", REMOTE)
        except GitError as error:
            raise LabError(
                f"Ce dépôt n’a pas de dépôt distant « {REMOTE} » : le rapport n’a nulle part où être publié. "
                f"Donnez son adresse avec « git remote add {REMOTE} ADRESSE », {AGAIN}"
            ) from error
        try:
            self.text("var", "GIT_COMMITTER_IDENT")
        except GitError as error:
            raise LabError(f"Git ne peut pas signer de commit :\n{error}\nCorrigez-le, {AGAIN}") from error
        # Of what is ignored, nothing enters the report: it is built from the commit.
        changed = _lines(self.git("status", "--porcelain", "--untracked-files=all", "--", "."))
        if changed:
            raise LabError(
                f"Ces fichiers ne sont pas tels que le dernier commit les tient :\n{listed(changed)}\nSeul "
                "un commit se publie, pour que le rapport puisse être refait. Enregistrez-les (« git add », "
                f"« git commit ») ou défaites-les (« git restore », « git stash -u »), {AGAIN}"
            )
        return commit

    def remote_tip(self, branch: str) -> str:
        """Return the commit that a remote branch is at, once it is here; empty if there is no such branch.

        Raises
        ------
        LabError
            If the remote repository cannot be reached.
        """
        try:
            found = self.text("ls-remote", REMOTE, branch).split()
            if found:
                self.git("fetch", "--quiet", "--no-tags", REMOTE, branch)
        except GitError as error:
            raise LabError(unreached(error)) from error
        return found[0] if found else ""

    def push(self, commit: str, branch: str) -> None:
        """Put the remote branch at a commit that follows what it was at.

        Raises
        ------
        LabError
            If the remote repository refuses, or cannot be reached.
        """
        try:
            self.git("push", "--porcelain", REMOTE, f"{commit}:{branch}")
        except GitError as error:
            if not str(error).startswith("!"):
                raise LabError(unreached(error)) from error
            raise LabError(
                f"Le dépôt distant « {REMOTE} » a refusé la branche {branch.removeprefix('refs/heads/')} :\n"
                f"{error}\nVérifiez que vous avez le droit d’y écrire, {AGAIN} Si quelqu’un d’autre vient de "
                "publier, relancer suffit."
            ) from error


def unreached(error: GitError) -> str:
    """Say that the remote repository does not answer."""
    return (
        f"Le dépôt distant « {REMOTE} » n’a pas pu être atteint :\n{error}\nVérifiez la connexion, l’adresse "
        f"(« git remote -v ») et vos droits, {AGAIN}"
    )


def listed(lines: list[str]) -> str:
    """Return lines one under the other, the first ones if there are many."""
    more = [f"  … et {len(lines) - SHOWN} de plus"] if len(lines) > SHOWN else []
    return "\n".join([*(f"  {line}" for line in lines[:SHOWN]), *more])


def _lines(said: bytes) -> list[str]:
    return os.fsdecode(said).splitlines()
