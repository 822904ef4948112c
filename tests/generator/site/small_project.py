"""A project of a few lines in a real repository with a real remote one: what publishing needs, at once."""

import subprocess
from pathlib import Path

# Stand for the real commands: what they say and whether they fail hangs on files of the project.
EXPERIMENTS = """\
import pathlib, sys
said = pathlib.Path("results/state.txt").read_text()
if sys.argv[1] == "status" and said != "à jour":
    sys.exit(print("mlp-raw-1  " + said) or 1)
"""
GENERATOR = """\
import hashlib, json, pathlib
site = pathlib.Path("site")
site.mkdir()
page = pathlib.Path("generator/page.md.j2").read_text()
if page == "{{ absente }}":
    raise SystemExit("Erreur : page.md.j2, ligne 1")
(site / "partie-1").mkdir()
(site / "index.html").write_text(page)
(site / "partie-1" / "index.html").write_text(page)
(site / "docs.html").write_text(" ".join(sorted(map(str, pathlib.Path("docs").rglob("*")))))
digests = {
    path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
    for path in site.rglob("*.html")
}
(site / ".built-from").write_text(json.dumps({"sources": "", "files": digests}))
"""
FILES = {
    "experiments/__main__.py": EXPERIMENTS,
    "generator/__main__.py": GENERATOR,
    "generator/page.md.j2": "<p>Rapport</p>",
    "results/state.txt": "à jour",
    "docs/assets/logo.svg": "<svg/>",
    ".gitignore": "__pycache__/\n/build/\n/site/\n/docs/*\n!/docs/assets/\n",
}


def git(folder: Path, *arguments: str) -> str:
    """Run git, which must succeed, and return what it writes."""
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit_all(folder: Path, message: str = "Work") -> str:
    """Commit all that is there and return the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", f"--message={message}")
    return git(folder, "rev-parse", "HEAD").strip()


class SmallProject:
    """A clone and its remote repository, in a folder."""

    def __init__(self, folder: Path, inside: str = "") -> None:
        self.clone, self.remote = folder / "clone", folder / "remote.git"
        self.root = self.clone / inside
        for name, content in FILES.items():
            self.write(name, content)
        git(folder, "init", "--bare", "--quiet", "remote.git")
        git(self.clone, "init", "--quiet", "--initial-branch=main")
        git(self.clone, "remote", "add", "origin", str(self.remote))
        self.commit = commit_all(self.clone)

    def write(self, name: str, content: str) -> None:
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def published(self) -> dict[str, str]:
        """Return the files of the branch of the remote repository."""
        names = git(self.remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
        return {name: git(self.remote, "show", f"gh-pages:{name}") for name in names}

    def elsewhere(self, files: dict[str, str], removed: tuple[str, ...] = ()) -> None:
        """Do on the branch what someone does by hand from another clone."""
        other = self.clone.parent / "other"
        if not other.exists():
            git(self.clone.parent, "clone", "--quiet", str(self.remote), "other")
        branches = git(other, "branch", "--remotes", "--list", "origin/gh-pages")
        git(other, "switch", "--quiet", *([] if branches else ["--orphan"]), "gh-pages")
        for name, content in files.items():
            (other / name).write_text(content, encoding="utf-8")
        for name in removed:
            (other / name).unlink()
        commit_all(other, "By hand")
        git(other, "push", "--quiet", "origin", "gh-pages")
