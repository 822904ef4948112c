"""The branch that a host of pages serves, such as GitHub Pages: what this project wrote, and the rest."""

import hashlib
import io
import json
import tarfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from experiments.errors import LabError
from generator.site.build import STAMP
from generator.site.repository import AGAIN, GitError, Repository, listed

BRANCH = "refs/heads/gh-pages"
NAME = BRANCH.removeprefix("refs/heads/")
GIT_DIR = "GIT_DIR"
# Tells GitHub that the pages are made already.
MADE = ".nojekyll"
# The name of the site on the internet is a setting that the host keeps there: no site takes its place.
SETTINGS = {"CNAME"}
REMEDY = (
    "Déplacez-les ailleurs, ou remplacez-les par le rapport avec « make publish REPLACE=1 » (l’histoire de "
    "la branche les garde)."
)


@dataclass(frozen=True)
class Branch:
    """What the remote branch holds.

    Attributes
    ----------
    tip : str
        Its last commit; empty if there is no such branch.
    written : bool
        Whether this project published there.
    foreign : frozenset of str
        Files that are not as this project left them.
    """

    repository: Repository
    tip: str
    written: bool
    foreign: frozenset[str]

    @classmethod
    def read(cls, repository: Repository) -> "Branch":
        """Fetch it, and compare its files with what the last publication said that it wrote."""
        tip = repository.remote_tip(BRANCH)
        if not tip:
            return cls(repository, "", False, frozenset())
        files = {}
        # Given its folder, git takes no account of where in the clone the project is.
        tar = repository.git("archive", "--format=tar", tip, variables={GIT_DIR: repository.folder})
        with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
            for member in archive:
                if not member.isdir():
                    content = archive.extractfile(member) if member.isfile() else None
                    files[member.name] = hashlib.sha256(content.read() if content else b"").hexdigest()
        try:
            ours = json.loads(repository.git("show", f"{tip}:{STAMP}"))["files"]
        except (GitError, ValueError, LookupError, TypeError):  # written by someone else
            ours = None
        mine = {**(ours or {}), MADE: files.get(MADE), STAMP: files.get(STAMP)}
        foreign = frozenset(path for path, digest in files.items() if mine.get(path) != digest)
        return cls(repository, tip, ours is not None, foreign)

    def kept(self, site: Collection[str], replace: bool) -> frozenset[str]:
        """Return the files that stay there beside those of a site.

        Parameters
        ----------
        site : collection of str
            Paths of its files.
        replace : bool
            Whether the site may take the place of what this project did not write.

        Raises
        ------
        LabError
            If it would, and may not.
        """
        settings = self.foreign & SETTINGS
        if replace:
            return settings
        if not self.written and self.foreign > settings:
            raise LabError(
                f"La branche {NAME} porte autre chose que ce rapport :\n"
                f"{listed(sorted(self.foreign - settings))}\n{REMEDY}"
            )
        taken = sorted(path for path in self.foreign if _meet(path, site))
        if taken:
            raise LabError(
                f"Sur la branche {NAME}, ces fichiers ont été changés ou ajoutés à la main, et le rapport a "
                f"les siens à leur place :\n{listed(taken)}\n{REMEDY}"
            )
        return self.foreign

    def commit(self, site: Path, kept: Collection[str], message: str) -> str:
        """Return a commit that follows the last one and holds a site, and the files that stay.

        Raises
        ------
        LabError
            If git refuses.
        """
        # An index of its own: what the user prepared to commit is left alone.
        index = {"GIT_INDEX_FILE": str(site.parent / "index"), "GIT_WORK_TREE": str(site)}
        git, index[GIT_DIR] = self.repository.git, self.repository.folder
        try:
            git("-C", str(site), "add", "--force", ".", variables=index)
            if kept:
                entries = git("ls-tree", "-r", "-z", "--full-tree", self.tip).split(b"\0")
                names = {name.encode("utf-8", "surrogateescape") for name in kept}
                stay = [entry for entry in entries if entry.partition(b"\t")[2] in names]
                git("update-index", "-z", "--index-info", given=b"\0".join([*stay, b""]), variables=index)
            tree = git("write-tree", variables=index).decode().strip()
            parents = ["-p", self.tip] if self.tip else []
            return git("commit-tree", tree, *parents, "-m", message).decode().strip()
        except GitError as error:
            raise LabError(
                f"Git n’a pas écrit le commit du rapport :\n{error}\nCorrigez-le, {AGAIN}"
            ) from error


def _meet(path: str, site: Collection[str]) -> bool:
    """Tell whether a file and one of a site cannot both stand: same name, or one is a folder of the other."""
    folders = {str(folder) for file in site for folder in PurePosixPath(file).parents}
    return path in site or path in folders or any(str(f) in site for f in PurePosixPath(path).parents)
